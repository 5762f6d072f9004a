import { expect, test } from "vitest";
import { readCancelBody, writeCancelBody } from "./cancel-body";

test("a body that was read back is written as the same text", () => {
  const body = {
    storeId: "s",
    amount: 5,
    taxFreeAmount: 0,
    vatAmount: 0,
    reason: '"따옴표" \u2028',
    requester: "ADMIN",
    promotionDiscountRetainOption: "RETAIN",
    currentCancellableAmount: 9,
    refundAccount: {
      bank: "SHINHAN",
      number: "110123456789",
      holderName: "홍길동",
      holderPhoneNumber: "01012345678",
    },
    refundEmail: "buyer@example.com",
  } as const;
  expect(writeCancelBody(readCancelBody(writeCancelBody(body)))).toBe(writeCancelBody(body));
  expect(JSON.parse(writeCancelBody(body))).toEqual(body);
});

test.each([
  ["a null amount", { amount: null }],
  ["a null account", { refundAccount: null }],
  ["a field that the desk never sends", { skipWebhook: true }],
  ["an amount of zero", { amount: 0 }],
])("readCancelBody throws for %s", (_, change) => {
  const text = JSON.stringify({ storeId: "s", reason: "r", requester: "ADMIN", ...change });
  expect(() => readCancelBody(text)).toThrow();
});
