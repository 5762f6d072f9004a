import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testAmount, testCancellation, testMethod, testPayment } from "../../../tests/support/test-payment";
import { cancellableAmount, type Payment } from "../payment/payment";
import { readCancelBody, writeCancelBody } from "./cancel-body";
import {
  type EarlierRefunds,
  type PaymentRefusal,
  type PlanRefusal,
  planRefund,
  refundRefusal,
} from "./plan-refund";
import { refundNeeds } from "./refund-needs";
import { proposeParts, remainingParts } from "./refund-parts";

const now = new Date("2026-11-22T03:00:00Z");
const clean: EarlierRefunds = { retainOption: null, refusedBalance: null };
const full = { cancel: { kind: "full" }, requester: "CUSTOMER" } as const;
const amounts = testAmount;
const partial = (amount: number, taxFreeAmount?: number, vatAmount?: number) => ({
  cancel: {
    kind: "partial" as const,
    amount,
    ...(taxFreeAmount === undefined ? {} : { taxFreeAmount }),
    ...(vatAmount === undefined ? {} : { vatAmount }),
  },
  requester: "ADMIN" as const,
});
type PlanRequest = Parameters<typeof planRefund>[1];
const method = (type: NonNullable<Payment["method"]>["type"]) => testMethod({ type, rawType: type });
const channel = (pgProvider: string): Payment["channel"] => ({
  type: "LIVE",
  pgProvider,
  pgMerchantId: null,
  name: null,
});
const account = { bank: "KOOKMIN", number: "12345678901234", holderName: "홍길동" } as const;
const phone = { holderPhoneNumber: "01012345678" } as const;

/** Returns the code of the refusal, or the body as sent. */
function planned(payment: Payment, request: PlanRequest, ledger = clean, at = now) {
  const plan = planRefund(payment, request, "r", at, ledger);
  return plan.ok ? JSON.parse(writeCancelBody(plan.value.body)) : plan.error.code;
}

describe("refundRefusal", () => {
  const cases: [string, Partial<Payment>, PaymentRefusal | null][] = [
    ["a paid card", {}, null],
    [
      "a partly cancelled payment",
      { status: "PARTIAL_CANCELLED", amount: amounts({ cancelled: 4_000 }) },
      null,
    ],
    ["a V1 payment", { version: "V1" }, "v1-payment"],
    ["a version PortOne adds later", { version: "V3" }, "v1-payment"],
    ["a status PortOne adds later", { status: "UNRECOGNIZED", rawStatus: "ON_HOLD" }, "status-unrecognized"],
    ["not paid yet", { status: "READY" }, "not-paid"],
    ["waiting for approval", { status: "PAY_PENDING" }, "not-paid"],
    ["a failed payment", { status: "FAILED" }, "not-paid"],
    [
      "a virtual account that waits for its deposit",
      { status: "VIRTUAL_ACCOUNT_ISSUED" },
      "waiting-for-deposit",
    ],
    ["a fully cancelled payment", { status: "CANCELLED" }, "already-cancelled"],
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
    ["a paid virtual account", { method: method("VIRTUAL_ACCOUNT") }, null],
    ["Triple-A", { channel: channel("TRIPLE_A"), method: method("CRYPTO") }, null],
    ["a transfer", { method: method("TRANSFER") }, null],
    ["no method", { method: null }, "method-unrecognized"],
    ["a method PortOne adds later", { method: method("UNRECOGNIZED") }, "method-unrecognized"],
    ["a paid payment with nothing left", { amount: amounts({ cancelled: 10_000 }) }, "nothing-left"],
  ];
  test.each(cases)("%s", (_, overrides, expected) => {
    expect(refundRefusal(testPayment(overrides))).toBe(expected);
  });
});

describe("planRefund, full", () => {
  test("omits the amount and sends the balance as lock", () => {
    const plan = planRefund(testPayment(), full, "고객 변심 #RABC234", now, clean);
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
        balanceLock: 10_000,
        balanceLockSource: "reading",
      },
    });
  });

  test("always states the remaining tax-free amount", () => {
    const mixed = amounts({ taxFree: 3_000, cancelled: 4_000, cancelledTaxFree: 3_000 });
    const body = planned(testPayment({ status: "PARTIAL_CANCELLED", amount: mixed }), full);
    expect(body).toMatchObject({ taxFreeAmount: 0, currentCancellableAmount: 6_000 });
  });

  test("states the VAT where the PG needs it and the remaining VAT is known", () => {
    const toss = testPayment({ channel: channel("TOSSPAY_V2") });
    expect(planned(toss, full)).toMatchObject({ vatAmount: 909 });
    const unknown = { ...toss, amount: amounts({ vat: 909, supply: null, cancelled: 4_000 }) };
    expect(planned(unknown, full)).not.toHaveProperty("vatAmount");
    expect(planned(testPayment(), full)).not.toHaveProperty("vatAmount");
  });

  test.each([
    ["a promotion", { promotionId: "promo-1" }],
    ["a discount", { amount: amounts({ discount: 1_000, paid: 9_000 }) }],
  ])("sends no lock and expects no amount under %s", (_, overrides) => {
    const plan = planRefund(testPayment(overrides), full, "r", now, clean);
    expect(plan.ok && plan.value).toMatchObject({
      balanceLock: null,
      balanceLockSource: "none",
      expected: { amount: null },
    });
    expect(plan.ok && "currentCancellableAmount" in plan.value.body).toBe(false);
  });
});

describe("planRefund, partial", () => {
  const mixed = testPayment({ amount: amounts({ taxFree: 3_000, vat: 636, supply: 6_364 }) });
  const offered = { ...mixed, channel: channel("TOSSPAY_V2") };
  const cases: [string, Payment, PlanRequest, PlanRefusal | object][] = [
    ["a part", mixed, partial(4_000, 1_000), { amount: 4_000, taxFreeAmount: 1_000 }],
    ["everything", mixed, partial(10_000, 3_000), { amount: 10_000, taxFreeAmount: 3_000 }],
    ["too much", mixed, partial(10_001, 3_000), "amount-exceeds-balance"],
    ["no tax-free part stated", mixed, partial(4_000), "tax-free-missing"],
    ["more tax-free than the part", mixed, partial(1_000, 1_001), "tax-free-exceeds"],
    ["more tax-free than is left", mixed, partial(4_000, 3_001), "tax-free-exceeds"],
    ["more taxable than is left", mixed, partial(8_000, 0), "taxable-exceeds"],
    ["a stated VAT", mixed, partial(4_000, 1_000, 273), { vatAmount: 273 }],
    ["more VAT than is left", mixed, partial(4_000, 1_000, 637), "vat-exceeds"],
    ["parts above the amount", mixed, partial(1_000, 500, 501), "parts-exceed-amount"],
    ["no VAT where it may have been stated", offered, partial(4_000, 1_000), { amount: 4_000 }],
    ["a VAT where it was stated", offered, partial(4_000, 1_000, 0), { vatAmount: 0 }],
    [
      "a VAT for Kakao Pay",
      { ...mixed, channel: channel("KAKAOPAY") },
      partial(4_000, 1_000, 1),
      "vat-not-taken",
    ],
    ["a VAT for KPN", { ...mixed, channel: channel("KPN") }, partial(4_000, 1_000, 1), "vat-not-taken"],
  ];
  test.each(cases)("%s", (_, payment, request, expected) => {
    const result = planned(payment, request);
    if (typeof expected === "string") expect(result).toBe(expected);
    else expect(result).toMatchObject(expected);
  });
});

describe("the destination of a refund", () => {
  const virtual = testPayment({ method: method("VIRTUAL_ACCOUNT") });
  const smartro = { ...virtual, channel: channel("SMARTRO_V2") };
  const transfer = testPayment({ method: method("TRANSFER"), channel: channel("SMARTRO_V2") });
  const crypto = testPayment({ method: method("CRYPTO"), channel: channel("TRIPLE_A") });
  const email = "buyer@example.com";
  const cases: [string, Payment, Partial<PlanRequest>, PlanRefusal | object][] = [
    ["a virtual account without an account", virtual, {}, "account-missing"],
    ["a virtual account with an account", virtual, { refundAccount: account }, { refundAccount: account }],
    [
      "an unneeded telephone number",
      virtual,
      { refundAccount: { ...account, ...phone } },
      { refundAccount: account },
    ],
    ["Smartro without the telephone number", smartro, { refundAccount: account }, "account-phone-missing"],
    [
      "Smartro with the telephone number",
      smartro,
      { refundAccount: { ...account, ...phone } },
      { refundAccount: { ...account, ...phone } },
    ],
    ["a Smartro transfer without an account", transfer, {}, { requester: "ADMIN" }],
    [
      "a Smartro transfer with an account but no telephone number",
      transfer,
      { refundAccount: account },
      "account-phone-missing",
    ],
    ["a card with an account", testPayment(), { refundAccount: account }, "account-not-needed"],
    ["Triple-A without an email address", crypto, {}, "email-missing"],
    ["Triple-A with an email address", crypto, { refundEmail: email }, { refundEmail: email }],
    ["a card with an email address", testPayment(), { refundEmail: email }, "email-not-needed"],
  ];
  test.each(cases)("%s", (_, payment, request, expected) => {
    const result = planned(payment, { ...partial(4_000), ...request });
    if (typeof expected === "string") expect(result).toBe(expected);
    else expect(result).toMatchObject(expected);
    if (typeof expected === "object" && "refundAccount" in expected)
      expect(result.refundAccount).toEqual(expected.refundAccount);
  });

  test("of a mobile payment is an account only after the month of payment", () => {
    const mobile = testPayment({ method: method("MOBILE"), paidAt: "2026-11-01T01:00:00.000Z" });
    const inMonth = new Date("2026-11-30T23:59:59+09:00");
    const after = new Date("2026-12-01T00:00:00+09:00");
    expect(planned(mobile, full, clean, inMonth)).not.toHaveProperty("refundAccount");
    expect(planned(mobile, { ...full, refundAccount: account }, clean, inMonth)).toBe("account-not-needed");
    expect(planned(mobile, full, clean, after)).toBe("account-missing");
    expect(planned(mobile, { ...full, refundAccount: account }, clean, after)).toMatchObject({
      refundAccount: account,
    });
  });
});

describe("a promotion payment", () => {
  const promoted = testPayment({ promotionId: "promo-1", amount: amounts({ discount: 1_000, paid: 9_000 }) });
  const choose = (promotionDiscountRetainOption: "RETAIN" | "RELEASE") => ({
    ...partial(4_000),
    promotionDiscountRetainOption,
  });
  const bound: EarlierRefunds = { ...clean, retainOption: "RETAIN" };
  test("needs the promotion option of the first part with every part", () => {
    expect(planned(promoted, partial(4_000))).toBe("promotion-option-missing");
    expect(planned(promoted, choose("RELEASE"))).toMatchObject({
      amount: 4_000,
      promotionDiscountRetainOption: "RELEASE",
    });
    expect(planned(promoted, choose("RELEASE"), bound)).toBe("promotion-option-locked");
    expect(planned(promoted, choose("RETAIN"), bound)).toMatchObject({
      promotionDiscountRetainOption: "RETAIN",
    });
  });
  test("sends no option with a refund of the rest, and none for other payments", () => {
    expect(planned(promoted, full)).not.toHaveProperty("promotionDiscountRetainOption");
    expect(planned(promoted, partial(10_000))).not.toHaveProperty("promotionDiscountRetainOption");
    expect(planned(testPayment(), choose("RETAIN"))).toBe("promotion-option-not-needed");
  });
});

describe("rule 7: a balance from a person", () => {
  const typed = { ...full, balanceLock: { kind: "typed", balance: 9_500 } } as const;
  const without = { ...full, balanceLock: { kind: "without" } } as const;
  const refused: EarlierRefunds = { ...clean, refusedBalance: 10_000 };
  test("counts only after PortOne refused our balance and the reading is unchanged", () => {
    expect(planned(testPayment(), typed)).toBe("balance-lock-not-needed");
    expect(planned(testPayment(), without, { ...clean, refusedBalance: 12_000 })).toBe(
      "balance-lock-not-needed",
    );
    expect(planned(testPayment(), typed, refused)).toMatchObject({ currentCancellableAmount: 9_500 });
    expect(planned(testPayment(), without, refused)).not.toHaveProperty("currentCancellableAmount");
  });
  test("makes the expected amount the typed balance, or unknown", () => {
    const value = (request: PlanRequest) => {
      const plan = planRefund(testPayment(), request, "r", now, refused);
      return plan.ok ? [plan.value.expected.amount, plan.value.balanceLockSource] : plan.error.code;
    };
    expect(value(typed)).toEqual([9_500, "typed"]);
    expect(value(without)).toEqual([null, "none"]);
    expect(value({ ...partial(9_501), balanceLock: typed.balanceLock })).toBe("amount-exceeds-balance");
    expect(value({ ...partial(9_500), balanceLock: without.balanceLock })).toEqual([null, "none"]);
  });
});

/** Any number that a form, a bug or a faulty client may send. */
const anyNumber = fc.oneof(
  fc.integer({ min: -5, max: 60_000 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0.5, -0, 2 ** 53),
);
const anyRequest: fc.Arbitrary<PlanRequest> = fc.record(
  {
    cancel: fc.oneof(
      fc.constant({ kind: "full" as const }),
      fc.record(
        {
          kind: fc.constant("partial" as const),
          amount: anyNumber,
          taxFreeAmount: anyNumber,
          vatAmount: anyNumber,
        },
        { requiredKeys: ["kind", "amount"] },
      ),
    ),
    requester: fc.constantFrom("CUSTOMER" as const, "ADMIN" as const),
    refundAccount: fc.constantFrom(account, { ...account, ...phone }),
    refundEmail: fc.constant("buyer@example.com"),
    promotionDiscountRetainOption: fc.constantFrom("RETAIN" as const, "RELEASE" as const),
    balanceLock: fc.oneof(
      fc.constant({ kind: "without" as const }),
      fc.record({ kind: fc.constant("typed" as const), balance: anyNumber }),
    ),
  },
  { requiredKeys: ["cancel", "requester"] },
);
const anyPayment = fc
  .record({
    total: fc.integer({ min: 1, max: 50_000 }),
    cancelledShare: fc.double({ min: 0, max: 1, noNaN: true }),
    taxFreeShare: fc.double({ min: 0, max: 1, noNaN: true }),
    vat: fc.option(fc.nat(4_000)),
    discount: fc.constantFrom(0, 0, 500),
    promotionId: fc.constantFrom(null, null, "promo-1"),
    pg: fc.constantFrom("TOSSPAYMENTS", "TOSSPAY_V2", "KAKAOPAY", "KPN", "SMARTRO_V2", "TRIPLE_A"),
    kind: fc.constantFrom(
      "CARD" as const,
      "VIRTUAL_ACCOUNT" as const,
      "TRANSFER" as const,
      "MOBILE" as const,
    ),
  })
  .map(({ total, cancelledShare, taxFreeShare, vat, discount, promotionId, pg, kind }) => {
    const taxFree = Math.floor(total * taxFreeShare);
    const cancelledTaxFree = Math.floor(taxFree * cancelledShare);
    const cancelled = cancelledTaxFree + Math.floor((total - taxFree) * cancelledShare);
    return testPayment({
      status: cancelled > 0 ? "PARTIAL_CANCELLED" : "PAID",
      amount: amounts({ total, taxFree, vat, supply: null, discount, cancelled, cancelledTaxFree }),
      promotionId,
      channel: channel(pg),
      method: method(kind),
    });
  });

/** Returns the request with exactly the inputs that this payment needs. */
function sensible(payment: Payment, { cancel, requester }: PlanRequest): PlanRequest {
  const needs = refundNeeds(payment, now);
  const { amount } = cancellableAmount(payment);
  const part = cancel.kind === "partial" ? Math.min(amount, Math.max(1, Math.trunc(cancel.amount) || 1)) : 0;
  const { taxFreeAmount, vatAmount } = proposeParts(payment, part);
  return {
    requester,
    cancel:
      cancel.kind === "full"
        ? cancel
        : { kind: "partial", amount: part, taxFreeAmount, ...(needs.vat === "offered" ? { vatAmount } : {}) },
    ...(needs.account ? { refundAccount: { ...account, ...phone } } : {}),
    ...(needs.email ? { refundEmail: "buyer@example.com" } : {}),
    ...(needs.promotionOption ? { promotionDiscountRetainOption: "RETAIN" } : {}),
  };
}

test("for any request no NaN and no null is sent, and only a full cancel omits the amount", () => {
  let sent = 0;
  fc.assert(
    fc.property(anyPayment, anyRequest, fc.boolean(), (payment, drawn, isSensible) => {
      const request = isSensible ? sensible(payment, drawn) : drawn;
      const refusedBalance = drawn.balanceLock ? cancellableAmount(payment).amount : null;
      let plan: ReturnType<typeof planRefund>;
      try {
        plan = planRefund(payment, request, "r", now, { ...clean, refusedBalance });
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        return;
      }
      if (!plan.ok) return;
      sent += 1;
      const text = writeCancelBody(plan.value.body);
      expect(text).not.toMatch(/null|NaN|Infinity/);
      const body = readCancelBody(text);
      // JSON has no minus zero.
      expect(body).toEqual(JSON.parse(JSON.stringify(plan.value.body)));
      expect("amount" in body).toBe(request.cancel.kind === "partial");
      const { total, taxFree, cancelled, cancelledTaxFree } = payment.amount;
      const amount = body.amount ?? total - cancelled;
      expect(amount).toBeLessThanOrEqual(total - cancelled);
      expect("taxFreeAmount" in body || taxFree === 0).toBe(true);
      const free = body.taxFreeAmount ?? 0;
      expect(free).toBeLessThanOrEqual(taxFree - cancelledTaxFree);
      expect(amount - free).toBeLessThanOrEqual(total - cancelled - (taxFree - cancelledTaxFree));
      if (body.amount !== undefined) expect(free + (body.vatAmount ?? 0)).toBeLessThanOrEqual(amount);
    }),
    { numRuns: 3_000 },
  );
  expect(sent).toBeGreaterThan(500);
});

test("a series of planned parts and the rest sums to the payment in amount, tax-free amount and VAT", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.array(fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), byHand: fc.boolean() }), {
        maxLength: 8,
      }),
      (total, freeShare, parts) => {
        const taxFree = Math.floor(total * freeShare);
        const vat = Math.round((total - taxFree) / 11);
        let payment = testPayment({
          channel: channel("TOSSPAY_V2"),
          amount: amounts({ total, taxFree, vat, supply: total - taxFree - vat }),
        });
        const sum = { amount: 0, taxFreeAmount: 0, vatAmount: 0 };
        for (const part of [...parts, null]) {
          const { amount: left } = cancellableAmount(payment);
          if (left === 0) break;
          const amount = Math.max(1, Math.floor(left * (part?.share ?? 1)));
          const proposed = proposeParts(payment, amount);
          // A person who types gives the largest tax-free amount that fits.
          const free = part?.byHand
            ? Math.min(amount, remainingParts(payment).taxFree)
            : proposed.taxFreeAmount;
          const vatAmount = Math.min(proposed.vatAmount, amount - free);
          const cancel =
            part === null
              ? ({ kind: "full" } as const)
              : ({ kind: "partial", amount, taxFreeAmount: free, vatAmount } as const);
          const plan = planRefund(payment, { cancel, requester: "CUSTOMER" }, "r", now, clean);
          if (!plan.ok) throw new Error(plan.error.code);
          const { body } = plan.value;
          const sent = {
            totalAmount: body.amount ?? left,
            taxFreeAmount: body.taxFreeAmount ?? 0,
            vatAmount: body.vatAmount ?? 0,
          };
          sum.amount += sent.totalAmount;
          sum.taxFreeAmount += sent.taxFreeAmount;
          sum.vatAmount += sent.vatAmount;
          payment = {
            ...payment,
            status: "PARTIAL_CANCELLED",
            amount: {
              ...payment.amount,
              cancelled: sum.amount,
              cancelledTaxFree: sum.taxFreeAmount,
            },
            cancellations: [...payment.cancellations, testCancellation({ ...sent, id: `c${sum.amount}` })],
          };
        }
        expect(sum).toEqual({ amount: total, taxFreeAmount: taxFree, vatAmount: vat });
      },
    ),
  );
});
