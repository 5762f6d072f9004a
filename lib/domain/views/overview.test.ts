import { describe, expect, test } from "vitest";
import { chargedAmount, moneyBack } from "../amounts";
import { type DailySum, overviewOf, refundRate } from "./overview";

const row = (overrides: Partial<DailySum>): DailySum => ({
  day: "2026-11-24",
  test: false,
  currency: "KRW",
  measure: "refunded",
  key: "",
  count: 1,
  amount: 1_000,
  ...overrides,
});
const days = ["2026-10-31", "2026-11-01", "2026-11-23", "2026-11-24"];

describe("the overview", () => {
  test("separates today, the month, and the days of the charts", () => {
    const [krw] = overviewOf(
      [
        row({ amount: 1_000 }),
        row({ measure: "charged", amount: 4_000, count: 2 }),
        row({ day: "2026-11-01", amount: 500 }),
        row({ day: "2026-10-31", amount: 70 }),
      ],
      days,
      false,
    ).currencies;
    expect(krw?.today).toEqual({
      charged: { count: 2, amount: 4_000, unknown: 0 },
      refunded: { count: 1, amount: 1_000, unknown: 0 },
      points: { count: 0, amount: 0 },
    });
    expect(krw?.month.refunded).toEqual({ count: 2, amount: 1_500, unknown: 0 });
    expect(krw?.days.map(({ day, refunded }) => [day, refunded.amount])).toEqual([
      ["2026-10-31", 70],
      ["2026-11-01", 500],
      ["2026-11-23", 0],
      ["2026-11-24", 1_000],
    ]);
  });

  test("never sums across currencies, and has the most used first", () => {
    const { currencies } = overviewOf(
      [row({ currency: "USD", amount: 900_000 }), row({}), row({ day: "2026-11-23" })],
      days,
      false,
    );
    expect(currencies.map(({ currency, today }) => [currency, today.refunded.amount])).toEqual([
      ["KRW", 1_000],
      ["USD", 900_000],
    ]);
  });

  test("separates TEST channels, and states whether there are others", () => {
    const rows = [row({}), row({ test: true, amount: 7 })];
    expect(overviewOf(rows, days, false)).toMatchObject({
      hasOther: true,
      currencies: [{ today: { refunded: { amount: 1_000 } } }],
    });
    expect(overviewOf(rows, days, true).currencies[0]?.today.refunded.amount).toBe(7);
    expect(overviewOf([row({})], days, false).hasOther).toBe(false);
  });

  test("divides refunds: the largest first, times from short to long, without empty parts", () => {
    const [krw] = overviewOf(
      [
        row({ amount: 35, count: 3 }),
        row({ measure: "method", key: "CARD", amount: 10 }),
        row({ measure: "method", key: "MOBILE", amount: 20 }),
        row({ measure: "method", key: "MOBILE", amount: 5, day: "2026-11-23" }),
        row({ measure: "method", key: "TRANSFER", amount: 0, count: 0 }),
        row({ measure: "took", key: "longer" }),
        row({ measure: "took", key: "minute" }),
        // Of this month, but not among the days of the charts.
        row({ day: "2026-11-02", measure: "method", key: "CARD", amount: 9_000 }),
      ],
      days,
      false,
    ).currencies;
    expect(krw?.parts.method).toEqual([
      { key: "MOBILE", count: 2, amount: 25 },
      { key: "CARD", count: 1, amount: 10 },
    ]);
    expect(krw?.parts.took.map(({ key }) => key)).toEqual(["minute", "longer"]);
    expect(krw?.parts.reason).toEqual([]);
  });
});

test("amounts that PortOne does not state are counted and in no sum", () => {
  const [krw] = overviewOf(
    [
      row({}),
      row({ measure: "refunded-unknown", amount: 0, count: 2 }),
      row({ measure: "charged-unknown", amount: 0 }),
      row({ measure: "points", amount: 300 }),
    ],
    days,
    false,
  ).currencies;
  expect(krw?.today).toEqual({
    charged: { count: 0, amount: 0, unknown: 1 },
    refunded: { count: 1, amount: 1_000, unknown: 2 },
    points: { count: 1, amount: 300 },
  });
});

test("the refund rate is a share of the charge of the same period, and null where nothing was charged or a part is unknown", () => {
  const charged = (amount: number, unknown = 0) => ({ count: 1, amount: chargedAmount(amount), unknown });
  const refunded = (amount: number, unknown = 0) => ({ count: 1, amount: moneyBack(amount), unknown });
  expect(refundRate({ charged: charged(4_000), refunded: refunded(1_000) })).toBe(0.25);
  expect(refundRate({ charged: charged(0), refunded: refunded(1) })).toBeNull();
  expect(refundRate({ charged: charged(4_000, 1), refunded: refunded(1_000) })).toBeNull();
  expect(refundRate({ charged: charged(4_000), refunded: refunded(1_000, 1) })).toBeNull();
});
