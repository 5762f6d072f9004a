// A kind is a combination of status, method, PG, channel and currency. There are a few hundred at most, with stored
// counts: lists and counts by these properties cost the same for any number of payments.
import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { tabStatuses } from "@/lib/db/queries/payment-conditions";
import type { PaymentFilter } from "@/lib/domain/payment/payment-filter";
import { type PaymentTab, paymentTabs } from "@/lib/domain/payment/payment-tabs";
import type { CappedCount } from "@/lib/domain/views/payment-list";

export type PaymentKind = {
  /** Larger than a number stores exactly. */
  kind: string;
  status: string;
  method: string;
  pg: string;
  channel: string;
  currency: string;
  count: number;
};

export async function paymentKinds(db: Database): Promise<PaymentKind[]> {
  const { rows } = await db.execute(sql`
    select hashtextextended(key, 0)::text as kind, key, sum(count)::float8 as count from (
      select key, count from daily_sums
      where test in (true, false) and day = '-infinity' and measure = 'kind'
      union all
      select key, count from daily_sum_changes where day = '-infinity' and measure = 'kind'
    ) as known group by key having sum(count) > 0`);
  return rows.map(({ kind, key, count }) => {
    const [status = "", method = "", pg = "", channel = "", currency = ""] = String(key).split("|");
    return { kind: String(kind), status, method, pg, channel, currency, count: Number(count) };
  });
}

export function currenciesOf(kinds: readonly PaymentKind[]): string[] {
  return [...new Set(kinds.map(({ currency }) => currency))];
}

/** Returns the codes of the PGs of the stored payments. */
export function pgsOf(kinds: readonly PaymentKind[]): string[] {
  return [...new Set(kinds.map(({ pg }) => pg))].filter((pg) => pg !== "").sort();
}

export async function pgsInUse(db: Database): Promise<string[]> {
  return pgsOf(await paymentKinds(db));
}

export async function currenciesSeen(db: Database): Promise<string[]> {
  return currenciesOf(await paymentKinds(db));
}

export function kindsOf(filter: PaymentFilter, kinds: readonly PaymentKind[]): PaymentKind[] {
  const { statuses, methods, pgs, channel, currency } = filter;
  const ofTab = tabStatuses[filter.tab];
  const takes = (wanted: readonly string[], value: string) => wanted.length === 0 || wanted.includes(value);
  return kinds.filter(
    (kind) =>
      (ofTab === null || ofTab.includes(kind.status)) &&
      takes(statuses, kind.status) &&
      takes(methods, kind.method) &&
      takes(pgs, kind.pg) &&
      (channel === null || (channel === "TEST") === (kind.channel === "TEST")) &&
      (currency === null || currency === kind.currency),
  );
}

export function isOfKindsOnly(filter: PaymentFilter): boolean {
  const { query, amount, pendingCancellation, blockedSoon, unknownCharge, period } = filter;
  return (
    query === "" &&
    amount === null &&
    !pendingCancellation &&
    !blockedSoon &&
    !unknownCharge &&
    period === null
  );
}

export function countOf(kinds: readonly PaymentKind[]): number {
  return kinds.reduce((sum, { count }) => sum + count, 0);
}

export function countByTab(
  byStatus: readonly { status: string; count: number }[],
  atLeast: boolean,
): Record<PaymentTab, CappedCount> {
  const counts = Object.fromEntries(
    paymentTabs.map((tab) => {
      const statuses = tabStatuses[tab];
      const own = byStatus.filter(({ status }) => statuses === null || statuses.includes(status));
      return [tab, { count: own.reduce((sum, { count }) => sum + count, 0), atLeast }];
    }),
  );
  return counts as Record<PaymentTab, CappedCount>;
}
