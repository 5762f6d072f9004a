import { expect, test } from "vitest";
import { testCancellation, testPayment } from "../../../tests/support/test-payment";
import { moneyBack } from "../amounts";
import {
  manualRefundLimit,
  manualRefundRefusal,
  type ReturnedMoney,
  recordManualRefundInput,
} from "./manual-refund";

const paid = testPayment({ paidAt: "2026-11-20T00:00:05.000Z" });
const now = new Date("2026-11-24T05:00:00Z");
const soFar = (manual: number, returned: number | null = null): ReturnedMoney => ({
  charged: null,
  returned: returned === null ? null : moneyBack(returned),
  manual,
});
const refusal = (amount: number, paidOn = "2026-11-24", manuallyRefunded = 0, payment = paid) =>
  manualRefundRefusal(payment, { amount, paidOn }, soFar(manuallyRefunded), now);

test("a manual refund is limited to PortOne's balance less earlier manual refunds", () => {
  expect(refusal(10_000)).toBeNull();
  expect(refusal(10_001)).toBe("amount-exceeds-rest");
  expect(refusal(6_000, undefined, 4_000)).toBeNull();
  expect(refusal(6_001, undefined, 4_000)).toBe("amount-exceeds-rest");
  const partly = testPayment({
    status: "PARTIAL_CANCELLED",
    amount: { ...paid.amount, cancelled: 3_000 },
    cancellations: [testCancellation({ id: "r", status: "REQUESTED", totalAmount: 2_000 })],
  });
  expect(manualRefundLimit(partly, soFar(1_000))).toBe(4_000);
  expect(manualRefundLimit(partly, soFar(9_000))).toBe(0);
});

test("a manual refund is limited to what was charged after a discount", () => {
  const discounted = testPayment({ amount: { ...paid.amount, discount: 1_000, paid: 9_000 } });
  expect(manualRefundLimit(discounted, soFar(0))).toBe(9_000);
  expect(manualRefundLimit(discounted, soFar(4_000))).toBe(5_000);
  expect(manualRefundLimit(discounted, soFar(4_000, 1_800))).toBe(3_200);
});

test("a payment that is not paid has no manual refund", () => {
  for (const status of ["READY", "VIRTUAL_ACCOUNT_ISSUED", "CANCELLED", "FAILED", "UNRECOGNIZED"] as const)
    expect(refusal(1, undefined, 0, testPayment({ status }))).toBe("not-paid");
});

test("the day of a manual refund is from the day of payment to today, in Seoul", () => {
  expect(refusal(1, "2026-11-20")).toBeNull();
  expect(refusal(1, "2026-11-19")).toBe("date-out-of-range");
  expect(refusal(1, "2026-11-25")).toBe("date-out-of-range");
});

test("invalid input has a code for each field", () => {
  const read = recordManualRefundInput.safeParse({
    storeId: "s",
    paymentId: "p",
    requestId: "7b0e1a44-5f7d-4a55-9df4-0d7b6cf0a001",
    amount: 0.5,
    bank: "MY_BANK",
    paidOn: "2026-02-30",
    note: "  ",
  });
  const codes = Object.fromEntries(
    (read.error?.issues ?? []).map(({ path, message }) => [path.join("."), message]),
  );
  expect(codes).toEqual({
    amount: "amount-invalid",
    bank: "bank-missing",
    paidOn: "date-invalid",
    note: "note-missing",
  });
});
