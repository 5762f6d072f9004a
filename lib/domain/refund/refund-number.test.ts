import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { numberInReason, reasonWithNumber, refundNumber } from "./refund-number";

test("a number is found at the end of a reason, and only there", () => {
  fc.assert(
    fc.property(fc.string(), (reason) => {
      const number = refundNumber(() => randomBytes(16));
      expect(number).toMatch(/^R[2-9A-Z]{6}$/);
      expect(numberInReason(reasonWithNumber(reason, number))).toBe(number);
      expect(numberInReason(`#${number} ${reason}.`)).toBeNull();
    }),
  );
});

test.each(["고객 변심", "#R123", "#r7f3k2m", "고객 #R7F3K2MM", "R7F3K2M", "#R7F3K2I"])(
  "the reason %s has no number",
  (reason) => {
    expect(numberInReason(reason)).toBeNull();
  },
);

test("bytes that would favour a letter are skipped", () => {
  const bytes = [new Uint8Array(12).fill(255), new Uint8Array(12).fill(0)];
  expect(refundNumber(() => bytes.shift() ?? new Uint8Array(12))).toBe("R222222");
});
