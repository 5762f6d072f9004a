import { describe, expect, test } from "vitest";
import { lineOf, own, paidBy, partials, plainCard, seoul, wallet } from "../../../tests/support/test-policy";
import type { Payment } from "../payment/payment";
import type { CardDetails } from "../payment/payment-method";
import { policyVerdict, refundPolicy } from "./refund-policy";

const now = "2026-11-24T12:00:00";
const card = (change: Partial<CardDetails> = {}, given: Parameters<typeof paidBy>[0] = {}) =>
  paidBy({ ...given, details: { card: { ...plainCard, ...change } } });
const gift = (pg: string, raw: "BOOKNLIFE" | "SMART_MUNSANG" | "CULTURELAND") =>
  paidBy({ pg, type: "GIFT_CERTIFICATE", details: { giftCertificateType: { value: raw, raw } } });
const escrow = (value: "REGISTERED" | "CONFIRMED" | "REJECTED" | "UNRECOGNIZED", pg = "KCP_V2") =>
  card({}, { pg, escrow: { value, raw: value } });
const amount = (change: Partial<Payment["amount"]>) => ({ amount: { ...paidBy({}).amount, ...change } });

const rows: [string, Payment, string, string | null][] = [
  ["an ordinary card", card(), "allowed", "card-partial"],
  ["a gift card", card({ type: { value: "GIFT", raw: "GIFT" } }), "warning", "prepaid-card"],
  [
    "a corporate card",
    card({ ownerType: { value: "CORPORATE", raw: "CORPORATE" } }),
    "warning",
    "corporate-card",
  ],
  ["an overseas card in won", card({ brand: { value: "VISA", raw: "VISA" } }), "warning", "overseas-card"],
  ["an unknown brand", card({ brand: { value: "UNRECOGNIZED", raw: "MIR" } }), "warning", "overseas-card"],
  [
    "an overseas card in its own currency",
    card({ brand: { value: "VISA", raw: "VISA" } }, { pg: "EXIMBAY_V2", currency: "USD" }),
    "allowed",
    "card-partial",
  ],
  ["a card with points", card({ pointUsed: true, issuer: "롯데카드" }), "warning", "card-points"],
  ["a card with points of 신한", card({ pointUsed: true }), "allowed", "card-points-possible"],
  ["a card with a coupon", card({}, amount({ discount: 1_000 })), "warning", "card-coupon"],
  ["a virtual account", paidBy({ type: "VIRTUAL_ACCOUNT" }), "allowed", "virtual-account-partial"],
  ["a transfer, which no document covers", paidBy({ type: "TRANSFER" }), "unknown", null],
  ["a KSNET transfer", paidBy({ type: "TRANSFER", pg: "KSNET" }), "allowed", "ksnet-partial"],
  ["mobile", paidBy({ type: "MOBILE", pg: "DANAL_TPAY" }), "blocked", "mobile-no-partial"],
  ["KSNET mobile", paidBy({ type: "MOBILE", pg: "KSNET" }), "blocked", "ksnet-mobile-no-partial"],
  [
    "KCP mobile, where documents conflict",
    paidBy({ type: "MOBILE", pg: "KCP_V2" }),
    "warning",
    "kcp-mobile-partial",
  ],
  ["Inicis mobile", paidBy({ type: "MOBILE", pg: "INICIS_V2" }), "allowed", "inicis-mobile-partial"],
  ["a Toss gift certificate", gift("TOSSPAYMENTS", "CULTURELAND"), "blocked", "toss-gift-no-partial"],
  ["a Kiwoom book certificate", gift("DAOU", "BOOKNLIFE"), "warning", "daou-gift-no-partial"],
  ["another gift certificate", gift("KCP_V2", "CULTURELAND"), "warning", "gift-partial-by-issuer"],
  ["a crypto payment", paidBy({ type: "CRYPTO", pg: "TRIPLE_A" }), "allowed", "crypto-partial"],
  [
    "Kakao Pay, which no document covers",
    paidBy({ type: "EASY_PAY", pg: "KAKAOPAY", details: wallet("KAKAOPAY", "CARD") }),
    "unknown",
    null,
  ],
  [
    "Toss Pay",
    paidBy({ type: "EASY_PAY", pg: "TOSSPAY_V2", details: wallet("TOSSPAY", "CARD") }),
    "warning",
    "tosspay-partial-vat",
  ],
  ["NICE, without the contract known", card({}, { pg: "NICE_V2" }), "warning", "nice-partial-contract"],
  ["Welcome", card({}, { pg: "WELCOME" }), "warning", "welcome-partial-contract"],
  [
    "Paymentwall",
    card({}, { pg: "PAYMENTWALL", currency: "USD" }),
    "warning",
    "paymentwall-converted-currency",
  ],
  ["escrow before confirmation", escrow("REGISTERED"), "blocked", "escrow-before-confirmation"],
  ["escrow after confirmation, where documents conflict", escrow("CONFIRMED"), "warning", "escrow-confirmed"],
  ["escrow of an unknown status", escrow("UNRECOGNIZED"), "warning", "escrow-unrecognized"],
  ["Danal's test channel", card({}, { pg: "DANAL_TPAY", test: true }), "blocked", "danal-test-no-partial"],
  [
    "a check card in Smartro's test channel",
    card({ type: { value: "DEBIT", raw: "DEBIT" } }, { pg: "SMARTRO_V2", test: true }),
    "blocked",
    "smartro-test-full-only",
  ],
  [
    "a credit card in Smartro's test channel",
    card({}, { pg: "SMARTRO_V2", test: true }),
    "allowed",
    "card-partial",
  ],
  ["NICE's test channel", card({}, { pg: "NICE_V2", test: true }), "warning", "nice-partial-contract"],
];

test.each(rows)("a part of %s", (_, payment, verdict, rule) => {
  expect(lineOf(payment, now, "partial")).toMatchObject({ verdict, rule });
  const request = { kind: "partial", amount: 1_000 } as const;
  expect(policyVerdict(payment, request, seoul(now), []).verdict).toBe(
    refundPolicy(payment, seoul(now), []).partial,
  );
});

test("a refused part does not block the whole", () => {
  const payment = escrow("REGISTERED");
  expect(policyVerdict(payment, { kind: "partial", amount: 9_999 }, seoul(now), [])).toMatchObject({
    verdict: "blocked",
  });
  expect(policyVerdict(payment, { kind: "partial", amount: 10_000 }, seoul(now), [])).toMatchObject({
    verdict: "allowed",
  });
  expect(policyVerdict(payment, { kind: "full" }, seoul(now), [])).toMatchObject({
    verdict: "allowed",
    blockedBy: [],
  });
});

test("several doubts are several lines", () => {
  const payment = card(
    { pointUsed: true, issuer: "롯데카드", ownerType: { value: "CORPORATE", raw: "CORPORATE" } },
    { pg: "NICE_V2" },
  );
  const rules = refundPolicy(payment, seoul(now), [])
    .lines.filter(({ topic }) => topic === "partial")
    .map(({ rule }) => rule);
  expect(rules).toEqual(["nice-partial-contract", "corporate-card", "card-points"]);
});

describe("a part by the setting of the merchant", () => {
  const contract = (
    pgProvider: string,
    has: boolean,
    kind: "partial-cancel" | "mobile-partial" = "partial-cancel",
  ) => own({ kind: "contract", contract: kind, pgProvider, has });
  test.each([
    [card({}, { pg: "NICE_V2" }), contract("NICE_V2", true), "allowed"],
    [card({}, { pg: "NICE_V2" }), contract("NICE_V2", false), "blocked"],
    [card({}, { pg: "NICE_V2" }), contract("WELCOME", true), "warning"],
    [paidBy({ type: "MOBILE", pg: "KCP_V2" }), contract("KCP_V2", true, "mobile-partial"), "allowed"],
    [paidBy({ type: "MOBILE", pg: "KCP_V2" }), contract("KCP_V2", false, "mobile-partial"), "blocked"],
    [paidBy({ type: "TRANSFER", pg: "GALAXIA" }), contract("GALAXIA", true), "allowed"],
    [paidBy({ type: "TRANSFER", pg: "GALAXIA" }), contract("GALAXIA", false), "blocked"],
  ])("case %#", (payment, overrides, verdict) => {
    expect(lineOf(payment, now, "partial", overrides)?.verdict).toBe(verdict);
  });
});

describe("KSNET takes nine partial cancels", () => {
  const afterPartials = (count: number, status: Payment["status"] = "PARTIAL_CANCELLED") =>
    card({}, { pg: "KSNET", status, cancellations: partials(count), ...amount({ cancelled: count * 100 }) });
  test.each([
    [0, "allowed", 9],
    [8, "allowed", 1],
    [9, "blocked", 0],
    [12, "blocked", 0],
  ])("after %i a part is %s, %i left", (count, verdict, left) => {
    const payment = afterPartials(count, count === 0 ? "PAID" : "PARTIAL_CANCELLED");
    expect(lineOf(payment, now, "partial-count")).toMatchObject({ verdict, left });
    expect(policyVerdict(payment, { kind: "partial", amount: 100 }, seoul(now), []).verdict).toBe(verdict);
  });
  test("after nine the rest has a warning, because no document states whether it counts", () => {
    expect(policyVerdict(afterPartials(9), { kind: "full" }, seoul(now), []).verdict).toBe("warning");
    expect(policyVerdict(afterPartials(8), { kind: "full" }, seoul(now), []).verdict).toBe("allowed");
  });
  test("failed cancellations do not count", () => {
    const failed = partials(9).map((one) => ({ ...one, status: "FAILED" as const }));
    const payment = { ...afterPartials(0, "PAID"), cancellations: failed };
    expect(lineOf(payment, now, "partial-count")).toMatchObject({ left: 9 });
  });
  test("mobile payments have no count, because they have no parts", () => {
    expect(lineOf(paidBy({ type: "MOBILE", pg: "KSNET" }), now, "partial-count")).toBeUndefined();
  });
});
