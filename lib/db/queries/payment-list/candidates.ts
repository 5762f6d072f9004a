// A condition that few payments meet is read whole, so rows and counts are exact. Otherwise the caller scans.
import "server-only";
import { and, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Database } from "@/lib/db/client";
import {
  cancelledIn,
  conditionOf,
  inAmounts,
  inPeriod,
  isBlockedSoon,
  ofTab,
} from "@/lib/db/queries/payment-conditions";
import { deadlineOrNone, paidOrNever } from "@/lib/db/queries/payment-times";
import { payments } from "@/lib/db/schema/payments";
import { cancellations } from "@/lib/db/schema/refunds";
import type { PaymentFilter } from "@/lib/domain/payment/payment-filter";
import { seoulDay } from "@/lib/domain/seoul-time";
import { countOf, currenciesOf, kindsOf, type PaymentKind } from "./kinds";
import { beyond, orderOf, type PaymentPlace } from "./order";
import type { ScanRequest } from "./scan";
import { type ListedPaymentKey, matchesSearch, type TextSearch, waysOf } from "./search";

const mostCandidates = 500;
const neededColumns = sql.join(
  [
    payments.storeId,
    payments.id,
    payments.status,
    payments.requestedAt,
    payments.paidAt,
    payments.currency,
    payments.total,
    payments.charged,
    payments.refundableUntil,
    payments.methodType,
    payments.pgProvider,
    payments.channelType,
    payments.search,
  ],
  sql`, `,
);

/** `isCut`: more payments meet the condition. `scannedTo`: where a scan in order goes on after a first page. */
export type Candidates = {
  page: ListedPaymentKey[];
  byStatus: { status: string; count: number }[];
  isCut: boolean;
  scannedTo: PaymentPlace | null;
};

/** `rest` is the part of the filter that `rows` does not cover. */
type Source = {
  rows: SQL;
  areKeys?: boolean;
  mayBeCut: boolean;
  /** The payments that were paid last. Every payment created after the oldest of these payment times is among them. */
  areLastPaid?: boolean;
  rest: PaymentFilter;
};

/** Returns null if every condition matches too many payments. Ends and deadlines are read up to the limit. */
export async function candidatesOf(
  db: Database,
  filter: PaymentFilter,
  kinds: readonly PaymentKind[],
  reading: ScanRequest,
): Promise<Candidates | null> {
  let last: Candidates | null = null;
  for (const source of sourcesOf(filter, kinds, reading)) {
    const read = await readSource(db, source, kinds, reading);
    if (read !== null && read.scannedTo === null) return read;
    last ??= read;
  }
  return last;
}

/** The likely most selective source comes first. */
function sourcesOf(filter: PaymentFilter, kinds: readonly PaymentKind[], reading: ScanRequest): Source[] {
  const { query, period, amount, currency, sort } = filter;
  const sources: Source[] = [];
  const add = (condition: SQL | undefined) => {
    if (condition === undefined) return;
    sources.push({
      rows: sql`select ${neededColumns} from ${payments} where ${condition}`,
      mayBeCut: false,
      rest: filter,
    });
  };
  const ofKinds = kindsOf({ ...filter, tab: "all" }, kinds);
  if (countOf(ofKinds) <= mostCandidates)
    add(sql`${payments.kind} = any(${sql.param(ofKinds.map(({ kind }) => kind))}::bigint[])`);
  if (query !== "")
    sources.push({
      rows: meantKeys(textSearch(query, kinds, reading)),
      areKeys: true,
      mayBeCut: false,
      rest: filter,
    });
  if (filter.pendingCancellation)
    sources.push({
      areKeys: true,
      rows: sql`select store_id, payment_id as id from ${cancellations} where poll_at is not null`,
      mayBeCut: true,
      rest: { ...filter, pendingCancellation: false },
    });
  if (filter.blockedSoon)
    sources.push({
      rows: sql`select ${neededColumns} from ${payments} where ${isBlockedSoon()} order by ${deadlineOrNone}, store_id, id`,
      mayBeCut: sort.key !== "deadline",
      rest: filter,
    });
  if (period?.of === "cancelled")
    sources.push({
      areKeys: true,
      rows: sql`select store_id, payment_id as id from ${cancellations}
        where ${cancelledIn(period, filter.took)}
        order by ${filter.took === "unknown" ? cancellations.requestedAt : cancellations.cancelledAt} desc`,
      mayBeCut: true,
      rest: { ...filter, period: null, took: null },
    });
  else if (isPaidEarlier(period) && sort.key === "created" && sort.direction === "desc")
    sources.push({
      rows: sql`select ${neededColumns} from ${payments} where ${inPeriod(period, null)} order by ${paidOrNever} desc`,
      mayBeCut: true,
      areLastPaid: true,
      rest: filter,
    });
  else if (period !== null && period.of !== sort.key) add(inPeriod(period, null));
  if (amount !== null && currency !== null)
    add(and(sql`${payments.currency} = ${currency}`, inAmounts(filter)));
  return sources;
}

/** A scan from the newest payment would not get as far as such a period. */
function isPaidEarlier(period: PaymentFilter["period"]): period is NonNullable<PaymentFilter["period"]> {
  return period?.of === "paid" && period.to !== null && period.to < seoulDay(new Date());
}

function textSearch(
  query: string,
  kinds: readonly PaymentKind[],
  { seesCustomers }: ScanRequest,
): TextSearch {
  return { query, currencies: currenciesOf(kinds), seesCustomers };
}

function meantKeys(search: TextSearch): SQL {
  const ways = waysOf(search).map(({ found }) => found);
  const rows = sql.join(
    [sql`${payments.id} = ${search.query}`, ...ways].map(
      (found) => sql`(select ${neededColumns} from ${payments} where ${found} limit ${mostCandidates + 1})`,
    ),
    sql` union `,
  );
  // A single row source with a limit takes no second one.
  return sql`select * from (${rows}) as meant`;
}

const answer = z.object({
  count: z.number(),
  statuses: z.array(z.tuple([z.string(), z.number()])).nullable(),
  page: z.array(z.tuple([z.string(), z.string()])).nullable(),
  until: z.string().nullable(),
});

/** Null where too many payments meet the condition of a source that may not be cut. */
async function readSource(
  db: Database,
  { rows, areKeys = false, mayBeCut, areLastPaid = false, rest }: Source,
  kinds: readonly PaymentKind[],
  reading: ScanRequest,
): Promise<Candidates | null> {
  const { from, backwards, limit } = reading;
  const { query, sort, tab } = rest;
  const order = orderOf(sort, backwards);
  const onPage = and(
    ofTab(tab),
    from === null ? undefined : beyond(sort, from, backwards),
    // Payments are created before they are paid, so all payments that were not read were created earlier.
    areLastPaid
      ? sql`${payments.requestedAt} >= coalesce((select until from reached), '-infinity')`
      : undefined,
  );
  const until = areLastPaid
    ? sql`(select min(paid_at) from (select paid_at from read limit ${mostCandidates}) as first) + interval '1 microsecond'`
    : sql`null::timestamptz`;
  const ofKeys = sql`(select distinct store_id, id from (select * from read limit ${mostCandidates}) as first) as key
    join ${payments} using (store_id, id)`;
  const isTaken = sql`(${mayBeCut} or n <= ${mostCandidates})`;
  const read = sql`
    with read as materialized (${rows} limit ${mostCandidates + 1}),
    counted as (select count(*) as n from read),
    reached as (select case when n > ${mostCandidates} then ${until} end as until from counted),
    found as materialized (
      select ${neededColumns} from ${areKeys ? ofKeys : sql`(select * from read limit ${mostCandidates}) as payments`}
      where ${and(
        sql`true`,
        conditionOf({ ...rest, tab: "all" }),
        query === "" ? undefined : matchesSearch(textSearch(query, kinds, reading)),
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
      ) end as page,
      (select (until at time zone 'UTC')::text from reached) as until
    from counted`;
  const {
    count,
    statuses,
    page,
    until: reached,
  } = await db.transaction(async (tx) => {
    // Forces an index: the planner would read the table where it assumes a common condition.
    await tx.execute(sql`select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`);
    return answer.parse((await tx.execute(read)).rows[0]);
  });
  if (statuses === null || page === null) return null;
  return {
    page: page.map(([storeId, id]) => ({ storeId, id })),
    byStatus: statuses.map(([status, ofStatus]) => ({ status, count: ofStatus })),
    isCut: count > mostCandidates,
    scannedTo: reached === null ? null : { key: sort.key, values: [reached], storeId: "", id: "" },
  };
}
