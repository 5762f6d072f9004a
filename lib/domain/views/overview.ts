// Minor units, never summed across currencies. TEST channels, where no money moves, are separate.
import {
  type ChargedAmount,
  chargedAmount,
  type MoneyBack,
  moneyBack,
  type PointsBack,
  pointsBack,
} from "../amounts";
import { cancellationTimes } from "../payment/payment-filter";
import type { CappedCount } from "./payment-list";

type Sum<Of extends number> = { count: number; amount: Of };

export const divisions = ["method", "pg", "reason", "took"] as const;
export type Division = (typeof divisions)[number];

/** `day`: YYYY-MM-DD in Seoul. The meaning of `amount` depends on `measure`. */
export type DailySum = Sum<number> & {
  day: string;
  test: boolean;
  currency: string;
  measure: string;
  key: string;
};

/** Payments and refunds whose money PortOne does not state are in no sum. */
export type PeriodSums = {
  charged: Sum<ChargedAmount> & { unknown: number };
  refunded: Sum<MoneyBack> & { unknown: number };
  points: Sum<PointsBack>;
};

/** `amount` excludes refunds whose money is unknown; `count` includes them. */
type Part = Sum<MoneyBack> & { key: string };

export type CurrencyOverview = {
  currency: string;
  today: PeriodSums;
  month: PeriodSums;
  days: (PeriodSums & { day: string })[];
  parts: Record<Division, Part[]>;
};

export type Sums = {
  currencies: CurrencyOverview[];
  hasOther: boolean;
};

export const pendingAges = ["hour", "day", "three-days", "longer"] as const;
export type PendingAge = (typeof pendingAges)[number];

export type Waiting = {
  refunds: Record<"undecided" | "failed" | "confirming" | "pending", CappedCount>;
  pending: Record<PendingAge, number>;
  payouts: CappedCount;
  deadLetters: CappedCount;
  discrepancies: CappedCount;
  blockedSoon: CappedCount;
};

export const chartDays = 30;

/** `days`: oldest first; the last is today. */
export function overviewOf(rows: readonly DailySum[], days: readonly string[], test: boolean): Sums {
  const today = days.at(-1) ?? "";
  const month = today.slice(0, 7);
  const shown = rows.filter((row) => row.test === test);
  const byCurrency = Map.groupBy(shown, ({ currency }) => currency);
  const currencies = [...byCurrency].map(([currency, currencyRows]): CurrencyOverview => {
    const inChart = currencyRows.filter(({ day }) => days.includes(day));
    return {
      currency,
      today: periodOf(currencyRows.filter(({ day }) => day === today)),
      month: periodOf(currencyRows.filter(({ day }) => day.startsWith(month))),
      days: days.map((day) => ({ day, ...periodOf(currencyRows.filter((row) => row.day === day)) })),
      parts: {
        method: partsOf(inChart, "method"),
        pg: partsOf(inChart, "pg"),
        reason: partsOf(inChart, "reason"),
        took: inOrder(partsOf(inChart, "took")),
      },
    };
  });
  return {
    currencies: currencies
      .filter(({ month, days }) => isUsed(month) || days.some(isUsed))
      .sort((a, b) => used(b) - used(a) || a.currency.localeCompare(b.currency)),
    hasOther: rows.some((row) => row.test !== test && row.count > 0),
  };
}

/** Returns 0 to 1; null where a part is unknown or nothing was charged. */
export function refundRate({ charged, refunded }: Pick<PeriodSums, "charged" | "refunded">): number | null {
  if (charged.unknown > 0 || refunded.unknown > 0) return null;
  return charged.amount === 0 ? null : refunded.amount / charged.amount;
}

function periodOf(rows: readonly DailySum[]): PeriodSums {
  const charged = sumOf(rows, "charged");
  const refunded = sumOf(rows, "refunded");
  const points = sumOf(rows, "points");
  const unknown = {
    charged: sumOf(rows, "charged-unknown").count,
    refunded: sumOf(rows, "refunded-unknown").count,
  };
  return {
    charged: { count: charged.count, amount: chargedAmount(charged.amount), unknown: unknown.charged },
    refunded: { count: refunded.count, amount: moneyBack(refunded.amount), unknown: unknown.refunded },
    points: { count: points.count, amount: pointsBack(points.amount) },
  };
}

function sumOf(rows: readonly DailySum[], measure: string): Sum<number> {
  return add(rows.filter((row) => row.measure === measure));
}

function partsOf(rows: readonly DailySum[], measure: Division): Part[] {
  const byKey = Map.groupBy(
    rows.filter((row) => row.measure === measure),
    ({ key }) => key,
  );
  return [...byKey]
    .map(([key, keyRows]) => {
      const { count, amount } = add(keyRows);
      return { key, count, amount: moneyBack(amount) };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.amount - a.amount || a.key.localeCompare(b.key));
}

function inOrder(parts: Part[]): Part[] {
  return cancellationTimes.flatMap((key) => parts.filter((part) => part.key === key));
}

function add(sums: readonly Sum<number>[]): Sum<number> {
  return sums.reduce(
    (sum, { count, amount }) => ({ count: sum.count + count, amount: sum.amount + amount }),
    {
      count: 0,
      amount: 0,
    },
  );
}

function isUsed(sums: PeriodSums): boolean {
  return usesOf(sums) > 0;
}

function usesOf({ charged, refunded }: PeriodSums): number {
  return charged.count + charged.unknown + refunded.count + refunded.unknown;
}

function used({ days }: CurrencyOverview): number {
  return days.reduce((count, sums) => count + usesOf(sums), 0);
}
