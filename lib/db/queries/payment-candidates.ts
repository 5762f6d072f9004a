// Conditions that few payments meet: all of those are read at once, and then everything about them is exact. Where more
// than `mostCandidates` meet one, it is no way to find a page, and the caller takes another.
import "server-only";
import { and, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { PaymentFilter } from "@/lib/domain/payment-filter";
import type { Database } from "../client";
import { cancellations, payments } from "../schema";
import { cancelledIn, conditionOf, inAmounts, inPeriod, isBlockedSoon, ofTab } from "./payment-conditions";
import { countOf, kindsOf, type PaymentKind } from "./payment-kinds";
import type { Reading } from "./payment-look";
import { beyond, deadlineOrNone, orderOf } from "./payment-order";
import { amountMeantBy, meantBy, type PaymentKey, patternsOf } from "./payment-search";

const mostCandidates = 500;
/** All that an order or a tab asks of a payment. */
const whatOrders = [
  payments.storeId,
  payments.id,
  payments.status,
  payments.requestedAt,
  payments.paidAt,
  payments.currency,
  payments.total,
  payments.refundableUntil,
];

export type Candidates = {
  /** Of the filter's tab, in its order from the place that was asked from on, as many as were asked for. */
  page: PaymentKey[];
  /** Of every tab. */
  byStatus: { status: string; count: number }[];
  /** More payments than were read meet the condition that was read by. */
  isCut: boolean;
};

/** `rest`: what of the filter the keys do not answer for yet. */
type Source = { keys: SQL; mayBeCut: boolean; rest: PaymentFilter };

/**
 * A page of a filter and what each of its tabs has, where one of its conditions leaves few enough to read them all.
 * What only an index of its own finds (a cancellation's time, a deadline) is read by it also when it is cut.
 */
export async function candidatesOf(
  db: Database,
  filter: PaymentFilter,
  kinds: readonly PaymentKind[],
  reading: Reading,
): Promise<Candidates | null> {
  for (const source of sourcesOf(filter, kinds)) {
    const read = await readSource(db, source, kinds, reading);
    if (read !== null) return read;
  }
  return null;
}

/** Ways to find payments by one condition, the one that is likeliest to leave few first. */
function sourcesOf(filter: PaymentFilter, kinds: readonly PaymentKind[]): Source[] {
  const { query, period, amount, currency, sort } = filter;
  const sources: Source[] = [];
  const add = (condition: SQL | undefined, mayBeCut = false) => {
    if (condition === undefined) return;
    sources.push({
      keys: sql`select store_id, id from ${payments} where ${condition}`,
      mayBeCut,
      rest: filter,
    });
  };
  const ofKinds = kindsOf({ ...filter, tab: "all" }, kinds);
  if (countOf(ofKinds) <= mostCandidates)
    add(sql`${payments.kind} = any(${sql.param(ofKinds.map(({ kind }) => kind))}::bigint[])`);
  if (query !== "") sources.push({ keys: meantKeys(query, kinds), mayBeCut: false, rest: filter });
  if (filter.pendingCancellation)
    sources.push({
      keys: sql`select store_id, payment_id as id from ${cancellations} where poll_at is not null`,
      mayBeCut: true,
      rest: { ...filter, pendingCancellation: false },
    });
  if (filter.blockedSoon)
    sources.push({
      keys: sql`select store_id, id from ${payments} where ${isBlockedSoon()} order by ${deadlineOrNone}, store_id, id`,
      mayBeCut: sort.key !== "deadline",
      rest: filter,
    });
  if (period?.of === "cancelled")
    sources.push({
      keys: sql`select store_id, payment_id as id from ${cancellations}
        where ${cancelledIn(period, filter.took)}
        order by ${filter.took === "unknown" ? cancellations.requestedAt : cancellations.cancelledAt} desc`,
      mayBeCut: true,
      rest: { ...filter, period: null, took: null },
    });
  else if (period !== null && period.of !== sort.key) add(inPeriod(period, null));
  if (amount !== null && currency !== null)
    add(and(sql`${payments.currency} = ${currency}`, inAmounts(filter)));
  return sources;
}

function meantKeys(query: string, kinds: readonly PaymentKind[]): SQL {
  const conditions = [
    sql`${payments.id} = ${query}`,
    amountMeantBy(query, currenciesOf(kinds)),
    ...patternsOf(query).map((pattern) => sql`${payments.search} like ${pattern}`),
  ].filter((condition) => condition !== undefined);
  return sql.join(
    conditions.map(
      (condition) =>
        sql`(select store_id, id from ${payments} where ${condition} limit ${mostCandidates + 1})`,
    ),
    sql` union `,
  );
}

export function currenciesOf(kinds: readonly PaymentKind[]): string[] {
  return [...new Set(kinds.map(({ currency }) => currency))];
}

const answer = z.object({
  count: z.number(),
  statuses: z.array(z.tuple([z.string(), z.number()])).nullable(),
  page: z.array(z.tuple([z.string(), z.string()])).nullable(),
});

/**
 * What a source leaves of the filter, in one query and as one row: how many of each status, and the keys of the page. Null
 * where more meet its condition than it may be cut to. Out of an index in any case: the planner would rather read the
 * table where it takes a condition for a common one.
 */
async function readSource(
  db: Database,
  { keys, mayBeCut, rest }: Source,
  kinds: readonly PaymentKind[],
  { from, backwards, limit }: Reading,
): Promise<Candidates | null> {
  const { query, sort, tab } = rest;
  const order = orderOf(sort, backwards);
  const onPage = and(ofTab(tab), from === null ? undefined : beyond(sort, from, backwards));
  const isTaken = sql`(${mayBeCut} or n <= ${mostCandidates})`;
  const read = sql`
    with read as materialized (${keys} limit ${mostCandidates + 1}),
    counted as (select count(*) as n from read),
    found as materialized (
      select ${sql.join(whatOrders, sql`, `)} from (select distinct store_id, id from (select * from read limit ${mostCandidates}) as first) as key
      join ${payments} using (store_id, id)
      where ${and(
        sql`true`,
        conditionOf({ ...rest, tab: "all" }),
        query === "" ? undefined : meantBy(query, currenciesOf(kinds)),
      )}
    )
    select n::int as count,
      case when ${isTaken} then (
        select coalesce(json_agg(json_build_array(status, of_status)), '[]')
        from (select status, count(*) as of_status from found group by status) as known
      ) end as statuses,
      case when ${isTaken} then (
        select coalesce(json_agg(json_build_array(store_id, id)), '[]') from (
          select store_id, id from found as payments where ${onPage ?? sql`true`} order by ${sql.join(order, sql`, `)} limit ${limit}
        ) as page
      ) end as page
    from counted`;
  const { count, statuses, page } = await db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`);
    return answer.parse((await tx.execute(read)).rows[0]);
  });
  if (statuses === null || page === null) return null;
  return {
    page: page.map(([storeId, id]) => ({ storeId, id })),
    byStatus: statuses.map(([status, ofStatus]) => ({ status, count: ofStatus })),
    isCut: count > mostCandidates,
  };
}
