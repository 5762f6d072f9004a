import "server-only";
import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { readTimePlace, type TimePlace, writeTimePlace } from "@/lib/db/cursor";
import { isPayment } from "@/lib/db/payment-key";
import { payments } from "@/lib/db/schema/payments";
import { user } from "@/lib/db/schema/people";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import { moneyBack, pointsBack } from "@/lib/domain/amounts";
import {
  everyRefund,
  isRefundFilterSet,
  type RefundFilter,
  type RefundListState,
} from "@/lib/domain/refund/refund-filter";
import { typedRefundNumber } from "@/lib/domain/refund/refund-number";
import type { RefundListPage, RefundSum, RefundTab } from "@/lib/domain/views/refund-list";
import type { Database } from "../client";
import { beginsWith } from "../like";
import { finishedAt, isTest, listState, refundConditionOf, requestedAt } from "./refund-conditions";
import { countRefundTabs, isOpenFailure, joinCancellations, tabStates } from "./refund-counts";
import { type RowKey, readRows } from "./refund-rows";
import { inDays } from "./seoul-days";

const pageSize = 25;
/** A longer list is not summed, because the embedded database runs on the event loop. A period is read by an index. */
const sumCap = { withPeriod: 100_000, withoutPeriod: 10_000 };

type ListRequest = {
  tab: RefundTab;
  query: string;
  filter: RefundFilter;
  after: string | null;
  before: string | null;
};

type Listed = { parts: readonly [Part, Part]; time: SQL };
type Part = { from: SQL; where: SQL | undefined };

/** Returns the newest first: by end among failures and for a period of ends, otherwise by request. A search has no filter. */
export async function listRefunds(db: Database, request: ListRequest): Promise<RefundListPage> {
  const { query } = request;
  const filter = query === "" ? request.filter : everyRefund;
  const tab = query === "" && !isRefundFilterSet(filter) ? request.tab : "all";
  const listed = listedBy(tab, query, filter);
  const listName = `refunds:${tab === "failed" || filter.period?.of === "finished" ? "finished" : "requested"}`;
  const after = request.after === null ? null : readTimePlace(listName, request.after);
  const before = request.before === null ? null : readTimePlace(listName, request.before);
  const backwards = before !== null;
  const found = await readKeys(db, listed, backwards ? before : after, backwards);
  const more = found.length > pageSize;
  const page = found.slice(0, pageSize);
  if (backwards) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  const cursor = ({ at, key }: RowKey) => writeTimePlace(listName, { at, id: key });
  return {
    rows: await readRows(db, page),
    tab,
    query,
    filter,
    counts: await countRefundTabs(db),
    sums: await sumsOf(db, listed, filter.period === null ? sumCap.withoutPeriod : sumCap.withPeriod),
    next: last && (backwards || more) ? cursor(last) : null,
    previous: first && (backwards ? more : after !== null) ? cursor(first) : null,
  };
}

type Period = NonNullable<RefundFilter["period"]>;

const joinPaymentOf = (of: typeof refunds | typeof cancellations) =>
  sql`join ${payments} on ${isPayment(of)}`;

function listedBy(tab: RefundTab, query: string, filter: RefundFilter): Listed {
  if (tab !== "all") return worklist(tab);
  if (query !== "") return byRequest(null, matching(query), beginsWith(payments.id, query));
  const condition = refundConditionOf(filter);
  return filter.period?.of === "finished"
    ? byEnd(filter.period, condition)
    : byRequest(filter.period, condition, condition);
}

/** One row a refund: a cancellation that contradicts the refund's own end has a row in the list of all. */
function worklist(tab: Exclude<RefundTab, "all">): Listed {
  const from = sql`${refunds} left join ${cancellations}
    on ${cancellations.refundId} = ${refunds.id} and ${cancellations.id} = ${refunds.cancellationId}
    ${joinPaymentOf(refunds)}`;
  return {
    parts: [
      { from, where: tab === "failed" ? isOpenFailure : eq(refunds.state, tabStates[tab]) },
      { from, where: sql`false` },
    ],
    time: tab === "failed" ? sql`${refunds.endedAt}` : sql`${refunds.createdAt}`,
  };
}

function byRequest(period: Period | null, ofOwn: SQL | undefined, ofElsewhere: SQL | undefined): Listed {
  const from = period?.from ?? null;
  // No cancellation ends before its request. The day allows for different clocks.
  const couldEnd =
    from === null
      ? undefined
      : sql`(${cancellations.cancelledAt} is null or ${inDays(sql`${cancellations.cancelledAt} + interval '1 day'`, { from, to: null })})`;
  return {
    parts: [
      {
        from: sql`${refunds} ${joinCancellations} ${joinPaymentOf(refunds)}`,
        where: and(period === null ? undefined : inDays(refunds.createdAt, period), ofOwn),
      },
      {
        from: sql`${cancellations} left join ${refunds} on ${refunds.id} = ${cancellations.refundId} ${joinPaymentOf(cancellations)}`,
        where: and(isNull(cancellations.refundId), couldEnd, ofElsewhere),
      },
    ],
    time: requestedAt,
  };
}

function byEnd(period: Period, condition: SQL | undefined): Listed {
  return {
    parts: [
      {
        from: sql`${cancellations} left join ${refunds} on ${refunds.id} = ${cancellations.refundId} ${joinPaymentOf(cancellations)}`,
        where: and(
          or(isNull(cancellations.cancelledAt), inDays(cancellations.cancelledAt, period)),
          condition,
        ),
      },
      {
        from: sql`${refunds} ${joinCancellations} ${joinPaymentOf(refunds)}`,
        where: and(isNull(cancellations.id), condition),
      },
    ],
    time: finishedAt,
  };
}

const rowKey = sql`concat_ws('/', ${payments.storeId}, ${payments.id}, ${refunds.id}, ${cancellations.id})`;

async function readKeys(
  db: Database,
  { parts, time }: Listed,
  from: TimePlace | null,
  backwards: boolean,
): Promise<RowKey[]> {
  const [side, order] = backwards ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`];
  const beyond =
    from === null ? undefined : sql`(${time}, ${rowKey}) ${side} (${from.at}::timestamptz, ${from.id}::text)`;
  const part = ({ from: tables, where }: Part) => sql`(
    select ${rowKey} as key, ${time} as at, ${refunds.id} as refund_id, ${cancellations.id} as cancellation_id,
      ${payments.storeId} as store_id, ${payments.id} as payment_id, ${listState} as state,
      ${requestedAt} as requested_at, ${finishedAt} as finished_at, ${cancellations.cancelledAt} as cancelled_at
    from ${tables} where ${and(where, beyond) ?? sql`true`}
    order by at ${order}, key ${order} limit ${pageSize + 1})`;
  const exact = (column: string) =>
    sql`to_char(${sql.raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  const { rows } = await db.execute(sql`
    select key, ${exact("at")} as place, refund_id::text as refund_id, cancellation_id, store_id, payment_id, state,
      ${exact("requested_at")} as requested,
      ${exact("case when state = 'succeeded' then cancelled_at else finished_at end")} as finished
    from (${part(parts[0])} union all ${part(parts[1])}) as found
    order by at ${order}, key ${order} limit ${pageSize + 1}`);
  return rows.map((row) => {
    const [storeId, paymentId] = [String(row.store_id), String(row.payment_id)];
    const id = textOrNull(row.cancellation_id);
    return {
      key: String(row.key),
      at: String(row.place),
      refundId: textOrNull(row.refund_id),
      cancellation: id === null ? null : { storeId, paymentId, id },
      storeId,
      paymentId,
      state: row.state as RefundListState,
      requestedAt: String(row.requested),
      finishedAt: textOrNull(row.finished),
    };
  });
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** Returns the sums of everything that is listed, by currency, TEST channels apart; null beyond the cap. */
async function sumsOf(db: Database, { parts }: Listed, cap: number): Promise<RefundSum[] | null> {
  const part = ({ from, where }: Part) => sql`
    select ${isTest} as test, ${payments.currency} as currency, ${listState} = 'succeeded' as done,
      ${cancellations.moneyBack} as money, ${cancellations.pointsBack} as points
    from ${from} where ${where ?? sql`true`}`;
  const { rows } = await db.execute(sql`
    select test, currency, count(*)::int as count, count(*) filter (where done)::int as done,
      coalesce(sum(money) filter (where done), 0)::float8 as money,
      count(*) filter (where done and money is null)::int as unknown,
      coalesce(sum(points) filter (where done), 0)::float8 as points
    from (${part(parts[0])} union all ${part(parts[1])} limit ${cap + 1}) as listed
    group by test, currency order by test, count(*) desc, currency`);
  const sums = rows.map(
    (row): RefundSum => ({
      test: row.test === true,
      currency: String(row.currency),
      count: Number(row.count),
      done: {
        count: Number(row.done),
        money: moneyBack(Number(row.money)),
        unknown: Number(row.unknown),
        points: pointsBack(Number(row.points)),
      },
    }),
  );
  return sums.reduce((sum, { count }) => sum + count, 0) > cap ? null : sums;
}

function matching(query: string): SQL | undefined {
  const number = typedRefundNumber(query);
  return or(number === null ? undefined : eq(refunds.number, number), beginsWith(refunds.paymentId, query));
}

/** Returns everybody who may have requested refunds, by name. */
export async function peopleOfRefunds(db: Database): Promise<{ id: string; name: string }[]> {
  return db.select({ id: user.id, name: user.name }).from(user).orderBy(user.name, user.id);
}
