import { expect, test } from "vitest";
import { testCancellation, testMethod, testPayment } from "../../../tests/support/test-payment";
import type { Payment } from "../payment/payment";
import { reversalOf } from "./reversal";

const now = new Date("2026-11-22T05:00:00Z");
const channel = (pgProvider: string, type = "LIVE") => ({ type, pgProvider, pgMerchantId: null, name: null });
const card = (type: "CREDIT" | "DEBIT" | "GIFT") =>
  testMethod({
    card: {
      type: { value: type, raw: type },
      brand: null,
      ownerType: null,
      issuer: null,
      installment: null,
      pointUsed: null,
    },
  });
const of = (overrides: Partial<Payment>, at = now) =>
  reversalOf(
    testPayment({ status: "CANCELLED", channel: channel("KCP_V2"), method: card("CREDIT"), ...overrides }),
    [testCancellation()],
    at,
  );

test.each([
  ["NICE_V2", "nice"],
  ["KCP_V2", "kcp"],
  ["INICIS_V2", "inicis"],
  ["DANAL_TPAY", "danal"],
  ["SETTLE", "hecto"],
  ["TOSSPAYMENTS", "tosspayments"],
  ["SMARTRO_V2", null],
])("a cancel through %s is reversible by the procedure of %s", (pgProvider, pg) => {
  expect(of({ channel: channel(pgProvider) })).toEqual({ kind: "possible", pg });
});

test.each<[string, Partial<Payment>]>([
  ["same-day", { paidAt: "2026-11-21T15:00:00.000Z" }],
  ["card-type", { method: card("DEBIT") }],
  ["card-type", { method: card("GIFT") }],
  ["escrow", { escrow: { value: "CONFIRMED", raw: "CONFIRMED" } }],
  ["wallet", { channel: channel("NAVERPAY") }],
  ["wallet", { method: testMethod({ type: "EASY_PAY", easyPay: { provider: "PAYCO", method: null } }) }],
  ["method", { channel: channel("INICIS_V2"), method: testMethod({ type: "MOBILE" }) }],
  ["method", { channel: channel("SETTLE"), method: testMethod({ type: "TRANSFER" }) }],
  ["partial", { channel: channel("NICE_V2"), status: "PARTIAL_CANCELLED" }],
])("a cancel is not reversible by reason of %s", (by, overrides) => {
  expect(of(overrides)).toEqual({ kind: "barred", by });
});

test("a cancel is reversible only on its day in Seoul, and not on a test channel", () => {
  expect(of({}, new Date("2026-11-22T14:59:59Z"))).not.toBeNull();
  expect(of({}, new Date("2026-11-22T15:00:00Z"))).toBeNull();
  expect(of({ channel: channel("KCP_V2", "TEST") })).toBeNull();
  expect(reversalOf(testPayment(), [testCancellation({ status: "FAILED" })], now)).toBeNull();
});
