// The list of findings: bounded work, because on the embedded database it runs on the event loop.
import "server-only";
import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { clockDifference, clockTolerance } from "@/lib/db/clock";
import { type FindingPlace, readFindingPlace, writeFindingPlace } from "@/lib/db/cursor";
import { lastPull, type PullName } from "@/lib/db/payments/pulls";
import { payments } from "@/lib/db/schema/payments";
import { findings } from "@/lib/db/schema/reconciliation";
import { refunds } from "@/lib/db/schema/refunds";
import { countedLately } from "@/lib/db/webhooks/write-deliveries";
import {
  type FindingKind,
  type FindingListPage,
  type FindingTab,
  type FindingView,
  findingTabs,
  type Reading,
} from "@/lib/domain/reconciliation/discrepancy";

const pageSize = 25;
const countCap = 1_000;
const minute = 60_000;

const ofTab: Record<FindingTab, SQL | undefined> = {
  open: isNull(findings.closedAt),
  unseen: and(isNull(findings.closedAt), isNull(findings.seenAt)),
  closed: isNotNull(findings.closedAt),
  all: undefined,
};

/** A page of findings, newest first. A place that cannot be read is the first page. `hostNow` tells this machine's time. */
export async function listFindings(
  db: Database,
  asked: { tab: FindingTab; kind: FindingKind | null; after: string | null; before: string | null },
  hostNow?: () => number,
): Promise<FindingListPage> {
  const { tab, kind } = asked;
  const after = asked.after === null ? null : readFindingPlace(asked.after);
  const before = asked.before === null ? null : readFindingPlace(asked.before);
  const backwards = before !== null;
  const place = backwards ? beyond(">", before) : after === null ? undefined : beyond("<", after);
  const order = backwards ? asc : desc;
  // Before the rows: what a reading that has ended found is among them.
  const readings = {
    changes: await readingOf(db, "changes"),
    events: await readingOf(db, "events"),
    nightly: await readingOf(db, "nightly"),
  };
  const found = await db
    .select({ finding: findings, orderName: payments.orderName, refundNumber: refunds.number })
    .from(findings)
    .innerJoin(payments, and(eq(payments.storeId, findings.storeId), eq(payments.id, findings.paymentId)))
    .leftJoin(refunds, eq(refunds.id, findings.refundId))
    .where(and(ofTab[tab], ofKind(kind), place))
    .orderBy(order(findings.foundAt), order(findings.id))
    .limit(pageSize + 1);
  const more = found.length > pageSize;
  const rows = found.slice(0, pageSize);
  if (backwards) rows.reverse();
  const [first, last] = [rows[0]?.finding, rows.at(-1)?.finding];
  return {
    rows: rows.map(({ finding, orderName, refundNumber }) => viewOf(finding, orderName, refundNumber)),
    tab,
    kind,
    counts: await countTabs(db, kind),
    next: last && (backwards || more) ? writeFindingPlace(last) : null,
    previous: first && (backwards ? more : after !== null) ? writeFindingPlace(first) : null,
    readings,
    clocks: await clocksOf(db, hostNow),
  };
}

function ofKind(kind: FindingKind | null): SQL | undefined {
  return kind === null ? undefined : eq(findings.kind, kind);
}

/** A comparison of rows, which the index serves as it stands. */
function beyond(side: "<" | ">", { foundAt, id }: FindingPlace): SQL {
  const place = sql`(${findings.foundAt}, ${findings.id})`;
  const other = sql`(${foundAt}::timestamptz, ${id}::uuid)`;
  return side === "<" ? sql`${place} < ${other}` : sql`${place} > ${other}`;
}

async function countTabs(db: Database, kind: FindingKind | null): Promise<FindingListPage["counts"]> {
  const counts: FindingListPage["counts"] = {
    open: { count: 0, atLeast: false },
    unseen: { count: 0, atLeast: false },
    closed: { count: 0, atLeast: false },
    all: { count: 0, atLeast: false },
  };
  for (const tab of findingTabs) {
    const some = db
      .select({ one: sql`1` })
      .from(findings)
      .where(and(ofTab[tab], ofKind(kind)))
      .limit(countCap + 1)
      .as("some");
    const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
    const count = row?.count ?? 0;
    counts[tab] = { count: Math.min(count, countCap), atLeast: count > countCap };
  }
  return counts;
}

async function readingOf(db: Database, name: PullName): Promise<Reading> {
  const row = await lastPull(db, name);
  if (row === null) return { state: "never", pulled: 0, endedAt: null };
  return { state: row.state, pulled: row.pulled, endedAt: row.finishedAt?.toISOString() ?? null };
}

async function clocksOf(db: Database, hostNow?: () => number): Promise<FindingListPage["clocks"]> {
  const ahead = await clockDifference(db, hostNow);
  return {
    database: Math.abs(ahead) > clockTolerance ? Math.trunc(ahead / minute) : null,
    portone: await countedLately(db, "clock-behind"),
  };
}

function viewOf(
  row: typeof findings.$inferSelect,
  orderName: string,
  refundNumber: string | null,
): FindingView {
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
