import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RefundNeeds } from "@/lib/domain/refund/refund-needs";
import { proposeParts, remainingParts } from "@/lib/domain/refund/refund-parts";
import { testAmount, testPayment } from "@/tests/support/test-payment";
import {
  emptyValues,
  type FormContext,
  type Problems,
  type RefundFormValues,
  typedParts,
} from "./form-values";
import { readForm } from "./read-form";

const requestId = "5f0c9f6e-6a0e-4c39-9a57-0d7fa3f6a6f1";
const plainNeeds: RefundNeeds = {
  account: null,
  email: false,
  promotionOption: false,
  taxFree: false,
  vat: "computed",
};

function contextOf(
  amount: Parameters<typeof testAmount>[0] = {},
  overrides: Partial<FormContext> = {},
): FormContext {
  const payment = testPayment();
  const taxed = { ...payment, amount: testAmount(amount) };
  return {
    storeId: "store-1",
    paymentId: "order-1",
    currency: "KRW",
    shown: taxed.amount.total - taxed.amount.cancelled,
    remaining: remainingParts(taxed),
    propose: (part) => proposeParts(taxed, part),
    needs: { ...plainNeeds, taxFree: taxed.amount.taxFree > 0 },
    boundOption: null,
    mayChooseBalanceLock: false,
    blocked: { full: false, partial: false },
    mayOverride: false,
    ...overrides,
  };
}

const filled: RefundFormValues = { ...emptyValues, reasonCode: "CHANGE_OF_MIND" };
const partial = (amount: string, more: Partial<RefundFormValues> = {}): RefundFormValues => ({
  ...filled,
  kind: "partial",
  amount,
  ...more,
});

function requestOf(values: RefundFormValues, context: FormContext) {
  const read = readForm(values, context, requestId);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return read.request;
}

function problems(values: RefundFormValues, context: FormContext = contextOf()): Problems {
  const read = readForm(values, context, requestId);
  return "problems" in read ? read.problems : {};
}

describe("a full refund", () => {
  test("sends the displayed balance and no amount", () => {
    expect(requestOf(filled, contextOf()).cancel).toEqual({ kind: "full", shown: 10_000 });
  });

  test("does not send values that were typed for a partial refund before", () => {
    const request = requestOf({ ...filled, amount: "99", taxFree: "abc", vat: "x" }, contextOf());
    expect(request.cancel).toEqual({ kind: "full", shown: 10_000 });
  });

  test("sends no account, e-mail or option that the payment does not need", () => {
    const stray = { bank: "KOOKMIN", accountNumber: "1234567", holderName: "홍길동", email: "a@b.kr" };
    const request = requestOf({ ...filled, ...stray, retain: "RETAIN", why: "그냥" }, contextOf());
    expect(Object.keys(request).sort()).toEqual([
      "cancel",
      "note",
      "paymentId",
      "reasonCode",
      "requestId",
      "requester",
      "storeId",
    ]);
  });
});

describe("a partial refund", () => {
  test("accepts an amount with separators and a unit", () => {
    expect(requestOf(partial("3,000원"), contextOf()).cancel).toEqual({
      kind: "partial",
      shown: 10_000,
      amount: 3_000,
    });
  });

  test("always states the tax-free part of a mixed payment, proposed in proportion", () => {
    const context = contextOf({ total: 10_000, taxFree: 4_000, vat: 545, supply: 5_455 });
    expect(requestOf(partial("5,000"), context).cancel).toMatchObject({
      amount: 5_000,
      taxFreeAmount: 2_000,
    });
    expect(requestOf(partial("5,000", { taxFree: "0" }), context).cancel).toMatchObject({ taxFreeAmount: 0 });
    expect(requestOf(partial("5,000", { taxFree: "1,500" }), context).cancel).toMatchObject({
      taxFreeAmount: 1_500,
    });
  });

  test("states a VAT only if typed, and never if the PG derives the VAT itself", () => {
    const offered = contextOf({}, { needs: { ...plainNeeds, vat: "offered" } });
    expect(requestOf(partial("5,500"), offered).cancel).not.toHaveProperty("vatAmount");
    expect(requestOf(partial("5,500", { vat: "500" }), offered).cancel).toMatchObject({ vatAmount: 500 });
    expect(requestOf(partial("5,500"), contextOf()).cancel).not.toHaveProperty("vatAmount");
    expect(requestOf(partial("5,500", { vat: "400" }), contextOf()).cancel).toMatchObject({ vatAmount: 400 });
    const never = contextOf({}, { needs: { ...plainNeeds, vat: "never" } });
    expect(requestOf(partial("5,500", { vat: "400" }), never).cancel).not.toHaveProperty("vatAmount");
  });

  const mixed = contextOf({ total: 10_000, taxFree: 4_000, vat: 545, supply: 5_455 });
  test.each<[string, Partial<RefundFormValues>, FormContext, Problems]>([
    ["", {}, contextOf(), { amount: "amount-missing" }],
    ["12,000", {}, contextOf(), { amount: "amount-exceeds" }],
    ["10,001", {}, contextOf(), { amount: "amount-exceeds" }],
    ["0", {}, contextOf(), { amount: "amount-zero" }],
    ["-5", {}, contextOf(), { amount: "amount-not-number" }],
    ["10.5", {}, contextOf(), { amount: "amount-no-decimals" }],
    ["5천원", {}, contextOf(), { amount: "amount-not-number" }],
    ["5,000🙂", {}, contextOf(), { amount: "amount-not-number" }],
    ["5,000", { taxFree: "4,001" }, mixed, { taxFree: "tax-free-exceeds" }],
    ["9,000", { taxFree: "1,000" }, mixed, { taxFree: "taxable-exceeds" }],
    ["5,000", { taxFree: "만원" }, mixed, { taxFree: "amount-not-number" }],
    ["5,000", { vat: "900" }, mixed, { vat: "vat-exceeds" }],
    ["2,000", { taxFree: "1,900", vat: "200" }, mixed, { taxFree: "parts-exceed-amount" }],
  ])("of %j with %j reports the problem of the field", (amount, more, context, expected) => {
    expect(problems(partial(amount, more), context)).toEqual(expected);
  });

  test("may take all that is left, including the whole tax-free part", () => {
    expect(requestOf(partial("10,000"), mixed).cancel).toMatchObject({
      amount: 10_000,
      taxFreeAmount: 4_000,
    });
  });

  test("in dollars accepts cents", () => {
    const dollars = contextOf({ total: 1_250, vat: 0, supply: 1_250 }, { currency: "USD" });
    expect(requestOf(partial("$12.50"), dollars).cancel).toMatchObject({ amount: 1_250 });
    expect(problems(partial("12.505"), dollars)).toEqual({ amount: "amount-too-many-decimals" });
  });

  test("always sends an amount, and never more than is left of the total and of the tax-free part", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }).chain((total) =>
          fc.record({
            total: fc.constant(total),
            taxFree: fc.nat(total),
            typed: fc.oneof(fc.nat(total + 10).map(String), fc.string({ maxLength: 8 })),
            taxFreeTyped: fc.oneof(
              fc.constant(""),
              fc.nat(total + 10).map(String),
              fc.string({ maxLength: 5 }),
            ),
          }),
        ),
        ({ total, taxFree, typed, taxFreeTyped }) => {
          const vat = Math.round((total - taxFree) / 11);
          const context = contextOf({ total, taxFree, vat, supply: total - taxFree - vat });
          const read = readForm(partial(typed, { taxFree: taxFreeTyped }), context, requestId);
          if ("problems" in read) {
            expect(Object.keys(read.problems).length).toBeGreaterThan(0);
            return;
          }
          const { cancel } = read.request;
          if (cancel.kind !== "partial") throw new Error("became a full refund");
          expect(Number.isSafeInteger(cancel.amount) && cancel.amount > 0 && cancel.amount <= total).toBe(
            true,
          );
          if (taxFree > 0) expect(cancel.taxFreeAmount).toBeLessThanOrEqual(Math.min(taxFree, cancel.amount));
          expect(JSON.stringify(read.request)).not.toContain("null");
        },
      ),
    );
  });
});

describe("reason and notes", () => {
  test.each<[Partial<RefundFormValues>, Problems]>([
    [{ reasonCode: "" }, { reasonCode: "reason-code-missing" }],
    [{ reasonCode: "OTHER" }, { note: "note-missing" }],
    [{ reasonCode: "OTHER", note: "   " }, { note: "note-missing" }],
    [{ note: "가".repeat(10_000) }, { note: "reason-too-long" }],
    [{ internalNote: "가".repeat(501) }, { internalNote: "internal-note-too-long" }],
  ])("with %j report the problem of the field", (values, expected) => {
    expect(problems({ ...filled, ...values })).toEqual(expected);
  });
});

describe("an account", () => {
  const needs: RefundNeeds = {
    ...plainNeeds,
    account: { need: "required", why: "virtual-account", phone: true },
  };
  const context = contextOf({}, { needs });
  const account = {
    bank: "SHINHAN",
    accountNumber: "110-123-456789",
    holderName: " 홍길동 ",
    holderPhone: "010-1234-5678",
  };

  test("is sent as digits", () => {
    expect(requestOf({ ...filled, ...account }, context).refundAccount).toEqual({
      bank: "SHINHAN",
      number: "110123456789",
      holderName: "홍길동",
      holderPhoneNumber: "01012345678",
    });
  });

  test("has no phone number if the PG requires none", () => {
    const without = contextOf(
      {},
      { needs: { ...needs, account: { need: "required", why: "virtual-account", phone: false } } },
    );
    expect(requestOf({ ...filled, ...account }, without).refundAccount).not.toHaveProperty(
      "holderPhoneNumber",
    );
  });

  test("is sent, if only offered, when the person decides so", () => {
    const offered = contextOf(
      {},
      { needs: { ...needs, account: { need: "offered", why: "kpn-account", phone: false } } },
    );
    expect(requestOf({ ...filled, ...account }, offered).refundAccount).toBeUndefined();
    expect(requestOf({ ...filled, ...account, byAccount: true }, offered).refundAccount?.bank).toBe(
      "SHINHAN",
    );
  });

  test.each<[Partial<RefundFormValues>, Problems]>([
    [{ bank: "" }, { bank: "bank-missing" }],
    [{ bank: "NO_SUCH_BANK" }, { bank: "bank-missing" }],
    [{ accountNumber: "" }, { accountNumber: "account-missing" }],
    [{ accountNumber: "신한 110-123" }, { accountNumber: "account-not-digits" }],
    [{ accountNumber: "1".repeat(40) }, { accountNumber: "account-too-long" }],
    [{ accountNumber: "123" }, { accountNumber: "account-too-short" }],
    [{ holderName: "   " }, { holderName: "holder-missing" }],
    [{ holderName: "가".repeat(51) }, { holderName: "holder-too-long" }],
    [{ holderPhone: "" }, { holderPhone: "phone-missing" }],
    [{ holderPhone: "공일공" }, { holderPhone: "phone-not-digits" }],
  ])("with %j reports the problem of the field", (values, expected) => {
    expect(problems({ ...filled, ...account, ...values }, context)).toEqual(expected);
  });
});

describe("special needs", () => {
  test("a crypto refund needs an e-mail address", () => {
    const context = contextOf({}, { needs: { ...plainNeeds, email: true } });
    expect(problems(filled, context)).toEqual({ email: "email-missing" });
    expect(problems({ ...filled, email: "이메일" }, context)).toEqual({ email: "email-invalid" });
    expect(requestOf({ ...filled, email: " buyer@example.com " }, context).refundEmail).toBe(
      "buyer@example.com",
    );
  });

  test("a partial refund under a promotion needs an option, which the first partial refund binds", () => {
    const context = contextOf({}, { needs: { ...plainNeeds, promotionOption: true } });
    expect(problems(partial("3,000"), context)).toEqual({ retain: "retain-unchosen" });
    expect(requestOf(partial("3,000", { retain: "RETAIN" }), context).promotionDiscountRetainOption).toBe(
      "RETAIN",
    );
    expect(requestOf(partial("10,000"), context).promotionDiscountRetainOption).toBeUndefined();
    expect(requestOf(filled, context).promotionDiscountRetainOption).toBeUndefined();
    const bound = { ...context, boundOption: "RELEASE" } as const;
    expect(requestOf(partial("3,000", { retain: "RETAIN" }), bound).promotionDiscountRetainOption).toBe(
      "RELEASE",
    );
  });

  test("the balance of the console is sent only for a person who may choose the lock", () => {
    const context = contextOf({}, { mayChooseBalanceLock: true });
    expect(requestOf(filled, context).balanceLock).toBeUndefined();
    expect(requestOf({ ...filled, balanceLock: "without" }, context).balanceLock).toEqual({
      kind: "without",
    });
    expect(
      requestOf({ ...filled, balanceLock: "typed", typedBalance: "9,000" }, context).balanceLock,
    ).toEqual({
      kind: "typed",
      balance: 9_000,
    });
    expect(problems({ ...filled, balanceLock: "typed" }, context)).toEqual({
      typedBalance: "amount-missing",
    });
    expect(requestOf({ ...filled, balanceLock: "without" }, contextOf()).balanceLock).toBeUndefined();
  });

  test("a refund that the policy blocks needs the reason of an administrator", () => {
    const context = contextOf({}, { blocked: { full: false, partial: true }, mayOverride: true });
    expect(requestOf(filled, context).override).toBeUndefined();
    expect(problems(partial("3,000"), context)).toEqual({ why: "why-missing" });
    expect(requestOf(partial("3,000", { why: "PG와 통화함" }), context).override).toEqual({
      why: "PG와 통화함",
    });
  });
});

test("the parts of a typed amount follow the proposal until they are typed", () => {
  const context = contextOf({ total: 10_000, taxFree: 4_000, vat: 545, supply: 5_455 });
  const parts = (values: Partial<RefundFormValues>) => typedParts({ ...emptyValues, ...values }, context);
  expect(parts({ amount: "5,000" })).toEqual({ amount: 5_000, taxFree: 2_000, vat: 273 });
  expect(parts({ amount: "5,000", taxFree: "0", vat: "10" })).toEqual({ amount: 5_000, taxFree: 0, vat: 10 });
  expect(parts({ amount: "오천" })).toEqual({ amount: null, taxFree: null, vat: null });
});
