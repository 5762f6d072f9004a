import { describe, expect, test } from "vitest";
import type { RefundFieldError } from "./refund-errors";
import { refundRequest, resolveRefundInput } from "./refund-request";

describe("refundRequest", () => {
  const valid = {
    storeId: "store-1",
    paymentId: "order-1",
    requestId: "7f1d2b34-8c55-4a6e-9f01-3b2c4d5e6f70",
    cancel: { kind: "full", shown: 10_000 },
    reasonCode: "CHANGE_OF_MIND",
    note: " 사이즈 교환 ",
    requester: "CUSTOMER",
  };
  const account = { bank: "KOOKMIN", number: "12345678901234", holderName: "홍길동" };
  const part = (change: object) => ({ cancel: { kind: "partial", shown: 10_000, amount: 4_000, ...change } });

  test("accepts a request with every field", () => {
    const whole = {
      ...valid,
      ...part({ taxFreeAmount: 1_000, vatAmount: 273 }),
      internalNote: "전화로 확인",
      refundAccount: { ...account, holderPhoneNumber: "01012345678" },
      refundEmail: "buyer@example.com",
      promotionDiscountRetainOption: "RETAIN",
      balanceLock: { kind: "typed", balance: 9_000 },
      override: { why: "고객센터 합의" },
    };
    expect(refundRequest.parse(whole)).toEqual({ ...whole, note: "사이즈 교환" });
  });

  test("accepts a pasted account number, and a blank note as no note", () => {
    const pasted = refundRequest.parse({
      ...valid,
      note: "   ",
      refundAccount: {
        ...account,
        number: " １２３-４５６７ 8901 ",
        holderName: " 홍길동 ",
        holderPhoneNumber: "010-1234-5678",
      },
    });
    expect(pasted.note).toBe("");
    expect(pasted.refundAccount).toEqual({
      bank: "KOOKMIN",
      number: "12345678901",
      holderName: "홍길동",
      holderPhoneNumber: "01012345678",
    });
  });

  const inAccount = (change: object) => ({ refundAccount: { ...account, ...change } });
  const cases: [string, object, string, RefundFieldError][] = [
    ["zero", part({ amount: 0 }), "cancel.amount", "amount-not-positive"],
    ["a negative amount", part({ amount: -1 }), "cancel.amount", "amount-not-positive"],
    ["decimals", part({ amount: 10.5 }), "cancel.amount", "amount-not-whole"],
    ["NaN, as an empty field gives", part({ amount: Number.NaN }), "cancel.amount", "amount-missing"],
    ["null, as NaN is serialized", part({ amount: null }), "cancel.amount", "amount-missing"],
    ["infinity", part({ amount: Number.POSITIVE_INFINITY }), "cancel.amount", "amount-not-whole"],
    ["beyond safe integers", part({ amount: 2 ** 53 }), "cancel.amount", "amount-too-large"],
    ["a text for an amount", part({ amount: "5000" }), "cancel.amount", "amount-missing"],
    [
      "a part without an amount",
      { cancel: { kind: "partial", shown: 1 } },
      "cancel.amount",
      "amount-missing",
    ],
    ["more than was shown", part({ amount: 10_001 }), "cancel.amount", "amount-exceeds-shown"],
    ["a negative tax-free part", part({ taxFreeAmount: -1 }), "cancel.taxFreeAmount", "amount-negative"],
    [
      "parts above the amount",
      part({ taxFreeAmount: 3_000, vatAmount: 1_001 }),
      "cancel.taxFreeAmount",
      "parts-exceed-amount",
    ],
    ["a NaN for VAT", part({ vatAmount: Number.NaN }), "cancel.vatAmount", "part-missing"],
    ["no reason chosen", { reasonCode: "" }, "reasonCode", "reason-code-missing"],
    ["the other reason without a note", { reasonCode: "OTHER", note: "  " }, "note", "note-missing"],
    ["a reason of 10,000 characters", { note: "가".repeat(10_000) }, "note", "reason-too-long"],
    [
      "an internal note of 10,000",
      { internalNote: "가".repeat(10_000) },
      "internalNote",
      "internal-note-too-long",
    ],
    [
      "letters in the account number",
      inAccount({ number: "12345abc" }),
      "refundAccount.number",
      "account-not-digits",
    ],
    [
      "emoji in the account number",
      inAccount({ number: "1234567🙂" }),
      "refundAccount.number",
      "account-not-digits",
    ],
    ["a 40-digit account", inAccount({ number: "1".repeat(40) }), "refundAccount.number", "account-too-long"],
    ["three digits of an account", inAccount({ number: "123" }), "refundAccount.number", "account-too-short"],
    ["no account number", inAccount({ number: " - " }), "refundAccount.number", "account-missing"],
    [
      "a bank that PortOne does not have",
      inAccount({ bank: "KOOKMIN_BANK" }),
      "refundAccount.bank",
      "bank-missing",
    ],
    [
      "a holder of blanks",
      inAccount({ holderName: " \u3000 " }),
      "refundAccount.holderName",
      "holder-missing",
    ],
    [
      "a holder of 51 letters",
      inAccount({ holderName: "김".repeat(51) }),
      "refundAccount.holderName",
      "holder-too-long",
    ],
    [
      "letters in the telephone number",
      inAccount({ holderPhoneNumber: "010-ABCD" }),
      "refundAccount.holderPhoneNumber",
      "phone-not-digits",
    ],
    [
      "a short telephone number",
      inAccount({ holderPhoneNumber: "0101" }),
      "refundAccount.holderPhoneNumber",
      "phone-length",
    ],
    ["an email address without a host", { refundEmail: "buyer@" }, "refundEmail", "email-invalid"],
    ["an empty email address", { refundEmail: " " }, "refundEmail", "email-missing"],
    [
      "a lock of zero",
      { balanceLock: { kind: "typed", balance: 0 } },
      "balanceLock.balance",
      "amount-not-positive",
    ],
    [
      "a lock that was not typed",
      { balanceLock: { kind: "typed", balance: Number.NaN } },
      "balanceLock.balance",
      "balance-missing",
    ],
    ["an override without a reason", { override: { why: " " } }, "override.why", "why-missing"],
  ];
  test.each(cases)("reports the field and the code of %s", (_, change, path, code) => {
    const parsed = refundRequest.safeParse({ ...valid, ...change });
    const first = parsed.error?.issues.find((issue) => issue.path.join(".") === path);
    expect(first?.message).toBe(code);
  });

  test.each([
    ["an unknown kind", { cancel: { kind: "most", shown: 1 } }],
    ["no request id", { requestId: "once" }],
    ["an unknown requester", { requester: "PG" }],
    ["a payment id of 10,000 characters", { paymentId: "x".repeat(10_000) }],
    ["an unknown promotion option", { promotionDiscountRetainOption: "KEEP" }],
    ["a code in small letters", { reasonCode: "other" }],
  ])("rejects %s", (_, change) => {
    expect(refundRequest.safeParse({ ...valid, ...change }).success).toBe(false);
  });
});

describe("a person's decision about an undecided refund", () => {
  const input = {
    refundId: "5f0c6f2e-3f55-4d61-9f0c-0d5b7c2a1e11",
    decision: "succeeded",
    note: "KCP 화면에서 확인",
  };
  test.each([
    ["succeeded", {}, true],
    ["succeeded by a cancellation", { cancellationId: "c1" }, true],
    ["failed", { decision: "failed" }, true],
    ["failed by a cancellation", { decision: "failed", cancellationId: "c1" }, false],
    ["succeeded by a cancellation without an id", { cancellationId: "" }, false],
    ["without a note", { note: "  " }, false],
    ["in another state", { decision: "pending" }, false],
  ])("%s, with %o, is valid: %s", (_, overrides, isAllowed) => {
    expect(resolveRefundInput.safeParse({ ...input, ...overrides }).success).toBe(isAllowed);
  });
});
