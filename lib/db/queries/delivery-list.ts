import "server-only";
import { and, asc, desc, eq, ne, or, type SQL, sql } from "drizzle-orm";
import { exactly, readTimePlace, type TimePlace, writeTimePlace } from "@/lib/db/cursor";
import { deliveries, deliveryCounts } from "@/lib/db/schema/webhooks";
import type { CappedCount } from "@/lib/domain/views/payment-list";
import {
  attemptErrors,
  type DeliveryPage,
  type DeliveryRow,
  type DeliveryTab,
  type RejectedRequestCounts,
  rejectionReasons,
} from "@/lib/domain/webhook/delivery";
import type { Database } from "../client";

const pageSize = 30;
const countCap = 1_000;
const listName = "deliveries";

export const rowColumns = {
  id: deliveries.id,
  type: deliveries.type,
  paymentId: deliveries.paymentId,
  environment: deliveries.environment,
  state: deliveries.state,
  receivedAt: deliveries.receivedAt,
  repeats: deliveries.repeats,
  attempts: deliveries.attempts,
  lastError: deliveries.lastError,
};

/** Returns the first page for an unreadable cursor. */
export async function listDeliveries(
  db: Database,
  request: { tab: DeliveryTab; query: string; after: string | null; before: string | null },
): Promise<DeliveryPage> {
  const { query } = request;
  // A search by the whole id of a payment or webhook covers every tab.
  const tab = query === "" ? request.tab : "all";
  const after = request.after === null ? null : readTimePlace(listName, request.after);
  const before = request.before === null ? null : readTimePlace(listName, request.before);
  const backwards = before !== null;
  const order = backwards ? asc : desc;
  const found = await db
    .select({ ...rowColumns, at: exactly(deliveries.receivedAt) })
    .from(deliveries)
    .where(
      and(
        query === "" ? ofTab(tab) : or(eq(deliveries.paymentId, query), eq(deliveries.id, query)),
        backwards ? beyond(">", before) : after === null ? undefined : beyond("<", after),
      ),
    )
    .orderBy(order(deliveries.receivedAt), order(deliveries.id))
    .limit(pageSize + 1);
  const more = found.length > pageSize;
  const rows = found.slice(0, pageSize);
  if (backwards) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    rows: rows.map(deliveryRow),
    tab,
    query,
    counts: await countTabs(db),
    next: last && (backwards || more) ? writeTimePlace(listName, last) : null,
    previous: first && (backwards ? more : after !== null) ? writeTimePlace(listName, first) : null,
  };
}

export function deliveryRow(row: Pick<typeof deliveries.$inferSelect, keyof typeof rowColumns>): DeliveryRow {
  return {
    id: row.id,
    type: row.type,
    paymentId: row.paymentId,
    environment: row.environment,
    state: row.state,
    receivedAt: row.receivedAt.toISOString(),
    repeats: row.repeats,
    attempts: row.attempts,
    lastError:
      row.lastError === null || row.state === "ignored"
        ? null
        : (attemptErrors.find((known) => known === row.lastError) ?? "unexpected"),
  };
}

export function countDeadLetters(db: Database): Promise<CappedCount> {
  return countTab(db, "dead");
}

export async function countRejectedToday(db: Database): Promise<RejectedRequestCounts> {
  const rows = await db
    .select({ reason: deliveryCounts.reason, count: deliveryCounts.count })
    .from(deliveryCounts)
    .where(eq(deliveryCounts.day, sql`to_char(clock_timestamp() at time zone 'Asia/Seoul', 'YYYY-MM-DD')`))
    .orderBy(desc(deliveryCounts.count));
  return rows.flatMap(({ reason, count }) => {
    const known = rejectionReasons.find((one) => one === reason);
    return known === undefined ? [] : [{ reason: known, count }];
  });
}

/** `state <> 'processed'` is repeated so that the planner uses the partial index. */
function ofTab(tab: DeliveryTab): SQL | undefined {
  if (tab === "all") return undefined;
  const isTab = eq(deliveries.state, tab);
  return tab === "processed" ? isTab : and(isTab, ne(deliveries.state, "processed"));
}

function beyond(side: "<" | ">", { at, id }: TimePlace): SQL {
  const place = sql`(${deliveries.receivedAt}, ${deliveries.id})`;
  const other = sql`(${at}::timestamptz, ${id}::text)`;
  return side === "<" ? sql`${place} < ${other}` : sql`${place} > ${other}`;
}

async function countTabs(db: Database): Promise<Record<DeliveryTab, CappedCount>> {
  return {
    all: await countTab(db, "all"),
    dead: await countTab(db, "dead"),
    waiting: await countTab(db, "waiting"),
    processed: await countTab(db, "processed"),
    ignored: await countTab(db, "ignored"),
  };
}

async function countTab(db: Database, tab: DeliveryTab): Promise<CappedCount> {
  const some = db
    .select({ one: sql`1` })
    .from(deliveries)
    .where(ofTab(tab))
    .limit(countCap + 1)
    .as("some");
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  const count = row?.count ?? 0;
  return { count: Math.min(count, countCap), atLeast: count > countCap };
}
