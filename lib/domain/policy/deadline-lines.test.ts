// Each deadline at its boundary: the last second in time, and the first second too late. Long because it is a table.
import { describe, expect, test } from "vitest";
import { lineOf, own, paidBy, plainCard, seoul, wallet } from "../../../tests/support/test-policy";
import type { Payment } from "../payment/payment";
import { refundPolicy } from "./refund-policy";
import { rules } from "./rules";

type Row = [
  name: string,
  payment: Payment,
  lastInTime: string,
  late: string,
  afterwards: string,
  rule: string,
];

const card = (pg: string, paid: string) => paidBy({ pg, paid, details: { card: plainCard } });
const easy = (pg: string, paid: string, provider: string, behind: "CARD" | "CHARGE" | null) =>
  paidBy({ pg, paid, type: "EASY_PAY", details: wallet(provider, behind) });
const of = (type: NonNullable<Payment["method"]>["type"], pg: string, paid: string) =>
  paidBy({ type, pg, paid });

const rows: Row[] = [
  [
    "card, a year",
    card("TOSSPAYMENTS", "2026-11-24T00:00:00"),
    "2027-11-24T23:59:59",
    "2027-11-25T00:00:00",
    "warning",
    "card-about-a-year",
  ],
  [
    "card paid on a leap day",
    card("NICE_V2", "2028-02-29T12:00:00"),
    "2029-02-28T23:59:59",
    "2029-03-01T00:00:00",
    "warning",
    "card-about-a-year",
  ],
  [
    "card behind a wallet without rules",
    easy("TOSSPAYMENTS", "2026-11-24T12:00:00", "TOSSPAY", "CARD"),
    "2027-11-24T23:59:59",
    "2027-11-25T00:00:00",
    "warning",
    "card-about-a-year",
  ],
  [
    "KSNET, six months",
    card("KSNET", "2026-05-24T23:59:59"),
    "2026-11-24T23:59:59",
    "2026-11-25T00:00:00",
    "blocked",
    "ksnet-six-months",
  ],
  [
    "KSNET, a month end that is shorter",
    card("KSNET", "2026-08-31T00:00:00"),
    "2027-02-28T23:59:59",
    "2027-03-01T00:00:00",
    "blocked",
    "ksnet-six-months",
  ],
  [
    "KSNET, into a leap day",
    card("KSNET", "2027-08-31T00:00:00"),
    "2028-02-29T23:59:59",
    "2028-03-01T00:00:00",
    "blocked",
    "ksnet-six-months",
  ],
  [
    "KSNET virtual account",
    of("VIRTUAL_ACCOUNT", "KSNET", "2026-05-24T12:00:00"),
    "2026-11-24T22:00:00",
    "2026-11-25T07:00:00",
    "blocked",
    "ksnet-six-months",
  ],
  [
    "KSNET Naver Pay: the nearer of two",
    easy("KSNET", "2026-05-24T12:00:00", "NAVERPAY", "CARD"),
    "2026-11-24T23:59:59",
    "2026-11-25T00:00:00",
    "blocked",
    "ksnet-six-months",
  ],
  [
    "transfer, three months or none",
    of("TRANSFER", "TOSSPAYMENTS", "2026-08-24T12:00:00"),
    "2026-11-24T23:59:59",
    "2026-11-25T00:00:00",
    "warning",
    "transfer-three-months-or-none",
  ],
  [
    "transfer, a month end",
    of("TRANSFER", "KCP_V2", "2026-11-30T12:00:00"),
    "2027-02-28T23:59:59",
    "2027-03-01T00:00:00",
    "warning",
    "transfer-three-months-or-none",
  ],
  [
    "mobile, the month of payment",
    of("MOBILE", "DANAL_TPAY", "2026-01-31T00:00:00"),
    "2026-01-31T23:59:59",
    "2026-02-01T00:00:00",
    "blocked",
    "mobile-month-of-payment",
  ],
  [
    "mobile paid in the first second of a month",
    of("MOBILE", "KSNET", "2026-11-01T00:00:00"),
    "2026-11-30T23:59:59",
    "2026-12-01T00:00:00",
    "blocked",
    "mobile-month-of-payment",
  ],
  [
    "mobile paid in the last second of a month",
    of("MOBILE", "DANAL_TPAY", "2026-10-31T23:59:59"),
    "2026-10-31T23:59:59",
    "2026-11-01T00:00:00",
    "blocked",
    "mobile-month-of-payment",
  ],
  [
    "mobile, a leap February",
    of("MOBILE", "DANAL_TPAY", "2028-02-01T09:00:00"),
    "2028-02-29T23:59:59",
    "2028-03-01T00:00:00",
    "blocked",
    "mobile-month-of-payment",
  ],
  [
    "mobile, a year end",
    of("MOBILE", "DANAL_TPAY", "2026-12-01T09:00:00"),
    "2026-12-31T23:59:59",
    "2027-01-01T00:00:00",
    "blocked",
    "mobile-month-of-payment",
  ],
  [
    "Kakao Pay card",
    easy("KAKAOPAY", "2025-11-24T12:00:00", "KAKAOPAY", "CARD"),
    "2026-11-24T23:59:59",
    "2026-11-25T00:00:00",
    "blocked",
    "kakaopay-card-one-year",
  ],
  [
    "Kakao Pay card through another PG",
    easy("TOSSPAYMENTS", "2025-11-24T12:00:00", "KAKAOPAY", "CARD"),
    "2026-11-24T23:59:59",
    "2026-11-25T00:00:00",
    "blocked",
    "kakaopay-card-one-year",
  ],
  [
    "Kakao Pay money",
    easy("KAKAOPAY", "2024-02-29T12:00:00", "KAKAOPAY", "CHARGE"),
    "2029-02-28T23:59:59",
    "2029-03-01T00:00:00",
    "blocked",
    "kakaopay-money-five-years",
  ],
  [
    "Kakao Pay, not known by what",
    easy("KAKAOPAY", "2025-11-24T12:00:00", "KAKAOPAY", null),
    "2026-11-24T23:59:59",
    "2026-11-25T00:00:00",
    "warning",
    "kakaopay-card-or-money",
  ],
  // 1095 days: 365 + 365 + 365, where the day of payment is day 0.
  [
    "Naver Pay, the 1095th day",
    easy("NAVERPAY", "2024-11-25T23:59:59", "NAVERPAY", "CARD"),
    "2027-11-25T23:59:59",
    "2027-11-26T00:00:00",
    "blocked",
    "naverpay-1095-days",
  ],
  [
    "Naver Pay over a leap day",
    easy("NAVERPAY", "2027-03-01T00:00:00", "NAVERPAY", "CHARGE"),
    "2030-02-28T23:59:59",
    "2030-03-01T00:00:00",
    "blocked",
    "naverpay-1095-days",
  ],
  [
    "PayPal, the 180th day",
    easy("PAYPAL_V2", "2026-05-28T12:00:00", "PAYPAL", null),
    "2026-11-24T23:59:59",
    "2026-11-25T00:00:00",
    "blocked",
    "paypal-180-days",
  ],
  [
    "PayPal through Toss Payments",
    easy("TOSSPAYMENTS", "2026-05-28T12:00:00", "PAYPAL", null),
    "2026-11-24T23:59:59",
    "2026-11-25T00:00:00",
    "blocked",
    "paypal-180-days",
  ],
];

describe.each(rows)("%s", (_, payment, lastInTime, late, afterwards, rule) => {
  test("is allowed in the last second", () => {
    expect(lineOf(payment, lastInTime, "deadline")).toMatchObject({ verdict: "allowed", rule, days: 0 });
    const { answer } = refundPolicy(payment, seoul(lastInTime), []);
    expect(answer.deadline).toMatchObject({
      daysLeft: 0,
      endsAt: seoul(`${late.slice(0, 10)}T00:00:00`).toISOString(),
    });
  });
  test("has the stated verdict in the first second after", () => {
    expect(lineOf(payment, late, "deadline")).toMatchObject({ verdict: afterwards, rule, days: 1 });
    expect(refundPolicy(payment, seoul(late), []).answer.verdict).toBe(afterwards);
  });
});

test("every rule with an end has a row in the table", () => {
  const ending = rules.filter((rule) => rule.topic === "deadline" && rule.within !== null);
  const shown = new Set(rows.map(([, , , , , rule]) => rule));
  expect(ending.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
});

test.each([
  ["VIRTUAL_ACCOUNT", "TOSSPAYMENTS", "deadline-none", "allowed"],
  ["GIFT_CERTIFICATE", "TOSSPAYMENTS", "deadline-unknown", "unknown"],
  ["CRYPTO", "TRIPLE_A", "deadline-unknown", "unknown"],
  ["UNRECOGNIZED", "KCP_V2", "deadline-unknown", "unknown"],
  ["EASY_PAY", "HECTO_GLOBAL", "deadline-unknown", "unknown"],
] as const)("%s through %s ten years later has the title %s", (type, pg, title, verdict) => {
  expect(lineOf(of(type, pg, "2016-11-24T12:00:00"), "2026-11-24T12:00:00", "deadline")).toMatchObject({
    title,
    verdict,
  });
});

test("without the time of payment the deadline is unknown", () => {
  const payment = { ...card("KSNET", "2026-11-24T12:00:00"), paidAt: null };
  expect(lineOf(payment, "2026-11-24T12:00:00", "deadline")).toMatchObject({ verdict: "unknown" });
});

test("the remaining days are calendar days in Seoul", () => {
  const payment = of("MOBILE", "DANAL_TPAY", "2026-11-02T12:00:00");
  const left = (now: string) => lineOf(payment, now, "deadline")?.days;
  expect([left("2026-11-24T00:00:00"), left("2026-11-24T23:59:59"), left("2026-11-30T00:00:00")]).toEqual([
    6, 6, 0,
  ]);
});

describe("mobile after the month", () => {
  const late = "2026-12-01T00:00:00";
  const agreed = (pg: string, has: boolean) =>
    own({ kind: "contract", contract: "mobile-next-month", pgProvider: pg, has });
  test.each(["INICIS_V2", "KCP_V2", "KPN"])("%s needs a contract, which decides", (pg) => {
    const payment = of("MOBILE", pg, "2026-11-20T12:00:00");
    const nextMonthLine = (overrides = own()) => lineOf(payment, late, "next-month", overrides);
    expect(nextMonthLine()).toMatchObject({ verdict: "warning", title: "next-month-ask" });
    expect(nextMonthLine(agreed(pg, true))).toMatchObject({ verdict: "allowed", title: "next-month-agreed" });
    expect(nextMonthLine(agreed(pg, false))).toMatchObject({
      verdict: "blocked",
      title: "next-month-not-agreed",
    });
    expect(nextMonthLine(agreed("DANAL_TPAY", true))).toMatchObject({ verdict: "warning" });
    expect(lineOf(payment, "2026-11-30T23:59:59", "next-month")).toBeUndefined();
  });
  test("a PG without a documented contract refuses, unless the merchant states the contract", () => {
    const payment = of("MOBILE", "GALAXIA", "2026-11-20T12:00:00");
    expect(refundPolicy(payment, seoul(late), []).answer.verdict).toBe("blocked");
    expect(refundPolicy(payment, seoul(late), agreed("GALAXIA", true)).answer.verdict).toBe("allowed");
    expect(refundPolicy(payment, seoul(late), agreed("GALAXIA", false)).answer.verdict).toBe("blocked");
  });
});

describe("the merchant's own deadline", () => {
  const payment = card("TOSSPAYMENTS", "2025-12-24T12:00:00");
  const eleven = { kind: "deadline", method: "CARD", within: { unit: "months", count: 11 } } as const;
  test("takes precedence over the documents, and refuses afterwards", () => {
    const overrides = own({ ...eleven, pgProvider: null });
    expect(lineOf(payment, "2026-11-24T23:59:59", "deadline", overrides)).toMatchObject({
      verdict: "allowed",
      days: 0,
    });
    expect(lineOf(payment, "2026-11-25T00:00:00", "deadline", overrides)).toMatchObject({
      verdict: "blocked",
    });
    expect(lineOf(payment, "2026-11-25T00:00:00", "deadline")).toMatchObject({ verdict: "allowed" });
  });
  test("for a PG takes precedence over the deadline for all PGs", () => {
    const overrides = own(
      { ...eleven, pgProvider: null },
      { ...eleven, pgProvider: "TOSSPAYMENTS", within: { unit: "days", count: 10 } },
    );
    expect(lineOf(payment, "2026-01-04T00:00:00", "deadline", overrides)).toMatchObject({
      verdict: "blocked",
      days: 1,
    });
  });
  test("applies to a card behind a wallet, unless the wallet has its own deadline", () => {
    const overrides = own({ ...eleven, pgProvider: null });
    const late = "2026-11-25T00:00:00";
    const toss = easy("TOSSPAYMENTS", "2025-12-24T12:00:00", "TOSSPAY", "CARD");
    expect(lineOf(toss, late, "deadline", overrides)).toMatchObject({ verdict: "blocked" });
    const naver = easy("NAVERPAY", "2025-12-24T12:00:00", "NAVERPAY", "CARD");
    expect(lineOf(naver, late, "deadline", overrides)).toMatchObject({ verdict: "allowed" });
  });
  test("can be none, and can be set where no deadline is documented", () => {
    const none = own({ kind: "deadline", method: "TRANSFER", pgProvider: null, within: { unit: "none" } });
    expect(
      lineOf(of("TRANSFER", "KCP_V2", "2020-01-01T12:00:00"), "2026-11-24T12:00:00", "deadline", none),
    ).toMatchObject({
      verdict: "allowed",
      title: "deadline-none",
    });
    const gift = own({
      kind: "deadline",
      method: "GIFT_CERTIFICATE",
      pgProvider: null,
      within: { unit: "days", count: 7 },
    });
    expect(
      lineOf(
        of("GIFT_CERTIFICATE", "KCP_V2", "2026-11-16T12:00:00"),
        "2026-11-24T00:00:00",
        "deadline",
        gift,
      ),
    ).toMatchObject({
      verdict: "blocked",
    });
  });
});

describe("opening hours of KSNET's virtual accounts", () => {
  const payment = of("VIRTUAL_ACCOUNT", "KSNET", "2026-11-20T12:00:00");
  test.each([
    ["2026-11-24T05:59:59", "blocked", "2026-11-24T06:00:00"],
    ["2026-11-24T06:00:00", "allowed", "2026-11-24T23:00:00"],
    ["2026-11-24T22:59:59", "allowed", "2026-11-24T23:00:00"],
    ["2026-11-24T23:00:00", "blocked", "2026-11-25T06:00:00"],
    ["2026-11-30T23:30:00", "blocked", "2026-12-01T06:00:00"],
  ])("at %s: %s until %s", (now, verdict, changes) => {
    expect(lineOf(payment, now, "hours")).toMatchObject({ verdict, time: seoul(changes).toISOString() });
  });
  test("do not apply to other methods and PGs", () => {
    expect(lineOf(card("KSNET", "2026-11-20T12:00:00"), "2026-11-24T23:30:00", "hours")).toBeUndefined();
  });
});

test.each([
  [
    "the paid slip of a Japanese convenience store",
    of("CONVENIENCE_STORE", "INICIS_JP", "2026-11-20T12:00:00"),
    "blocked",
  ],
  [
    "the slip of another PG, without documentation",
    of("CONVENIENCE_STORE", "EXIMBAY_V2", "2026-11-20T12:00:00"),
    undefined,
  ],
  ["Danal's virtual account", of("VIRTUAL_ACCOUNT", "DANAL_TPAY", "2026-11-20T12:00:00"), "blocked"],
  ["a test channel's virtual account", paidBy({ type: "VIRTUAL_ACCOUNT", test: true }), "blocked"],
  ["a live virtual account", paidBy({ type: "VIRTUAL_ACCOUNT" }), undefined],
])("refusals of every cancel: %s", (_, payment, verdict) => {
  expect(lineOf(payment, "2026-11-24T12:00:00", "refusal")?.verdict).toBe(verdict);
});

describe("the contract for refunds to virtual accounts", () => {
  const contractLine = (pg: string, overrides = own()) =>
    lineOf(of("VIRTUAL_ACCOUNT", pg, "2026-11-20T12:00:00"), "2026-11-24T12:00:00", "contract", overrides);
  test("is needed at every PG but Toss Payments", () => {
    expect(contractLine("TOSSPAYMENTS")).toMatchObject({ verdict: "allowed", title: "contract-not-needed" });
    for (const pg of ["INICIS_V2", "KCP_V2", "KPN", "KSNET", "NICE_V2", "SMARTRO_V2", "GALAXIA"])
      expect(contractLine(pg), pg).toMatchObject({ verdict: "warning", title: "contract-ask" });
    expect(contractLine("DANAL_TPAY")).toBeUndefined();
  });
  test.each([
    [true, "allowed"],
    [false, "blocked"],
  ])("is decided by the setting of the merchant: %s", (has, verdict) => {
    const overrides = own({
      kind: "contract",
      contract: "virtual-account-refund",
      pgProvider: "KCP_V2",
      has,
    });
    expect(contractLine("KCP_V2", overrides)).toMatchObject({ verdict });
    expect(contractLine("NICE_V2", overrides)).toMatchObject({ verdict: "warning" });
  });
});
