import "server-only";
import { and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { readTimePlace, type TimePlace, writeTimePlace } from "@/lib/db/cursor";
import { isPayment } from "@/lib/db/payment-key";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { payments } from "@/lib/db/schema/payments";
import { user } from "@/lib/db/schema/people";
import { cancellations, failedRefunds, refunds } from "@/lib/db/schema/refunds";
import { moneyBack, pointsBack } from "@/lib/domain/amounts";
import {
  everyRefund,
  isRefundFilterSet,
  type RefundFilter,
  type RefundListState,
} from "@/lib/domain/refund/refund-filter";
import { typedRefundNumber } from "@/lib/domain/refund/refund-number";
import type { CappedCount } from "@/lib/domain/views/payment-list";
import type {
  RefundListPage,
  RefundListRow,
  RefundOfRow,
  RefundSum,
  RefundTab,
} from "@/lib/domain/views/refund-list";
import type { Database } from "../client";
import { databaseNow } from "../clock";
import { beginsWith } from "../like";
import { countFailedPayouts } from "./failed-payouts";
import { finishedAt, isTest, listState, refundConditionOf, requestedAt } from "./refund-conditions";
import { attemptsByRefund, cancelFiguresOf, refundView } from "./refund-view";
import { inDays } from "./seoul-days";

const pageSize = 25;
const countCap = 1_000;
/** A longer list is not summed, because the embedded database runs on the event loop. A period is read by an index. */
const sumCap = { withPeriod: 100_000, withoutPeriod: 10_000 };
const minute = 60_000;

const tabStates: Record<Exclude<RefundTab, "all" | "failed">, RefundRow["state"]> = {
  undecided: "undecided",
  confirming: "submitting",
  pending: "pending",
};

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

const joinCancellations = sql`left join ${cancellations} on ${cancellations.refundId} = ${refunds.id}`;
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

type RowKey = {
  key: string;
  at: string;
  refundId: string | null;
  cancellation: { storeId: string; paymentId: string; id: string } | null;
  storeId: string;
  paymentId: string;
  state: RefundListState;
  requestedAt: string;
  finishedAt: string | null;
};

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

async function readRows(db: Database, keys: readonly RowKey[]): Promise<RefundListRow[]> {
  if (keys.length === 0) return [];
  const refundIds = [...new Set(keys.flatMap(({ refundId }) => refundId ?? []))];
  const [attempts, made, now, own, shown] = await Promise.all([
    attemptsByRefund(db, refundIds),
    cancellationsOf(db, keys, refundIds),
    databaseNow(db),
    refundIds.length === 0
      ? []
      : db
          .select({
            refund: refunds,
            handledAt: failedRefunds.handledAt,
            handledByName: failedRefunds.handledByName,
            note: failedRefunds.note,
          })
          .from(refunds)
          .leftJoin(failedRefunds, eq(failedRefunds.refundId, refunds.id))
          .where(inArray(refunds.id, refundIds)),
    db
      .select({
        storeId: payments.storeId,
        id: payments.id,
        orderName: payments.orderName,
        channelType: payments.channelType,
        currency: payments.currency,
      })
      .from(payments)
      .where(
        isOneOf(sql`(${payments.storeId}, ${payments.id})`, keys, ({ storeId, paymentId }) => [
          storeId,
          paymentId,
        ]),
      ),
  ]);
  return keys.flatMap((key): RefundListRow[] => {
    const payment = shown.find(({ storeId, id }) => storeId === key.storeId && id === key.paymentId);
    const cancellation = made.find(
      (row) =>
        row.storeId === key.cancellation?.storeId &&
        row.paymentId === key.cancellation.paymentId &&
        row.id === key.cancellation.id,
    );
    const mine = own.find(({ refund }) => refund.id === key.refundId);
    // A row that moved between the two reads.
    if (payment === undefined || (cancellation === undefined && mine === undefined)) return [];
    const view = mine && refundView(mine.refund, attempts.get(mine.refund.id) ?? [], made);
    return [
      {
        key: key.key,
        storeId: key.storeId,
        paymentId: key.paymentId,
        orderName: payment.orderName,
        channelType: payment.channelType,
        currency: payment.currency,
        state: key.state,
        requestedAt: key.requestedAt,
        finishedAt: key.finishedAt,
        figures:
          cancellation !== undefined
            ? cancelFiguresOf(cancellation)
            : (view?.figures ?? { order: null, money: null, points: null }),
        stated: view === undefined ? (cancellation?.totalAmount ?? null) : view.requested.amount,
        reason: view?.reason ?? cancellation?.reason ?? "",
        trigger: cancellation?.trigger ?? null,
        refund:
          mine === undefined || view === undefined
            ? null
            : {
                ...view,
                age: ageOf(mine.refund, now),
                nextCheck:
                  mine.refund.checkAt !== null && mine.refund.checkAt > now
                    ? mine.refund.checkAt.toISOString()
                    : null,
                handled:
                  mine.handledAt === null || mine.handledByName === null
                    ? null
                    : { byName: mine.handledByName, at: mine.handledAt.toISOString(), note: mine.note ?? "" },
              },
      },
    ];
  });
}

/** Returns the cancellations of the rows, and every other one of their refunds. */
async function cancellationsOf(db: Database, keys: readonly RowKey[], refundIds: readonly string[]) {
  const elsewhere = keys.flatMap(({ refundId, cancellation }) => (refundId === null && cancellation) || []);
  return db
    .select()
    .from(cancellations)
    .where(
      or(
        refundIds.length === 0 ? sql`false` : inArray(cancellations.refundId, [...refundIds]),
        elsewhere.length === 0
          ? sql`false`
          : isOneOf(
              sql`(${cancellations.storeId}, ${cancellations.paymentId}, ${cancellations.id})`,
              elsewhere,
              ({ storeId, paymentId, id }) => [storeId, paymentId, id],
            ),
      ),
    );
}

function isOneOf<Row>(columns: SQL, rows: readonly Row[], valuesOf: (row: Row) => readonly string[]): SQL {
  const wanted = rows.map(
    (row) =>
      sql`(${sql.join(
        valuesOf(row).map((value) => sql`${value}`),
        sql`, `,
      )})`,
  );
  return sql`${columns} in (${sql.join(wanted, sql`, `)})`;
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

export async function countRefundsToSee(db: Database): Promise<CappedCount> {
  const [undecided, failed] = [await countTab(db, "undecided"), await countTab(db, "failed")];
  const payouts = await countFailedPayouts(db);
  const count = undecided.count + failed.count + payouts.count;
  return {
    count: Math.min(count, countCap),
    atLeast: undecided.atLeast || failed.atLeast || payouts.atLeast || count > countCap,
  };
}

function ageOf({ state, createdAt, endedAt }: RefundRow, now: Date): RefundOfRow["age"] {
  const minutes = (from: Date, to: Date) => Math.max(0, Math.floor((to.getTime() - from.getTime()) / minute));
  if (endedAt === null) return { kind: "open", minutes: minutes(createdAt, now) };
  return state === "failed"
    ? { kind: "failed", minutes: minutes(endedAt, now) }
    : { kind: "took", minutes: minutes(createdAt, endedAt) };
}

const isOpenFailure = sql`${refunds.id} in (
  select ${failedRefunds.refundId} from ${failedRefunds} where ${isNull(failedRefunds.handledAt)})`;

function matching(query: string): SQL | undefined {
  const number = typedRefundNumber(query);
  return or(number === null ? undefined : eq(refunds.number, number), beginsWith(refunds.paymentId, query));
}

export async function countRefundTabs(db: Database): Promise<Record<RefundTab, CappedCount>> {
  return {
    all: await countTab(db, "all"),
    undecided: await countTab(db, "undecided"),
    failed: await countTab(db, "failed"),
    confirming: await countTab(db, "confirming"),
    pending: await countTab(db, "pending"),
  };
}

async function countTab(db: Database, tab: RefundTab): Promise<CappedCount> {
  const parts = tablesOf(tab).map((part) => sql`(select from ${part} limit ${countCap + 1})`);
  const { rows } = await db.execute(
    sql`select count(*)::int as count from (${sql.join(parts, sql` union all `)}) as counted`,
  );
  const count = Number(rows[0]?.count ?? 0);
  return { count: Math.min(count, countCap), atLeast: count > countCap };
}

function tablesOf(tab: RefundTab): SQL[] {
  switch (tab) {
    case "all":
      return [
        sql`${refunds} ${joinCancellations}`,
        sql`${cancellations} where ${isNull(cancellations.refundId)}`,
      ];
    case "failed":
      return [sql`${failedRefunds} where ${isNull(failedRefunds.handledAt)}`];
    default:
      return [sql`${refunds} where ${eq(refunds.state, tabStates[tab])}`];
  }
}

/** Returns everybody who may have requested refunds, by name. */
export async function peopleOfRefunds(db: Database): Promise<{ id: string; name: string }[]> {
  return db.select({ id: user.id, name: user.name }).from(user).orderBy(user.name, user.id);
}
