import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Payment, PaymentAmount } from "./payment";
import {
  canMove,
  decideRefundInput,
  type PlanRefusal,
  planRefund,
  readCancelBody,
  refundRefusal,
  refundRequest,
  refundStates,
  writeCancelBody,
} from "./refund";
import { testCancellation, testMethod, testPayment } from "./test-payment";

const now = new Date("2026-11-22T03:00:00Z");
const full = { cancel: { kind: "full" }, requester: "CUSTOMER" } as const;
const amounts = (overrides: Partial<PaymentAmount>): PaymentAmount => ({
  ...testPayment().amount,
  ...overrides,
});
const partial = (amount: number, taxFreeAmount?: number) =>
  ({
    cancel: { kind: "partial", amount, ...(taxFreeAmount === undefined ? {} : { taxFreeAmount }) },
    requester: "ADMIN",
  }) as const;

describe("refundRefusal", () => {
  const method = (type: NonNullable<Payment["method"]>["type"]) => testMethod({ type, rawType: type });
  const channel = (pgProvider: string): Payment["channel"] => ({
    type: "LIVE",
    pgProvider,
    pgMerchantId: null,
    name: null,
  });
  const cases: [string, Partial<Payment>, PlanRefusal | null][] = [
    ["a paid card", {}, null],
    ["a part that is left", { status: "PARTIAL_CANCELLED", amount: amounts({ cancelled: 4_000 }) }, null],
    ["a V1 payment", { version: "V1" }, "v1-payment"],
    ["a version PortOne adds later", { version: "V3" }, "v1-payment"],
    ["a status PortOne adds later", { status: "UNRECOGNIZED", rawStatus: "ON_HOLD" }, "status-unrecognized"],
    ["not paid yet", { status: "READY" }, "not-paid"],
    ["waiting for approval", { status: "PAY_PENDING" }, "not-paid"],
    ["a failed payment", { status: "FAILED" }, "not-paid"],
    ["a deposit that is awaited", { status: "VIRTUAL_ACCOUNT_ISSUED" }, "waiting-for-deposit"],
    ["all cancelled", { status: "CANCELLED" }, "already-cancelled"],
    [
      "a requested cancellation",
      { cancellations: [testCancellation({ status: "REQUESTED" })] },
      "cancellation-pending",
    ],
    [
      "a cancellation of unknown status",
      { cancellations: [testCancellation({ status: "UNRECOGNIZED" })] },
      "cancellation-pending",
    ],
    ["an unresolved dispute", { hasUnresolvedDispute: true }, "dispute-unresolved"],
    ["a paid virtual account", { method: method("VIRTUAL_ACCOUNT") }, "virtual-account"],
    ["Triple-A", { channel: channel("TRIPLE_A"), method: method("CRYPTO") }, "triple-a"],
    ["a KPN transfer", { channel: channel("KPN"), method: method("TRANSFER") }, "account-refund"],
    ["a Smartro transfer", { channel: channel("SMARTRO_V2"), method: method("TRANSFER") }, "account-refund"],
    ["another transfer", { method: method("TRANSFER") }, null],
    ["no method", { method: null }, "method-unrecognized"],
    ["a method PortOne adds later", { method: method("UNRECOGNIZED") }, "method-unrecognized"],
    ["nothing left although paid", { amount: amounts({ cancelled: 10_000 }) }, "nothing-left"],
  ];
  test.each(cases)("%s", (_, overrides, expected) => {
    expect(refundRefusal(testPayment(overrides), now)).toBe(expected);
  });

  test("a mobile payment can be refunded until its month ends in Seoul", () => {
    const mobile = testPayment({ method: method("MOBILE"), paidAt: "2026-11-01T01:00:00.000Z" });
    expect(refundRefusal(mobile, new Date("2026-11-30T23:59:59+09:00"))).toBeNull();
    expect(refundRefusal(mobile, new Date("2026-12-01T00:00:00+09:00"))).toBe("account-refund");
    const lastNight = testPayment({ method: method("MOBILE"), paidAt: "2026-10-31T15:30:00.000Z" });
    expect(refundRefusal(lastNight, now)).toBeNull();
    expect(refundRefusal(testPayment({ method: method("MOBILE"), paidAt: null }), now)).toBe(
      "account-refund",
    );
  });
});

describe("planRefund, full", () => {
  test("leaves the amount out and sends the balance as lock", () => {
    const plan = planRefund(testPayment(), full, "고객 변심 #RABC234", now);
    expect(plan).toEqual({
      ok: true,
      value: {
        body: {
          storeId: "store-1",
          reason: "고객 변심 #RABC234",
          requester: "CUSTOMER",
          currentCancellableAmount: 10_000,
        },
        expected: { amount: 10_000, taxFreeAmount: 0 },
        lock: 10_000,
      },
    });
  });

  test("always states what is left of the tax-free part", () => {
    const mixed = amounts({ taxFree: 3_000, cancelled: 4_000, cancelledTaxFree: 3_000 });
    const plan = planRefund(testPayment({ status: "PARTIAL_CANCELLED", amount: mixed }), full, "r", now);
    expect(plan.ok && plan.value.body).toMatchObject({ taxFreeAmount: 0, currentCancellableAmount: 6_000 });
  });

  test.each([
    ["a promotion", { promotionId: "promo-1" }],
    ["a discount", { amount: amounts({ discount: 1_000, paid: 9_000 }) }],
  ])("sends no lock and expects no figure under %s", (_, overrides) => {
    const plan = planRefund(testPayment(overrides), full, "r", now);
    expect(plan.ok && plan.value.lock).toBeNull();
    expect(plan.ok && plan.value.expected.amount).toBeNull();
    expect(plan.ok && "currentCancellableAmount" in plan.value.body).toBe(false);
  });
});

describe("planRefund, partial", () => {
  const mixed = testPayment({ amount: amounts({ taxFree: 3_000 }) });
  const cases: [string, ReturnType<typeof partial>, PlanRefusal | null][] = [
    ["a part", partial(4_000, 1_000), null],
    ["everything", partial(10_000, 3_000), null],
    ["too much", partial(10_001, 3_000), "amount-exceeds-balance"],
    ["no tax-free part stated", partial(4_000), "tax-free-missing"],
    ["more tax-free than the part", partial(1_000, 1_001), "tax-free-exceeds"],
    ["more tax-free than is left", partial(4_000, 3_001), "tax-free-exceeds"],
    ["more taxable than is left", partial(8_000, 0), "taxable-exceeds"],
  ];
  test.each(cases)("%s", (_, request, expected) => {
    const plan = planRefund(mixed, request, "r", now);
    expect(plan.ok ? null : plan.error.code).toBe(expected);
  });

  test("never sends a part without an amount, and no part above its balance", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50_000 }),
        fc.nat(50_000),
        fc.integer({ min: 1, max: 60_000 }),
        fc.nat(60_000),
        (total, free, amount, part) => {
          const payment = testPayment({
            amount: amounts({ total, paid: total, taxFree: Math.min(free, total) }),
          });
          const plan = planRefund(payment, partial(amount, part), "r", now);
          if (!plan.ok) return;
          const sent = JSON.parse(writeCancelBody(plan.value.body));
          expect(sent.amount).toBe(amount);
          expect(sent.taxFreeAmount).toBe(part);
          expect(sent.amount).toBeLessThanOrEqual(total);
          expect(sent.taxFreeAmount).toBeLessThanOrEqual(payment.amount.taxFree);
          expect(sent.amount - sent.taxFreeAmount).toBeLessThanOrEqual(total - payment.amount.taxFree);
        },
      ),
    );
  });
});

describe("refundRequest", () => {
  const valid = {
    storeId: "store-1",
    paymentId: "order-1",
    requestId: "7f1d2b34-8c55-4a6e-9f01-3b2c4d5e6f70",
    cancel: { kind: "full", shown: 10_000 },
    reason: " 고객 변심 ",
    requester: "CUSTOMER",
  };
  test("trims the reason", () => {
    expect(refundRequest.parse(valid).reason).toBe("고객 변심");
  });
  test.each([
    ["zero", { cancel: { kind: "partial", amount: 0 } }],
    ["a negative amount", { cancel: { kind: "partial", amount: -1 } }],
    ["a fraction", { cancel: { kind: "partial", amount: 10.5 } }],
    ["NaN", { cancel: { kind: "partial", amount: Number.NaN } }],
    ["beyond safe integers", { cancel: { kind: "partial", amount: 2 ** 53 } }],
    ["a text for an amount", { cancel: { kind: "partial", amount: "5000" } }],
    ["a partial cancel without an amount", { cancel: { kind: "partial" } }],
    ["a negative tax-free part", { cancel: { kind: "partial", amount: 1, taxFreeAmount: -1 } }],
    ["an unknown kind", { cancel: { kind: "most" } }],
    ["a reason of blanks", { reason: "   " }],
    ["a reason of 10,000 characters", { reason: "가".repeat(10_000) }],
    ["no request id", { requestId: "once" }],
    ["an unknown requester", { requester: "PG" }],
    ["a payment id of 10,000 characters", { paymentId: "x".repeat(10_000) }],
  ])("refuses %s", (_, change) => {
    expect(refundRequest.safeParse({ ...valid, ...change }).success).toBe(false);
  });
});

test("a body is the same text after it was read back", () => {
  const body = {
    storeId: "s",
    amount: 5,
    taxFreeAmount: 0,
    reason: '"따옴표" \u2028',
    requester: "ADMIN",
    currentCancellableAmount: 9,
  } as const;
  expect(writeCancelBody(readCancelBody(writeCancelBody(body)))).toBe(writeCancelBody(body));
  expect(() => readCancelBody('{"storeId":"s","reason":"r","requester":"ADMIN","amount":null}')).toThrow();
});

test("ended refunds move nowhere, and no state moves to itself", () => {
  for (const state of refundStates) {
    expect(canMove(state, state)).toBe(false);
    expect(canMove("succeeded", state)).toBe(false);
    expect(canMove("failed", state)).toBe(false);
  }
  expect(canMove("undecided", "succeeded")).toBe(true);
  expect(canMove("pending", "undecided")).toBe(false);
});

describe("what a person may record of an undecided refund", () => {
  const input = {
    refundId: "5f0c6f2e-3f55-4d61-9f0c-0d5b7c2a1e11",
    decision: "succeeded",
    note: "KCP 화면에서 확인",
  };
  test.each([
    ["done", {}, true],
    ["done, by this cancellation", { cancellationId: "c1" }, true],
    ["not done", { decision: "failed" }, true],
    ["not done, by a cancellation", { decision: "failed", cancellationId: "c1" }, false],
    ["done, by a cancellation without an id", { cancellationId: "" }, false],
    ["without a note", { note: "  " }, false],
    ["something else", { decision: "pending" }, false],
  ])("%s: %o", (_, overrides, isAllowed) => {
    expect(decideRefundInput.safeParse({ ...input, ...overrides }).success).toBe(isAllowed);
  });
});
