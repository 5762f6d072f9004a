// The answer as a whole, its notes, and properties of every payment.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testCancellation } from "../../../tests/support/test-payment";
import { own, paidBy, partials, plainCard, seoul, wallet } from "../../../tests/support/test-policy";
import { noPaymentExtras, type Payment, paymentStatuses } from "../payment/payment";
import { cardBrands, methodTypes } from "../payment/payment-method";
import { overrideKey, type PolicyOverride, policyOverride } from "./overrides";
import { portonePages } from "./portone-pages";
import { policyVerdict, refundPolicy } from "./refund-policy";
import { contracts } from "./rule";
import { rules } from "./rules";

const now = seoul("2026-11-24T12:00:00");
const answer = (payment: Payment) => refundPolicy(payment, now, []).answer;
const notes = (payment: Payment) =>
  refundPolicy(payment, now, [])
    .lines.filter(({ topic }) => topic === "note" || topic === "async")
    .map(({ rule }) => rule);
const card = (given: Parameters<typeof paidBy>[0] = {}) => paidBy({ ...given, details: { card: plainCard } });

describe("the answer", () => {
  test("allows a card refund, with its deadline", () => {
    expect(answer(card({ paid: "2025-12-31T12:00:00" }))).toMatchObject({
      verdict: "allowed",
      deadline: { lastDay: "2026-12-31", daysLeft: 37 },
      because: null,
    });
  });
  test.each([
    ["READY", "standing-not-paid"],
    ["PAY_PENDING", "standing-not-paid"],
    ["FAILED", "standing-not-paid"],
    ["VIRTUAL_ACCOUNT_ISSUED", "standing-waiting-for-deposit"],
    ["CANCELLED", "standing-already-cancelled"],
  ] as const)("blocks a payment in status %s, with the one line %s", (status, title) => {
    const policy = refundPolicy(card({ status }), now, []);
    expect(policy.lines.map((line) => [line.title, line.verdict])).toEqual([[title, "blocked"]]);
    expect(policy.answer).toMatchObject({ verdict: "blocked", because: { title } });
    expect(policyVerdict(card({ status }), { kind: "full" }, now, []).blockedBy).toHaveLength(1);
  });
  test("is unknown for an unknown status", () => {
    expect(answer(card({ status: "UNRECOGNIZED" }))).toMatchObject({ verdict: "unknown" });
  });
  test("is unknown for a V1 payment", () => {
    expect(answer(card({ version: "V1" }))).toMatchObject({
      verdict: "unknown",
      because: { title: "standing-v1" },
    });
  });
  test("warns of a dispute and a pending cancel, because no document states that they are refused", () => {
    expect(answer(card({ hasUnresolvedDispute: true }))).toMatchObject({
      verdict: "warning",
      because: { rule: "dispute-open" },
    });
    const pending = card({ cancellations: [testCancellation({ status: "REQUESTED" })] });
    expect(answer(pending)).toMatchObject({ verdict: "warning", because: { rule: "cancellation-pending" } });
  });
  test("is not changed by notes", () => {
    expect(answer(paidBy({ type: "CRYPTO", pg: "TRIPLE_A" })).verdict).toBe("unknown");
    expect(answer(card({ pg: "KCP_V2" })).verdict).toBe("allowed");
  });
});

describe("the notes of the answer", () => {
  const receipt = { cashReceiptIssuanceStatus: { value: "ISSUED", raw: "ISSUED" } } as const;
  const taxFree = { amount: { ...paidBy({}).amount, taxFree: 1_000 } };
  test.each<[string, Payment, string[]]>([
    ["Triple-A", paidBy({ type: "CRYPTO", pg: "TRIPLE_A" }), ["triple-a-needs-email", "triple-a-later"]],
    [
      "WeChat Pay at KICC",
      paidBy({ type: "EASY_PAY", pg: "KICC_V2", details: wallet("WECHAT", null) }),
      ["kicc-wechat-later"],
    ],
    [
      "another wallet at KICC",
      paidBy({ type: "EASY_PAY", pg: "KICC_V2", details: wallet("ALIPAY", null) }),
      [],
    ],
    [
      "PayPal",
      paidBy({ type: "EASY_PAY", pg: "PAYPAL_V2", details: wallet("PAYPAL", null) }),
      ["paypal-seller-consent", "paypal-may-be-later"],
    ],
    ["a promotion", card({ promotionId: "p" }), ["promotion-order-amount", "promotion-may-be-refused"]],
    ["Toss test", card({ test: true }), ["test-never-charged"]],
    [
      "an easy payment through a PG's test channel",
      paidBy({ type: "EASY_PAY", test: true, details: wallet("TOSSPAY", null) }),
      ["test-easy-pay-by-hand"],
    ],
    ["Inicis test", card({ pg: "INICIS_V2", test: true }), ["test-charged-and-cancelled"]],
    [
      "a Smartro virtual account",
      paidBy({ type: "VIRTUAL_ACCOUNT", pg: "SMARTRO_V2", ...receipt }),
      [
        "smartro-virtual-account-needs-phone",
        "smartro-cash-receipt",
        "smartro-virtual-account-later",
        "smartro-cancel-password",
        "smartro-notices",
      ],
    ],
    [
      "a KSNET virtual account with a receipt and a tax-free part",
      paidBy({ type: "VIRTUAL_ACCOUNT", pg: "KSNET", ...receipt, ...taxFree }),
      ["virtual-account-needs-account", "ksnet-cash-receipt", "ksnet-mixed-tax-receipt"],
    ],
    [
      "Welcome escrow that was not rejected",
      card({ pg: "WELCOME", escrow: { value: "DELIVERED", raw: "DELIVERED" } }),
      ["welcome-escrow"],
    ],
    [
      "Welcome escrow that was rejected",
      card({ pg: "WELCOME", escrow: { value: "REJECTED", raw: "REJECTED" } }),
      [],
    ],
    [
      "a tax-free part at Inicis",
      card({ pg: "INICIS_V2", ...taxFree }),
      ["mixed-tax-contract", "inicis-omitted-tax-free"],
    ],
    [
      "a tax-free part at KCP, where an omitted one means the opposite",
      card({ pg: "KCP_V2", ...taxFree }),
      ["mixed-tax-contract", "kcp-omitted-tax-free", "kcp-certificate"],
    ],
    ["a tax-free part at the old NICE", card({ pg: "NICE", ...taxFree }), ["nice-exact-parts"]],
    [
      "a tax-free part at Smartro",
      card({ pg: "SMARTRO_V2", ...taxFree }),
      ["smartro-tax-free-part", "smartro-cancel-password"],
    ],
    [
      "a tax-free part of a wallet at Kiwoom Pay",
      paidBy({ type: "EASY_PAY", pg: "DAOU", details: wallet("PAYCO", null), ...taxFree }),
      ["daou-easy-pay-no-tax-free"],
    ],
    [
      "a tax-free part of a wallet at KG Financial",
      paidBy({ type: "EASY_PAY", pg: "MOBILIANS_V2", details: wallet("PAYCO", null), ...taxFree }),
      ["mobilians-mixed-tax", "mobilians-payco-no-mixed-tax"],
    ],
    ["KPN in dollars", card({ pg: "KPN", currency: "USD" }), ["kpn-own-vat", "kpn-dollars"]],
    [
      "Naver Pay",
      paidBy({ type: "EASY_PAY", pg: "NAVERPAY", details: wallet("NAVERPAY", "CARD") }),
      ["naver-requester-and-reason", "naver-maintenance"],
    ],
  ])("are the documented ones for %s", (_, payment, expected) => {
    expect(notes(payment)).toEqual(expected);
  });
  test("do not mention a cancelled cash receipt", () => {
    const cancelled = {
      cashReceipt: {
        status: { value: "CANCELLED", raw: "CANCELLED" },
        issueNumber: "1",
        issuedAt: null,
        cancelledAt: null,
      },
    } as const;
    expect(notes(paidBy({ type: "VIRTUAL_ACCOUNT", pg: "KSNET", ...cancelled }))).not.toContain(
      "ksnet-cash-receipt",
    );
  });
  test.each([
    ["TRIPLE_A", "CRYPTO", "always"],
    ["PAYPAL_V2", "EASY_PAY", "maybe"],
    ["TOSSPAYMENTS", "CARD", "no"],
  ] as const)("come with the answer to %s %s being asynchronous: %s", (pg, type, expected) => {
    expect(refundPolicy(paidBy({ pg, type }), now, []).asynchronous).toBe(expected);
  });
});

const override: fc.Arbitrary<PolicyOverride> = fc.oneof(
  fc.record({
    kind: fc.constant("contract" as const),
    contract: fc.constantFrom(...contracts),
    pgProvider: fc.constantFrom("KCP_V2", "NICE_V2", "KSNET", "KPN"),
    has: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("deadline" as const),
    method: fc.constantFrom("CARD" as const, "TRANSFER" as const, "EASY_PAY" as const),
    pgProvider: fc.constantFrom("KCP_V2", "KSNET", null),
    within: fc.oneof(
      fc.record({ unit: fc.constant("months" as const), count: fc.integer({ min: 1, max: 120 }) }),
      fc.constant({ unit: "none" as const }),
    ),
  }),
);
const anyPayment: fc.Arbitrary<Payment> = fc
  .record({
    pg: fc.constantFrom(...new Set(rules.flatMap((rule) => ("pgs" in rule.where ? rule.where.pgs : [])))),
    type: fc.constantFrom(...methodTypes, "UNRECOGNIZED" as const),
    provider: fc.constantFrom("KAKAOPAY", "NAVERPAY", "PAYPAL", "WECHAT", "TOSSPAY"),
    behind: fc.constantFrom("CARD" as const, "CHARGE" as const, null),
    brand: fc.constantFrom(...cardBrands),
    status: fc.constantFrom(...paymentStatuses),
    test: fc.boolean(),
    done: fc.integer({ min: 0, max: 12 }),
    paidDaysAgo: fc.integer({ min: 0, max: 4_000 }),
    discount: fc.constantFrom(0, 100),
    taxFree: fc.constantFrom(0, 500),
  })
  .map(
    ({ pg, type, provider, behind, brand, status, test: isTest, done, paidDaysAgo, discount, taxFree }) => {
      const details =
        type === "EASY_PAY"
          ? wallet(provider, behind)
          : { card: { ...plainCard, brand: { value: brand, raw: brand } } };
      return {
        ...paidBy({ pg, type, details, status, test: isTest }),
        ...noPaymentExtras,
        paidAt: new Date(now.getTime() - paidDaysAgo * 86_400_000).toISOString(),
        cancellations: partials(done),
        amount: { ...paidBy({}).amount, discount, taxFree, cancelled: done * 100 },
      };
    },
  );
const anyCase = fc.tuple(anyPayment, fc.array(override, { maxLength: 4 }));

describe("for every payment and overrides", () => {
  test("a blocked line names a rule, the merchant's setting, or the payment's status, and a warning names its rule", () => {
    fc.assert(
      fc.property(anyCase, ([payment, overrides]) => {
        for (const line of refundPolicy(payment, now, own(...overrides)).lines) {
          if (line.verdict === "blocked")
            expect(line.topic === "standing" || line.rule !== null || line.merchant !== null).toBe(true);
          if (line.verdict === "warning") expect(line.rule).not.toBeNull();
          if (line.rule !== null) expect(line.pages.length).toBeGreaterThan(0);
        }
      }),
    );
  });
  test("the answer is the worst of its lines, and `because` is one of them", () => {
    fc.assert(
      fc.property(anyCase, ([payment, overrides]) => {
        const { answer: policyAnswer, lines } = refundPolicy(payment, now, own(...overrides));
        if (policyAnswer.verdict === "allowed") expect(policyAnswer.because).toBeNull();
        else
          expect(lines.filter(({ verdict }) => verdict === policyAnswer.verdict)).toContain(
            policyAnswer.because,
          );
        if (lines.some(({ verdict, about }) => verdict === "blocked" && about === "every"))
          expect(policyAnswer.verdict).toBe("blocked");
        if (policyAnswer.deadline !== null) expect(policyAnswer.deadline.daysLeft).toBeGreaterThanOrEqual(0);
      }),
    );
  });
  test("a cancel that is blocked for all is blocked for a part, and only blocked cancels name lines", () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 1, max: 20_000 }), ([payment, overrides], amount) => {
        const full = policyVerdict(payment, { kind: "full" }, now, own(...overrides));
        const part = policyVerdict(payment, { kind: "partial", amount }, now, own(...overrides));
        if (full.verdict === "blocked") expect(part.verdict).toBe("blocked");
        for (const { verdict, blockedBy } of [full, part])
          expect(blockedBy.length > 0).toBe(verdict === "blocked");
      }),
    );
  });
  test("an override is parsed back equal, and overrides of one subject have one key", () => {
    fc.assert(
      fc.property(override, (value) => {
        expect(policyOverride.parse(JSON.parse(JSON.stringify(value)))).toEqual(value);
        expect(overrideKey(value)).toBe(overrideKey(structuredClone(value)));
      }),
    );
  });
});

test("every rule has a unique id, and every page belongs to a rule and to PortOne", () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  const used = new Set<string>(rules.flatMap((rule) => rule.pages));
  expect(Object.keys(portonePages).filter((key) => !used.has(key))).toEqual([]);
  for (const { url } of Object.values(portonePages))
    expect(url).toMatch(
      /^https:\/\/(developers\.portone\.io\/(opi\/ko|api|release-notes)|help\.portone\.io\/(news\/)?content)\//,
    );
});
