// The list of payments: minimal rows, bounded work. No query here may be heavy, because on the embedded database
// it runs on the event loop.
import "server-only";
import { and, asc, desc, getTableColumns, inArray, like, type SQL, sql } from "drizzle-orm";
import { type PaymentStatus, paymentStatuses } from "@/lib/domain/payment";
import { type MethodType, methodTypes } from "@/lib/domain/payment-method";
import { openRefundStates } from "@/lib/domain/refund";
import type { CappedCount, PaymentListPage, PaymentRow, PaymentTab, PullProgress } from "@/lib/domain/views";
import type { Database } from "../client";
import { type ListPlace, readPlace, writePlace } from "../list-cursor";
import { lastPull } from "../pulls";
import { payments, refunds } from "../schema";

const pageSize = 25;
const countCap = 1_000;

const tabStatuses: Record<PaymentTab, readonly string[] | null> = {
  all: null,
  paid: ["PAID"],
  "partial-cancelled": ["PARTIAL_CANCELLED"],
  cancelled: ["CANCELLED"],
  waiting: ["READY", "PAY_PENDING", "VIRTUAL_ACCOUNT_ISSUED"],
  failed: ["FAILED"],
};

/**
 * A page of the mirror, newest first. A search by the beginning of a payment id looks in every tab. A place that
 * cannot be read is the first page.
 */
export async function listPayments(
  db: Database,
  asked: { tab: PaymentTab; query: string; after: string | null; before: string | null },
): Promise<PaymentListPage> {
  const tab = asked.query === "" ? asked.tab : "all";
  const after = asked.after === null ? null : readPlace(asked.after);
  const before = asked.before === null ? null : readPlace(asked.before);
  const backwards = before !== null;
  const filter = asked.query === "" ? ofTab(tab) : like(payments.id, `${escapeLike(asked.query)}%`);
  const { raw: _, snapshot: __, ...columns } = getTableColumns(payments);
  const found = await db
    .select(columns)
    .from(payments)
    .where(and(filter, backwards ? beyond(">", before) : after === null ? undefined : beyond("<", after)))
    .orderBy(...(backwards ? ascending : descending))
    .limit(pageSize + 1);
  const more = found.length > pageSize;
  const rows = found.slice(0, pageSize);
  if (backwards) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  const open = await openRefundsOf(db, rows);
  return {
    rows: rows.map((row) => paymentRow(row, open)),
    tab,
    query: asked.query,
    counts: await countTabs(db),
    next: last && (backwards || more) ? writePlace(last) : null,
    previous: first && (backwards ? more : after !== null) ? writePlace(first) : null,
    pull: await pullProgress(db),
  };
}

/** How far the pull of payments has come. */
async function pullProgress(db: Database): Promise<PullProgress> {
  const row = await lastPull(db);
  if (row === null) return { state: "never", pulled: 0, finishedAt: null };
  const state = row.state === "paused" ? "running" : row.state;
  return { state, pulled: row.pulled, finishedAt: row.finishedAt?.toISOString() ?? null };
}

type ListedPayment = Omit<typeof payments.$inferSelect, "raw" | "snapshot">;

const descending = [desc(payments.requestedAt), desc(payments.storeId), desc(payments.id)];
const ascending = [asc(payments.requestedAt), asc(payments.storeId), asc(payments.id)];

function ofTab(tab: PaymentTab): SQL | undefined {
  const statuses = tabStatuses[tab];
  return statuses === null ? undefined : inArray(payments.status, [...statuses]);
}

/** A comparison of rows, which the index serves as it stands. */
function beyond(side: "<" | ">", { requestedAt, storeId, id }: ListPlace): SQL {
  const place = sql`(${payments.requestedAt}, ${payments.storeId}, ${payments.id})`;
  const other = sql`(${requestedAt}::timestamptz, ${storeId}, ${id})`;
  return side === "<" ? sql`${place} < ${other}` : sql`${place} > ${other}`;
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (special) => `\\${special}`);
}

async function countTabs(db: Database): Promise<Record<PaymentTab, CappedCount>> {
  const capped = async (tab: PaymentTab): Promise<CappedCount> => {
    const some = db
      .select({ one: sql`1` })
      .from(payments)
      .where(ofTab(tab))
      .limit(countCap + 1)
      .as("some");
    const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
    const count = row?.count ?? 0;
    return { count: Math.min(count, countCap), atLeast: count > countCap };
  };
  return {
    all: await capped("all"),
    paid: await capped("paid"),
    "partial-cancelled": await capped("partial-cancelled"),
    cancelled: await capped("cancelled"),
    waiting: await capped("waiting"),
    failed: await capped("failed"),
  };
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
