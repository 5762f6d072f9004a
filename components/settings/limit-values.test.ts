import { describe, expect, test } from "vitest";
import { noLimits, type RefundLimits } from "@/lib/domain/people/refund-limits";
import { type LimitValues, limitValues, readLimits } from "./limit-values";

const blank = limitValues(null);
const read = (values: Partial<LimitValues>) => readLimits({ ...blank, ...values });
const krw = (single: string, daily = "", confirmFrom = "") => ({
  amounts: [{ currency: "KRW", single, daily, confirmFrom }],
});

describe("the form of limits", () => {
  test("without a value is no limit", () => expect(read({})).toEqual({ ok: true, value: null }));

  test.each<RefundLimits>([
    { ...noLimits, count: 0, amounts: { KRW: { single: 50_000, daily: null } } },
    { ...noLimits, amounts: { KRW: { single: null, daily: 0 }, USD: { single: 1_050, daily: 100_000 } } },
    { ...noLimits, amounts: { KRW: { single: null, daily: null } }, otherCurrencies: false },
    { ...noLimits, amounts: { KRW: { single: null, daily: null } }, methods: ["CARD"], pgs: [] },
    { ...noLimits, amounts: { KRW: { single: null, daily: null, confirmFrom: 0 } } },
  ])("reads back what it shows: %j", (limits) => {
    expect(readLimits(limitValues(limits))).toEqual({ ok: true, value: limits });
  });

  test.each([
    ["50,000", 50_000],
    ["50000원", 50_000],
    ["５００００", 50_000],
    ["0", 0],
    [" ", null],
  ])("reads %j as %j won", (typed, single) => {
    const limits = read({ ...krw(typed), count: "1,000건" });
    expect(limits).toMatchObject({ value: { count: 1_000, amounts: { KRW: { single, daily: null } } } });
  });

  test.each([
    [{ count: "많이" }, "count", "count-not-whole"],
    [{ count: "1.5" }, "count", "count-not-whole"],
    [{ count: "-1" }, "count", "count-not-whole"],
    [{ count: "100001" }, "count", "count-not-whole"],
    [krw("만원"), "amounts.0.single", "amount-not-number"],
    [krw("1", "1.5"), "amounts.0.daily", "amount-no-decimals"],
    [krw("1000000000000001"), "amounts.0.single", "amount-too-large"],
    [krw("", "", "많이"), "amounts.0.confirmFrom", "amount-not-number"],
  ])("says what is wrong with %j", (values, field, code) => {
    expect(read(values)).toEqual({
      ok: false,
      error: { code: "limits-unreadable", detail: { field, code } },
    });
  });
});
