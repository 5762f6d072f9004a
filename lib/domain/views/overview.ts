// Minor units, never summed across currencies. TEST channels, where no money moves, are separate.
import { parseDate } from "@internationalized/date";
import {
  type ChargedAmount,
  chargedAmount,
  type MoneyBack,
  moneyBack,
  type PointsBack,
  pointsBack,
} from "../amounts";
import { cancellationTimes } from "../payment/payment-filter";
import type { PendingAge } from "../refund/refund-filter";
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

/** `today`: null for an earlier month. `before`: the month before, until `beforeUntil`. */
export type CurrencyOverview = {
  currency: string;
  today: PeriodSums | null;
  month: PeriodSums;
  before: PeriodSums;
  days: (PeriodSums & { day: string })[];
  parts: Record<Division, Part[]>;
};

export type Sums = {
  currencies: CurrencyOverview[];
  hasOther: boolean;
};

export type Waiting = {
  refunds: Record<"undecided" | "failed" | "confirming" | "pending", CappedCount>;
  pending: Record<PendingAge, number>;
  /** Requests that wait for approval. */
  approvals: CappedCount;
  /** Refunds without a needed approval, requested since the day (Seoul) with which the last seven days begin. */
  emergencies: { count: CappedCount; from: string };
  payouts: CappedCount;
  deadLetters: CappedCount;
  discrepancies: CappedCount;
  blockedSoon: CappedCount;
};

/** Months are YYYY-MM, days YYYY-MM-DD in Seoul. The current month is compared with as many days of the month before. */
export type OverviewMonth = {
  month: string;
  before: string;
  beforeUntil: string;
  next: string | null;
  today: string;
  days: readonly string[];
};

const firstMonth = "2000-01";

/** Returns the month `asked`, or the current one where it is no month, or later than the current one. */
export function overviewMonth(asked: string, today: string): OverviewMonth {
  const current = today.slice(0, 7);
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) && asked >= firstMonth && asked <= current;
  const month = isMonth ? asked : current;
  const first = parseDate(`${month}-01`);
  const days = Array.from({ length: first.calendar.getDaysInMonth(first) }, (_, at) =>
    first.add({ days: at }).toString(),
  );
  const monthAt = (months: number) => first.add({ months }).toString().slice(0, 7);
  const isCurrent = month === current;
  // A day that the month before does not have is its last day.
  const beforeUntil = (
    isCurrent ? parseDate(today).subtract({ months: 1 }) : first.subtract({ days: 1 })
  ).toString();
  return { month, before: monthAt(-1), beforeUntil, next: isCurrent ? null : monthAt(1), today, days };
}

/** Returns the days that the overview of a month reads: of the month and of the one before. */
export function overviewDays({ before, days }: OverviewMonth): { from: string; to: string } {
  return { from: `${before}-01`, to: days.at(-1) ?? "" };
}

export function overviewOf(
  rows: readonly DailySum[],
  { month, before, beforeUntil, today, days }: OverviewMonth,
  test: boolean,
): Sums {
  const shown = rows.filter((row) => row.test === test);
  const byCurrency = Map.groupBy(shown, ({ currency }) => currency);
  const currencies = [...byCurrency].flatMap(([currency, currencyRows]): CurrencyOverview[] => {
    const inMonth = currencyRows.filter(({ day }) => day.startsWith(month));
    const inBefore = currencyRows.filter(({ day }) => day.startsWith(before));
    if (usesOf(periodOf(inMonth)) + usesOf(periodOf(inBefore)) === 0) return [];
    return [
      {
        currency,
        today: today.startsWith(month) ? periodOf(inMonth.filter(({ day }) => day === today)) : null,
        month: periodOf(inMonth),
        before: periodOf(inBefore.filter(({ day }) => day <= beforeUntil)),
        days: days.map((day) => ({ day, ...periodOf(inMonth.filter((row) => row.day === day)) })),
        parts: {
          method: partsOf(inMonth, "method"),
          pg: partsOf(inMonth, "pg"),
          reason: partsOf(inMonth, "reason"),
          took: inOrder(partsOf(inMonth, "took")),
        },
      },
    ];
  });
  return {
    currencies: currencies.sort(
      (a, b) => usesOf(b.month) - usesOf(a.month) || a.currency.localeCompare(b.currency),
    ),
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

function usesOf({ charged, refunded }: PeriodSums): number {
  return charged.count + charged.unknown + refunded.count + refunded.unknown;
}
