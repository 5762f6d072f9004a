// What the desk did in the last days, out of the kept sums. Amounts are minor units; nothing is ever summed across
// currencies, and TEST channels, where no money moves, stand apart.
import { cancellationTimes } from "./payment-filter";
import type { CappedCount } from "./views";

type Sum = { count: number; amount: number };

/** What refunds are divided by. */
export const divisions = ["method", "pg", "reason", "took"] as const;
export type Division = (typeof divisions)[number];

/** A row of the kept sums; `day` is Seoul's, as YYYY-MM-DD. */
export type DailySum = Sum & {
  day: string;
  test: boolean;
  currency: string;
  measure: string;
  key: string;
};

export type PeriodSums = { paid: Sum; refunded: Sum };

export type CurrencyOverview = {
  currency: string;
  today: PeriodSums;
  month: PeriodSums;
  /** The last days, oldest first, each present. */
  days: (PeriodSums & { day: string })[];
  /** Refunds of the same days, divided; largest first, times shortest first. */
  parts: Record<Division, (Sum & { key: string })[]>;
};

export type Sums = {
  /** Most used first. */
  currencies: CurrencyOverview[];
  /** There are sums of TEST channels, or of others, besides the ones shown. */
  hasOther: boolean;
};

/** Refunds that a PG has accepted and not ended, by how long ago they were asked for. */
export const pendingAges = ["hour", "day", "three-days", "longer"] as const;
export type PendingAge = (typeof pendingAges)[number];

/** What waits, and for whom. */
export type Waiting = {
  refunds: Record<"undecided" | "failed" | "confirming" | "pending", CappedCount>;
  pending: Record<PendingAge, number>;
  /** Transfers to virtual accounts' customers that did not arrive. */
  payouts: CappedCount;
  deadLetters: CappedCount;
  findings: CappedCount;
  /** Payments whose deadline for a refund is near. */
  blockedSoon: CappedCount;
};

/** Days of the charts, today included. */
export const chartDays = 30;

/** The overview of some rows. `days` are the days of the charts, oldest first; the last is today. */
export function overviewOf(rows: readonly DailySum[], days: readonly string[], test: boolean): Sums {
  const today = days.at(-1) ?? "";
  const month = today.slice(0, 7);
  const shown = rows.filter((row) => row.test === test);
  const byCurrency = Map.groupBy(shown, ({ currency }) => currency);
  const currencies = [...byCurrency].map(([currency, own]): CurrencyOverview => {
    const inChart = own.filter(({ day }) => days.includes(day));
    return {
      currency,
      today: periodOf(own.filter(({ day }) => day === today)),
      month: periodOf(own.filter(({ day }) => day.startsWith(month))),
      days: days.map((day) => ({ day, ...periodOf(own.filter((row) => row.day === day)) })),
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

/** How much of what was paid was refunded in a period, as a share of one; null where nothing was paid in it. */
export function refundRate({ paid, refunded }: PeriodSums): number | null {
  return paid.amount === 0 ? null : refunded.amount / paid.amount;
}

function periodOf(rows: readonly DailySum[]): PeriodSums {
  return { paid: sumOf(rows, "paid"), refunded: sumOf(rows, "refunded") };
}

function sumOf(rows: readonly DailySum[], measure: string): Sum {
  return add(rows.filter((row) => row.measure === measure));
}

function partsOf(rows: readonly DailySum[], measure: Division): (Sum & { key: string })[] {
  const byKey = Map.groupBy(
    rows.filter((row) => row.measure === measure),
    ({ key }) => key,
  );
  return [...byKey]
    .map(([key, own]) => ({ key, ...add(own) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.amount - a.amount || a.key.localeCompare(b.key));
}

function inOrder(parts: (Sum & { key: string })[]): (Sum & { key: string })[] {
  return cancellationTimes.flatMap((key) => parts.filter((part) => part.key === key));
}

function add(sums: readonly Sum[]): Sum {
  return sums.reduce(
    (sum, { count, amount }) => ({ count: sum.count + count, amount: sum.amount + amount }),
    {
      count: 0,
      amount: 0,
    },
  );
}

function isUsed({ paid, refunded }: PeriodSums): boolean {
  return paid.count > 0 || refunded.count > 0;
}

function used({ days }: CurrencyOverview): number {
  return days.reduce((count, { paid, refunded }) => count + paid.count + refunded.count, 0);
}
