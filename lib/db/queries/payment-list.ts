// The list of payments: minimal rows, bounded work. No query here may be heavy, because on the embedded database
// it runs on the event loop.
import "server-only";
import { and, getTableColumns, inArray, sql } from "drizzle-orm";
import { type PaymentStatus, paymentStatuses } from "@/lib/domain/payment";
import type { PaymentFilter } from "@/lib/domain/payment-filter";
import { type MethodType, methodTypes } from "@/lib/domain/payment-method";
import { openRefundStates } from "@/lib/domain/refund";
import {
  type CappedCount,
  type PaymentListPage,
  type PaymentRow,
  type PaymentTab,
  type PullProgress,
  paymentTabs,
} from "@/lib/domain/views";
import type { Database } from "../client";
import { lastPull } from "../pulls";
import { payments, refunds } from "../schema";
import { conditionOf } from "./payment-conditions";
import { beyond, orderOf, type PaymentPlace, placeColumn, readPlace, writePlace } from "./payment-order";

const pageSize = 25;
const countCap = 1_000;

/** A page of the mirror in the filter's order. A cursor that is not of this list and order is the first page. */
export async function listPayments(
  db: Database,
  asked: { filter: PaymentFilter; after: string | null; before: string | null },
): Promise<PaymentListPage> {
  const { filter } = asked;
  const after = asked.after === null ? null : readPlace(filter.sort, asked.after);
  const before = asked.before === null ? null : readPlace(filter.sort, asked.before);
  const backwards = before !== null;
  const found = await readRows(db, filter, { from: before ?? after, backwards, limit: pageSize + 1 });
  const more = found.length > pageSize;
  const rows = found.slice(0, pageSize);
  if (backwards) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    rows: await paymentRows(db, rows),
    filter,
    counts: await countTabs(db, filter),
    next: last && (backwards || more) ? writePlace(filter.sort, placeOf(filter, last)) : null,
    previous:
      first && (backwards ? more : after !== null) ? writePlace(filter.sort, placeOf(filter, first)) : null,
    pull: await pullProgress(db),
  };
}

/**
 * Every payment of a filter in its order, `size` at a time, for whoever reads them all: each page is one bounded query,
 * and nothing is held between two. Payments that change their place meanwhile may come twice or not at all.
 */
export async function* pagesOfPayments(
  db: Database,
  filter: PaymentFilter,
  size = 500,
): AsyncGenerator<PaymentRow[], void, undefined> {
  let from: PaymentPlace | null = null;
  for (;;) {
    const found: ListedPayment[] = await readRows(db, filter, { from, backwards: false, limit: size });
    const last = found.at(-1);
    if (last === undefined) return;
    yield await paymentRows(db, found);
    if (found.length < size) return;
    from = placeOf(filter, last);
  }
}

type Reading = { from: PaymentPlace | null; backwards: boolean; limit: number };
type ListedPayment = Awaited<ReturnType<typeof readRows>>[number];

async function readRows(db: Database, filter: PaymentFilter, { from, backwards, limit }: Reading) {
  const { raw: _, snapshot: __, ...columns } = getTableColumns(payments);
  return db
    .select({ ...columns, place: placeColumn(filter.sort.key) })
    .from(payments)
    .where(and(conditionOf(filter), from === null ? undefined : beyond(filter.sort, from, backwards)))
    .orderBy(...orderOf(filter.sort, backwards))
    .limit(limit);
}

function placeOf({ sort }: PaymentFilter, row: ListedPayment): PaymentPlace {
  return { key: sort.key, values: row.place, storeId: row.storeId, id: row.id };
}

/** How far the pull of payments has come. */
async function pullProgress(db: Database): Promise<PullProgress> {
  const row = await lastPull(db);
  if (row === null) return { state: "never", pulled: 0, finishedAt: null };
  const state = row.state === "paused" ? "running" : row.state;
  return { state, pulled: row.pulled, finishedAt: row.finishedAt?.toISOString() ?? null };
}

/** How many payments each tab has under the rest of the filter. */
async function countTabs(db: Database, filter: PaymentFilter): Promise<Record<PaymentTab, CappedCount>> {
  const counts = {
    all: none,
    paid: none,
    "partial-cancelled": none,
    cancelled: none,
    waiting: none,
    failed: none,
  };
  for (const tab of paymentTabs) counts[tab] = await countCapped(db, { ...filter, tab });
  return counts;
}

const none: CappedCount = { count: 0, atLeast: false };

async function countCapped(db: Database, filter: PaymentFilter): Promise<CappedCount> {
  const some = db
    .select({ one: sql`1` })
    .from(payments)
    .where(conditionOf(filter))
    .limit(countCap + 1)
    .as("some");
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  const count = row?.count ?? 0;
  return { count: Math.min(count, countCap), atLeast: count > countCap };
}

async function paymentRows(db: Database, rows: ListedPayment[]): Promise<PaymentRow[]> {
  const open = await openRefundsOf(db, rows);
  return rows.map((row) => paymentRow(row, open));
}

async function openRefundsOf(db: Database, rows: ListedPayment[]) {
  if (rows.length === 0) return [];
  return db
    .select({ storeId: refunds.storeId, paymentId: refunds.paymentId, state: refunds.state })
    .from(refunds)
    .where(
      and(
        inArray(
          refunds.paymentId,
          rows.map(({ id }) => id),
        ),
        inArray(refunds.state, [...openRefundStates]),
      ),
    );
}

function paymentRow(row: ListedPayment, open: Awaited<ReturnType<typeof openRefundsOf>>): PaymentRow {
  return {
    storeId: row.storeId,
    id: row.id,
    status: knownStatus(row.status),
    rawStatus: row.status,
    methodType: row.methodType === null ? null : knownMethod(row.methodType),
    pgProvider: row.pgProvider,
    channelType: row.channelType,
    currency: row.currency,
    total: row.total,
    cancelled: row.cancelled,
    orderName: row.orderName,
    customerName: row.customerName,
    requestedAt: row.requestedAt.toISOString(),
    paidAt: row.paidAt?.toISOString() ?? null,
    openRefund:
      open.find(({ storeId, paymentId }) => storeId === row.storeId && paymentId === row.id)?.state ?? null,
  };
}

function knownStatus(status: string): PaymentStatus {
  return paymentStatuses.find((known) => known === status) ?? "UNRECOGNIZED";
}

function knownMethod(type: string): MethodType {
  return methodTypes.find((known) => known === type) ?? "UNRECOGNIZED";
}
