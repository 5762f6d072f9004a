import { expect, test } from "vitest";
import { arrivalKind, refundRoute } from "./refund-route";

test.each([
  ["CARD", "card", "back"],
  ["MOBILE", "phone-bill", "bill"],
  ["TRANSFER", "transfer", "deposit"],
  ["VIRTUAL_ACCOUNT", "account", "deposit"],
  ["EASY_PAY", "wallet", "back"],
  ["CRYPTO", "coin", "back"],
  ["GIFT_CERTIFICATE", "original", "back"],
  ["UNRECOGNIZED", "original", "back"],
] as const)("a refund of %s has the way %s and the arrival %s", (type, way, kind) => {
  expect(refundRoute({ type }, false)).toBe(way);
  expect(arrivalKind(way)).toBe(kind);
  // A typed account takes precedence over the method.
  expect(refundRoute({ type }, true)).toBe("account");
});
