import "server-only";
import { and, asc, desc, eq, inArray, notInArray, type SQL, sql } from "drizzle-orm";
import type { ApprovalRow } from "@/lib/db/approvals/write-approvals";
import type { Database } from "@/lib/db/client";
import { exactly, readTimePlace, type TimePlace, writeTimePlace } from "@/lib/db/cursor";
import { belongsToPayment, isPayment } from "@/lib/db/payment-key";
import { approvalEvents, approvals } from "@/lib/db/schema/approvals";
import { payments } from "@/lib/db/schema/payments";
import { isOpenApproval, openApprovalStates } from "@/lib/domain/approval/approval-state";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import { type Actor, may } from "@/lib/domain/people/permissions";
import {
  type ApprovalListPage,
  type ApprovalTab,
  type ApprovalView,
  approvalTabs,
} from "@/lib/domain/views/approval";
import type { CappedCount } from "@/lib/domain/views/payment-list";

const pageSize = 20;
const countCap = 1_000;

type Viewer = Pick<Actor, "id" | "role">;

/** Returns the first page for an unreadable cursor. Requests that wait come oldest first, others newest first. */
export async function listApprovals(
  db: Database,
  viewer: Viewer,
  request: { tab: ApprovalTab; after: string | null; before: string | null },
): Promise<ApprovalListPage> {
  const { tab } = request;
  const after = request.after === null ? null : readTimePlace(tab, request.after);
  const before = request.before === null ? null : readTimePlace(tab, request.before);
  const isBackwards = before !== null;
  const isAscending = (tab === "waiting") !== isBackwards;
  const place = isBackwards ? before : after;
  const order = isAscending ? asc : desc;
  const found = await db
    .select({ ...selected, exact: exactly(approvals.createdAt) })
    .from(approvals)
    .innerJoin(payments, isPayment(approvals))
    .where(and(ofTab(tab, viewer), place === null ? undefined : beyond(isAscending ? ">" : "<", place)))
    .orderBy(order(approvals.createdAt), order(approvals.id))
    .limit(pageSize + 1);
  const hasMore = found.length > pageSize;
  const rows = found.slice(0, pageSize);
  if (isBackwards) rows.reverse();
  const placeOf = (row: (typeof rows)[number] | undefined) =>
    row === undefined ? null : writeTimePlace(tab, { at: row.exact, id: row.approval.id });
  return {
    rows: await viewsOf(db, viewer, rows),
    tab,
    counts: await countTabs(db, viewer),
    next: isBackwards || hasMore ? placeOf(rows.at(-1)) : null,
    previous: (isBackwards ? hasMore : after !== null) ? placeOf(rows[0]) : null,
  };
}

/** Returns the open request of a payment, or the latest one that has ended, or null. */
export async function latestApprovalOf(
  db: Database,
  viewer: Viewer,
  key: PaymentKey,
): Promise<ApprovalView | null> {
  const rows = await db
    .select(selected)
    .from(approvals)
    .innerJoin(payments, isPayment(approvals))
    .where(belongsToPayment(approvals, key))
    .orderBy(desc(sql`(${approvals.endedAt} is null)`), desc(approvals.createdAt), desc(approvals.id))
    .limit(1);
  return (await viewsOf(db, viewer, rows))[0] ?? null;
}

/** Of everybody. */
export function countWaitingApprovals(db: Database): Promise<CappedCount> {
  return countSome(db, isWaiting);
}

/** Returns how many requests the person could decide now. */
export async function countToApprove(db: Database, viewer: Viewer): Promise<CappedCount> {
  if (!may(viewer.role, "refunds:approve")) return { count: 0, atLeast: false };
  const decided = db
    .select({ id: approvalEvents.approvalId })
    .from(approvalEvents)
    .where(
      and(
        eq(approvalEvents.approvalId, approvals.id),
        eq(approvalEvents.actorId, viewer.id),
        sql`(${approvalEvents.kind} in ('asked', 'amended')
          or (${approvalEvents.kind} = 'approved' and ${approvalEvents.revision} = ${approvals.revision}))`,
      ),
    );
  return countSome(db, and(isWaiting, sql`not exists ${decided}`));
}

const isWaiting = and(eq(approvals.state, "waiting"), sql`${approvals.expiresAt} > clock_timestamp()`);

const selected = {
  approval: approvals,
  orderName: payments.orderName,
  channelType: payments.channelType,
};
type Selected = { approval: ApprovalRow; orderName: string; channelType: string | null };

function ofTab(tab: ApprovalTab, viewer: Viewer): SQL | undefined {
  switch (tab) {
    case "waiting":
      return isWaiting;
    case "own":
      return eq(approvals.requesterId, viewer.id);
    case "ended":
      return notInArray(approvals.state, [...openApprovalStates]);
  }
}

function beyond(side: "<" | ">", { at, id }: TimePlace): SQL {
  const place = sql`(${approvals.createdAt}, ${approvals.id})`;
  const other = sql`(${at}::timestamptz, ${id}::uuid)`;
  return side === "<" ? sql`${place} < ${other}` : sql`${place} > ${other}`;
}

async function countTabs(db: Database, viewer: Viewer): Promise<ApprovalListPage["counts"]> {
  const none = { count: 0, atLeast: false };
  const counts: ApprovalListPage["counts"] = { waiting: none, own: none, ended: none };
  for (const tab of approvalTabs) counts[tab] = await countSome(db, ofTab(tab, viewer));
  return counts;
}

async function countSome(db: Database, condition: SQL | undefined): Promise<CappedCount> {
  const some = db
    .select({ one: sql`1` })
    .from(approvals)
    .where(condition)
    .limit(countCap + 1)
    .as("some");
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  const count = row?.count ?? 0;
  return { count: Math.min(count, countCap), atLeast: count > countCap };
}

async function viewsOf(db: Database, viewer: Viewer, rows: readonly Selected[]): Promise<ApprovalView[]> {
  if (rows.length === 0) return [];
  const events = await db
    .select()
    .from(approvalEvents)
    .where(
      inArray(
        approvalEvents.approvalId,
        rows.map(({ approval }) => approval.id),
      ),
    )
    .orderBy(asc(approvalEvents.n));
  return rows.map((row) =>
    viewOf(
      viewer,
      row,
      events.filter(({ approvalId }) => approvalId === row.approval.id),
    ),
  );
}

function viewOf(
  viewer: Viewer,
  { approval, orderName, channelType }: Selected,
  events: readonly (typeof approvalEvents.$inferSelect)[],
): ApprovalView {
  const approved = events.filter(
    ({ kind, revision }) => kind === "approved" && revision === approval.revision,
  );
  const isOwn = events.some(
    ({ kind, actorId }) => (kind === "asked" || kind === "amended") && actorId === viewer.id,
  );
  const hasApproved = approved.some(({ actorId }) => actorId === viewer.id);
  const msLeft = approval.expiresAt.getTime() - Date.now();
  const isExpired = msLeft <= 0;
  const mayDecide =
    approval.state === "waiting" && !isExpired && !isOwn && may(viewer.role, "refunds:approve");
  const { id: _, ...rule } = approval.rule;
  return {
    id: approval.id,
    state: approval.state,
    revision: approval.revision,
    payment: {
      storeId: approval.storeId,
      id: approval.paymentId,
      orderName,
      channelType,
      method: approval.method,
      pgProvider: approval.pgProvider,
    },
    amount: approval.amount,
    currency: approval.currency,
    frozen: approval.frozen,
    rule,
    approversNeeded: approval.approversNeeded,
    approvedBy: approved.map(({ actorName }) => actorName),
    requesterName: approval.requesterName,
    createdAt: approval.createdAt.toISOString(),
    expiresAt: approval.expiresAt.toISOString(),
    expiresSoon: isOpenApproval(approval.state) && msLeft < 86_400_000,
    history: events.map(({ id, kind, actorName, code, note, frozen, changes, at }) => ({
      id,
      kind,
      actorName,
      code,
      note,
      frozen,
      changes: changes ?? [],
      at: at.toISOString(),
    })),
    mayDecide,
    mayApprove: mayDecide && !hasApproved,
    mayAmend: isOpenApproval(approval.state) && !isExpired && approval.requesterId === viewer.id,
    isOwn: approval.requesterId === viewer.id,
    hasApproved,
  };
}
