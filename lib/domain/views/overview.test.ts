import { describe, expect, test } from "vitest";
import { chargedAmount, moneyBack } from "../amounts";
import { type DailySum, overviewMonth, overviewOf, refundRate } from "./overview";

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
const november = overviewMonth("", "2026-11-24");

describe("the month of the overview", () => {
  test("is the current one where the address asks for none, for no month, or for a later one", () => {
    for (const asked of ["", "2026-13", "x", "1999-12", "2026-12"])
      expect(overviewMonth(asked, "2026-11-24")).toMatchObject({
        month: "2026-11",
        before: "2026-10",
        next: null,
      });
  });

  test("has all its days, and its neighbors over the end of a year", () => {
    const january = overviewMonth("2024-01", "2026-11-24");
    expect(january).toMatchObject({ month: "2024-01", before: "2023-12", next: "2024-02" });
    expect([january.days.at(0), january.days.at(-1)]).toEqual(["2024-01-01", "2024-01-31"]);
    expect(overviewMonth("2024-02", "2026-11-24").days).toHaveLength(29);
  });

  test("is compared with as many days of the month before while it is the current one", () => {
    const until = (asked: string, today: string) => overviewMonth(asked, today).beforeUntil;
    expect(until("", "2026-12-01")).toBe("2026-11-01");
    expect(until("", "2026-03-31")).toBe("2026-02-28");
    expect(until("", "2026-01-15")).toBe("2025-12-15");
    expect(until("2026-11", "2026-12-01")).toBe("2026-10-31");
  });

  test("has no figures of today if it is another one", () => {
    const october = overviewMonth("2026-10", "2026-11-24");
    expect(overviewOf([row({ day: "2026-10-24" })], october, false).currencies[0]?.today).toBeNull();
  });
});

describe("the overview", () => {
  test("separates today, the month, the month before, and the days", () => {
    const [krw] = overviewOf(
      [
        row({ amount: 1_000 }),
        row({ measure: "charged", amount: 4_000, count: 2 }),
        row({ day: "2026-11-01", amount: 500 }),
        row({ day: "2026-10-24", amount: 70 }),
        row({ day: "2026-10-25", amount: 3_000 }),
      ],
      november,
      false,
    ).currencies;
    expect(krw?.today).toEqual({
      charged: { count: 2, amount: 4_000, unknown: 0 },
      refunded: { count: 1, amount: 1_000, unknown: 0 },
      points: { count: 0, amount: 0 },
    });
    expect(krw?.month.refunded).toEqual({ count: 2, amount: 1_500, unknown: 0 });
    expect(krw?.before.refunded).toEqual({ count: 1, amount: 70, unknown: 0 });
    expect(krw?.days).toHaveLength(30);
    expect(
      krw?.days
        .filter(({ refunded }) => refunded.amount > 0)
        .map(({ day, refunded }) => [day, refunded.amount]),
    ).toEqual([
      ["2026-11-01", 500],
      ["2026-11-24", 1_000],
    ]);
  });

  test("never sums across currencies, and has the most used first", () => {
    const { currencies } = overviewOf(
      [row({ currency: "USD", amount: 900_000 }), row({}), row({ day: "2026-11-23" })],
      november,
      false,
    );
    expect(currencies.map(({ currency, today }) => [currency, today?.refunded.amount])).toEqual([
      ["KRW", 1_000],
      ["USD", 900_000],
    ]);
  });

  test("separates TEST channels, and states whether there are others", () => {
    const rows = [row({}), row({ test: true, amount: 7 })];
    expect(overviewOf(rows, november, false)).toMatchObject({
      hasOther: true,
      currencies: [{ today: { refunded: { amount: 1_000 } } }],
    });
    expect(overviewOf(rows, november, true).currencies[0]?.today?.refunded.amount).toBe(7);
    expect(overviewOf([row({})], november, false).hasOther).toBe(false);
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
        // Of the month before.
        row({ day: "2026-10-31", measure: "method", key: "CARD", amount: 9_000 }),
      ],
      november,
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
    november,
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
