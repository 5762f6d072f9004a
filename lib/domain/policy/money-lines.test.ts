import { describe, expect, test } from "vitest";
import { lineOf, own, paidBy, plainCard, seoul, wallet } from "../../../tests/support/test-policy";
import type { Payment } from "../payment/payment";
import { refundPolicy } from "./refund-policy";

const card = (paid: string) => paidBy({ paid, details: { card: plainCard } });
const of = (type: NonNullable<Payment["method"]>["type"], pg: string, paid: string) =>
  paidBy({ type, pg, paid });
const arrival = (payment: Payment, now: string) => refundPolicy(payment, seoul(now), []).arrival;
const days = (from: string, until: string | null, exact = true) => ({ from, until, exact });

describe("arrival in business days", () => {
  test.each([
    // Tuesday 24 November 2026.
    ["card, later", card("2026-11-23T23:59:59"), "2026-11-24T00:00:00", days("2026-11-27", "2026-12-01")],
    [
      "virtual account",
      of("VIRTUAL_ACCOUNT", "TOSSPAYMENTS", "2026-11-20T12:00:00"),
      "2026-11-24T12:00:00",
      days("2026-11-25", "2026-11-26"),
    ],
    [
      "virtual account on a Friday",
      of("VIRTUAL_ACCOUNT", "TOSSPAYMENTS", "2026-11-20T12:00:00"),
      "2026-11-27T12:00:00",
      days("2026-11-30", "2026-12-01"),
    ],
    [
      "virtual account on a Sunday",
      of("VIRTUAL_ACCOUNT", "TOSSPAYMENTS", "2026-11-20T12:00:00"),
      "2026-11-29T12:00:00",
      days("2026-11-30", "2026-12-01"),
    ],
    [
      "before Christmas, a Friday",
      of("TRANSFER", "KCP_V2", "2026-12-01T12:00:00"),
      "2026-12-24T12:00:00",
      days("2026-12-24", "2026-12-28"),
    ],
    ["over New Year", card("2026-12-01T12:00:00"), "2026-12-31T12:00:00", days("2027-01-06", "2027-01-08")],
    [
      "over Seollal with its substitute",
      of("TRANSFER", "KCP_V2", "2027-02-01T12:00:00"),
      "2027-02-05T12:00:00",
      days("2027-02-05", "2027-02-10"),
    ],
    [
      "over Chuseok",
      of("VIRTUAL_ACCOUNT", "TOSSPAYMENTS", "2027-09-01T12:00:00"),
      "2027-09-13T23:59:59",
      days("2027-09-17", "2027-09-20"),
    ],
    [
      "a substitute Monday",
      of("TRANSFER", "KCP_V2", "2027-08-01T12:00:00"),
      "2027-08-13T12:00:00",
      days("2027-08-13", "2027-08-17"),
    ],
    [
      "Kiwoom Pay, at least seven",
      of("VIRTUAL_ACCOUNT", "DAOU", "2026-11-20T12:00:00"),
      "2026-11-24T12:00:00",
      days("2026-12-03", null),
    ],
    [
      "into a year without known holidays",
      card("2028-12-01T12:00:00"),
      "2028-12-28T12:00:00",
      days("2029-01-02", "2029-01-04", false),
    ],
  ])("%s", (_, payment, now, expected) => {
    expect(arrival(payment, now).whole).toEqual(expected);
  });

  test("of a card refund on the day of payment is that day for all, and between that day and five business days for a part", () => {
    const payment = card("2026-11-24T00:00:00");
    expect(arrival(payment, "2026-11-24T23:59:59")).toEqual({
      whole: days("2026-11-24", "2026-11-24"),
      part: days("2026-11-24", "2026-12-01"),
    });
    expect(lineOf(payment, "2026-11-24T23:59:59", "arrival")).toMatchObject({ title: "arrival-today" });
    expect(arrival(payment, "2026-11-25T00:00:00").whole).toEqual(days("2026-11-30", "2026-12-02"));
  });

  test("of a transfer refund on the day of payment is that day", () => {
    expect(arrival(of("TRANSFER", "KCP_V2", "2026-11-24T09:00:00"), "2026-11-24T10:00:00").part).toEqual(
      days("2026-11-24", "2026-11-24"),
    );
  });

  test.each([
    ["2026-11-22", "2026-11-26"],
    ["2026-11-23", "2026-11-26"],
    ["2026-11-24", "2026-11-26"],
    ["2026-11-25", "2026-12-03"],
    ["2026-11-26", "2026-12-03"],
    ["2026-11-27", "2026-12-03"],
    ["2026-11-28", "2026-12-03"],
  ])("of a refund requested at KG Financial on %s is Thursday %s", (requestedOn, paid) => {
    const payment = of("VIRTUAL_ACCOUNT", "MOBILIANS_V2", "2026-11-01T12:00:00");
    expect(arrival(payment, `${requestedOn}T12:00:00`).whole).toEqual(days(paid, paid));
  });

  test("of a mobile refund is the same day in its month and unknown afterwards, and unknown for undocumented methods", () => {
    const mobile = of("MOBILE", "KCP_V2", "2026-11-20T12:00:00");
    expect(arrival(mobile, "2026-11-30T23:59:59").whole).toEqual(days("2026-11-30", "2026-11-30"));
    expect(arrival(mobile, "2026-12-01T00:00:00")).toEqual({ whole: null, part: null });
    expect(arrival(of("CRYPTO", "TRIPLE_A", "2026-11-20T12:00:00"), "2026-11-24T12:00:00").whole).toBeNull();
  });
});

describe("fees", () => {
  const now = "2026-11-24T12:00:00";
  const fee = (payment: Payment, overrides = own()) => refundPolicy(payment, seoul(now), overrides).fee;
  test("a refund of 10,000 won to a virtual account costs the merchant 10,300", () => {
    for (const pg of ["KCP_V2", "TOSSPAYMENTS"]) {
      const payment = of("VIRTUAL_ACCOUNT", pg, "2026-11-20T12:00:00");
      expect(fee(payment)).toEqual({ onTop: 300, isDocumented: true });
      expect(lineOf(payment, now, "fee")).toMatchObject({ title: "fee-on-top", amount: 300 });
    }
  });
  test("the merchant's own fee takes precedence over the documented fee", () => {
    const payment = of("VIRTUAL_ACCOUNT", "KCP_V2", "2026-11-20T12:00:00");
    const overrides = own({ kind: "account-fee", pgProvider: "KCP_V2", amount: 250 });
    expect(fee(payment, overrides)).toEqual({ onTop: 250, isDocumented: false });
    expect(fee(of("VIRTUAL_ACCOUNT", "NICE_V2", "2026-11-20T12:00:00"), overrides).onTop).toBe(300);
    const none = own({ kind: "account-fee", pgProvider: "KCP_V2", amount: 0 });
    expect(lineOf(payment, now, "fee", none)).toMatchObject({ title: "fee-kept" });
  });
  test.each([
    ["a card", card("2026-11-20T12:00:00"), "fee-none"],
    ["a transfer of the day", of("TRANSFER", "KCP_V2", "2026-11-24T00:00:00"), "fee-none"],
    ["a transfer of the day before", of("TRANSFER", "KCP_V2", "2026-11-23T23:59:59"), "fee-kept"],
    ["mobile", of("MOBILE", "KCP_V2", "2026-11-20T12:00:00"), "fee-none"],
    ["mobile after the month", of("MOBILE", "KCP_V2", "2026-10-20T12:00:00"), "fee-unknown"],
    [
      "Kakao Pay",
      paidBy({ pg: "KAKAOPAY", type: "EASY_PAY", details: wallet("KAKAOPAY", "CARD") }),
      "fee-none",
    ],
    ["PayPal", paidBy({ pg: "PAYPAL_V2", type: "EASY_PAY", details: wallet("PAYPAL", null) }), "fee-none"],
    [
      "PayPal through Toss Payments",
      paidBy({ type: "EASY_PAY", details: wallet("PAYPAL", null) }),
      "fee-kept",
    ],
    [
      "Paymentwall of the day",
      { ...card("2026-11-24T00:00:00"), channel: paidBy({ pg: "PAYMENTWALL" }).channel },
      "fee-unknown",
    ],
    [
      "Paymentwall later",
      { ...card("2026-11-23T00:00:00"), channel: paidBy({ pg: "PAYMENTWALL" }).channel },
      "fee-kept",
    ],
    ["crypto", of("CRYPTO", "TRIPLE_A", "2026-11-20T12:00:00"), "fee-unknown"],
  ])("%s", (_, payment, title) => {
    expect(lineOf(payment, now, "fee")).toMatchObject({ title });
  });
});
