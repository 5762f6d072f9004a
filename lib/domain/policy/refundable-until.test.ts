import { expect, test } from "vitest";
import { testMethod, testPayment } from "../../../tests/support/test-payment";
import type { SetOverride } from "./overrides";
import { refundPolicy } from "./refund-policy";
import { refundableUntil } from "./refundable-until";

const mobile = testPayment({ method: testMethod({ type: "MOBILE", rawType: "PaymentMethodMobile" }) });

test("a card is refundable for a year, a mobile payment in its month in Seoul, a virtual account without end", () => {
  expect(refundableUntil(testPayment(), [])?.toISOString()).toBe("2027-11-20T15:00:00.000Z");
  expect(refundableUntil(mobile, [])?.toISOString()).toBe("2026-11-30T15:00:00.000Z");
  const account = testMethod({ type: "VIRTUAL_ACCOUNT", rawType: "PaymentMethodVirtualAccount" });
  expect(refundableUntil(testPayment({ method: account }), [])).toBeNull();
});

test("a payment that can no longer be refunded has no date", () => {
  const amount = { ...testPayment().amount, cancelled: 10_000 };
  for (const payment of [
    testPayment({ status: "CANCELLED", rawStatus: "CANCELLED" }),
    testPayment({ status: "FAILED", rawStatus: "FAILED", paidAt: null }),
    testPayment({ status: "PARTIAL_CANCELLED", rawStatus: "PARTIAL_CANCELLED", amount }),
    testPayment({ version: "V1" }),
  ])
    expect(refundableUntil(payment, [])).toBeNull();
});

test("the merchant's own deadline takes precedence over the documents", () => {
  const own: SetOverride = {
    key: "deadline:CARD:",
    override: { kind: "deadline", method: "CARD", pgProvider: null, within: { unit: "months", count: 11 } },
    note: "계약서",
    by: "관리자",
    at: "2026-11-01T00:00:00Z",
  };
  expect(refundableUntil(testPayment(), [own])?.toISOString()).toBe("2027-10-20T15:00:00.000Z");
});

test("the date is the deadline that the policy shows, on every day before it", () => {
  for (const payment of [testPayment(), mobile])
    for (const now of ["2026-11-20T00:00:05Z", "2026-11-25T00:00:00Z", "2026-11-30T14:59:59Z"])
      expect(refundPolicy(payment, new Date(now), []).answer.deadline?.endsAt).toBe(
        refundableUntil(payment, [])?.toISOString(),
      );
});
