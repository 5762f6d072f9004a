import "server-only";
import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { clockDifference, clockTolerance } from "@/lib/db/clock";
import { type DiscrepancyPlace, readDiscrepancyPlace, writeDiscrepancyPlace } from "@/lib/db/cursor";
import { belongsToPayment, isPayment } from "@/lib/db/payment-key";
import { lastPull, type PullName } from "@/lib/db/payments/pulls";
import { payments } from "@/lib/db/schema/payments";
import { discrepancies } from "@/lib/db/schema/reconciliation";
import { refunds } from "@/lib/db/schema/refunds";
import { countedWithinWeek } from "@/lib/db/webhooks/write-deliveries";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import {
  type DiscrepancyKind,
  type DiscrepancyListPage,
  type DiscrepancyTab,
  type DiscrepancyView,
  discrepancyTabs,
  type LedgerReading,
} from "@/lib/domain/reconciliation/discrepancy";

const pageSize = 25;
const countCap = 1_000;
const minute = 60_000;

const ofTab: Record<DiscrepancyTab, SQL | undefined> = {
  open: isNull(discrepancies.closedAt),
  unseen: and(isNull(discrepancies.closedAt), isNull(discrepancies.seenAt)),
  closed: isNotNull(discrepancies.closedAt),
  all: undefined,
};

/** Returns the first page for an unreadable cursor. `hostNow` returns this machine's time in milliseconds. */
export async function listDiscrepancies(
  db: Database,
  request: { tab: DiscrepancyTab; kind: DiscrepancyKind | null; after: string | null; before: string | null },
  hostNow?: () => number,
): Promise<DiscrepancyListPage> {
  const { tab, kind } = request;
  const after = request.after === null ? null : readDiscrepancyPlace(request.after);
  const before = request.before === null ? null : readDiscrepancyPlace(request.before);
  const backwards = before !== null;
  const place = backwards ? beyond(">", before) : after === null ? undefined : beyond("<", after);
  const order = backwards ? asc : desc;
  // Read before the rows, so that the rows contain what a finished reading found.
  const readings = {
    changes: await readingOf(db, "changes"),
    events: await readingOf(db, "events"),
    nightly: await readingOf(db, "nightly"),
  };
  const found = await db
    .select({ discrepancy: discrepancies, orderName: payments.orderName, refundNumber: refunds.number })
    .from(discrepancies)
    .innerJoin(payments, isPayment(discrepancies))
    .leftJoin(refunds, eq(refunds.id, discrepancies.refundId))
    .where(and(ofTab[tab], ofKind(kind), place))
    .orderBy(order(discrepancies.foundAt), order(discrepancies.id))
    .limit(pageSize + 1);
  const more = found.length > pageSize;
  const rows = found.slice(0, pageSize);
  if (backwards) rows.reverse();
  const [first, last] = [rows[0]?.discrepancy, rows.at(-1)?.discrepancy];
  return {
    rows: rows.map(({ discrepancy, orderName, refundNumber }) =>
      viewOf(discrepancy, orderName, refundNumber),
    ),
    tab,
    kind,
    counts: await countTabs(db, kind),
    next: last && (backwards || more) ? writeDiscrepancyPlace(last) : null,
    previous: first && (backwards ? more : after !== null) ? writeDiscrepancyPlace(first) : null,
    readings,
    clocks: await clocksOf(db, hostNow),
  };
}

function ofKind(kind: DiscrepancyKind | null): SQL | undefined {
  return kind === null ? undefined : eq(discrepancies.kind, kind);
}

function beyond(side: "<" | ">", { foundAt, id }: DiscrepancyPlace): SQL {
  const place = sql`(${discrepancies.foundAt}, ${discrepancies.id})`;
  const other = sql`(${foundAt}::timestamptz, ${id}::uuid)`;
  return side === "<" ? sql`${place} < ${other}` : sql`${place} > ${other}`;
}

async function countTabs(db: Database, kind: DiscrepancyKind | null): Promise<DiscrepancyListPage["counts"]> {
  const counts: DiscrepancyListPage["counts"] = {
    open: { count: 0, atLeast: false },
    unseen: { count: 0, atLeast: false },
    closed: { count: 0, atLeast: false },
    all: { count: 0, atLeast: false },
  };
  for (const tab of discrepancyTabs) {
    const some = db
      .select({ one: sql`1` })
      .from(discrepancies)
      .where(and(ofTab[tab], ofKind(kind)))
      .limit(countCap + 1)
      .as("some");
    const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
    const count = row?.count ?? 0;
    counts[tab] = { count: Math.min(count, countCap), atLeast: count > countCap };
  }
  return counts;
}

async function readingOf(db: Database, name: PullName): Promise<LedgerReading> {
  const row = await lastPull(db, name);
  if (row === null) return { state: "never", pulled: 0, endedAt: null };
  return { state: row.state, pulled: row.pulled, endedAt: row.finishedAt?.toISOString() ?? null };
}

async function clocksOf(db: Database, hostNow?: () => number): Promise<DiscrepancyListPage["clocks"]> {
  const ahead = await clockDifference(db, hostNow);
  return {
    database: Math.abs(ahead) > clockTolerance ? Math.trunc(ahead / minute) : null,
    portone: await countedWithinWeek(db, "clock-behind"),
  };
}

/** Returns every discrepancy of the payment, the earliest first. */
export async function discrepanciesOf(db: Database, key: PaymentKey): Promise<DiscrepancyView[]> {
  const rows = await db
    .select({ discrepancy: discrepancies, orderName: payments.orderName, refundNumber: refunds.number })
    .from(discrepancies)
    .innerJoin(payments, isPayment(discrepancies))
    .leftJoin(refunds, eq(refunds.id, discrepancies.refundId))
    .where(belongsToPayment(discrepancies, key))
    .orderBy(asc(discrepancies.foundAt), asc(discrepancies.id));
  return rows.map(({ discrepancy, orderName, refundNumber }) => viewOf(discrepancy, orderName, refundNumber));
}

function viewOf(
  row: typeof discrepancies.$inferSelect,
  orderName: string,
  refundNumber: string | null,
): DiscrepancyView {
  const { id, kind, paymentId, cancellationId, trigger, currency, ourAmount, portoneAmount } = row;
  return {
    id,
    kind,
    paymentId,
    orderName,
    refundNumber,
    cancellationId,
    trigger,
    currency,
    ourAmount,
    portoneAmount,
    happenedAt: row.happenedAt.toISOString(),
    foundAt: row.foundAt.toISOString(),
    reopened: row.reopened,
    seen: row.seenAt && { by: row.seenByName ?? "", at: row.seenAt.toISOString() },
    closed: row.closedAt &&
      row.closedHow && {
        by: row.closedById === null ? null : row.closedByName,
        at: row.closedAt.toISOString(),
        how: row.closedHow,
        note: row.closeNote,
      },
  };
}
