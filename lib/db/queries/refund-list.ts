import "server-only";
import { and, asc, desc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { exactly, readTimePlace, type TimePlace, writeTimePlace } from "@/lib/db/cursor";
import { isPayment } from "@/lib/db/payment-key";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { payments } from "@/lib/db/schema/payments";
import { cancellations, failedRefunds, refunds } from "@/lib/db/schema/refunds";
import { typedRefundNumber } from "@/lib/domain/refund/refund-number";
import type { CappedCount } from "@/lib/domain/views/payment-list";
import {
  noReason,
  type RefundListPage,
  type RefundListRow,
  type RefundTab,
} from "@/lib/domain/views/refund-list";
import type { Database } from "../client";
import { databaseNow } from "../clock";
import { beginsWith } from "../like";
import { countFailedPayouts } from "./failed-payouts";
import { attemptsByRefund, refundView } from "./refund-view";

const pageSize = 25;
const countCap = 1_000;
const minute = 60_000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const tabStates: Record<Exclude<RefundTab, "all" | "failed">, RefundRow["state"]> = {
  undecided: "undecided",
  confirming: "submitting",
  pending: "pending",
};

/** Newest first: failures by their time of failure, all others by their time of request. */
export async function listRefunds(
  db: Database,
  request: {
    tab: RefundTab;
    query: string;
    reason: string | null;
    after: string | null;
    before: string | null;
  },
): Promise<RefundListPage> {
  const { query } = request;
  const reason = query === "" ? request.reason : null;
  // A search (refund number or beginning of a payment id) and a reason cover every tab.
  const tab = query === "" && reason === null ? request.tab : "all";
  const listName = `refunds:${tab === "failed" ? "failed" : "made"}`;
  const [time, id] =
    tab === "failed" ? [failedRefunds.failedAt, failedRefunds.refundId] : [refunds.createdAt, refunds.id];
  const after = place(listName, request.after);
  const before = place(listName, request.before);
  const backwards = before !== null;
  const order = backwards ? asc : desc;
  const beyond = (side: SQL, { at, id: other }: TimePlace) =>
    sql`(${time}, ${id}) ${side} (${at}::timestamptz, ${other}::uuid)`;
  const found = await db
    .select({
      refund: refunds,
      orderName: payments.orderName,
      channelType: payments.channelType,
      handledAt: failedRefunds.handledAt,
      handledByName: failedRefunds.handledByName,
      note: failedRefunds.note,
      at: exactly(time),
    })
    .from(refunds)
    .innerJoin(payments, isPayment(refunds))
    .leftJoin(failedRefunds, eq(failedRefunds.refundId, refunds.id))
    .where(
      and(
        query === "" ? ofTab(tab) : matching(query),
        reason === null ? undefined : ofReason(reason),
        backwards ? beyond(sql`>`, before) : after === null ? undefined : beyond(sql`<`, after),
      ),
    )
    .orderBy(order(time), order(id))
    .limit(pageSize + 1);
  const more = found.length > pageSize;
  const page = found.slice(0, pageSize);
  if (backwards) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  const ids = page.map(({ refund }) => refund.id);
  const [attempts, made, now] = await Promise.all([
    attemptsByRefund(db, ids),
    madeBy(db, ids),
    databaseNow(db),
  ]);
  const cursor = (of: (typeof page)[number]) => writeTimePlace(listName, { at: of.at, id: of.refund.id });
  return {
    rows: page.map(
      ({ refund, orderName, channelType, handledAt, handledByName, note }): RefundListRow => ({
        ...refundView(refund, attempts.get(refund.id) ?? [], made),
        storeId: refund.storeId,
        paymentId: refund.paymentId,
        orderName,
        channelType,
        age: ageOf(refund, now),
        nextCheck: refund.checkAt !== null && refund.checkAt > now ? refund.checkAt.toISOString() : null,
        handled:
          handledAt === null || handledByName === null
            ? null
            : { byName: handledByName, at: handledAt.toISOString(), note: note ?? "" },
      }),
    ),
    tab,
    query,
    reason,
    counts: await countRefundTabs(db),
    next: last && (backwards || more) ? cursor(last) : null,
    previous: first && (backwards ? more : after !== null) ? cursor(first) : null,
  };
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

function place(list: string, cursor: string | null): TimePlace | null {
  const read = cursor === null ? null : readTimePlace(list, cursor);
  return read !== null && uuid.test(read.id) ? read : null;
}

function ageOf({ state, createdAt, endedAt }: RefundRow, now: Date): RefundListRow["age"] {
  const minutes = (from: Date, to: Date) => Math.max(0, Math.floor((to.getTime() - from.getTime()) / minute));
  if (endedAt === null) return { kind: "open", minutes: minutes(createdAt, now) };
  return state === "failed"
    ? { kind: "failed", minutes: minutes(endedAt, now) }
    : { kind: "took", minutes: minutes(createdAt, endedAt) };
}

function ofTab(tab: RefundTab): SQL | undefined {
  switch (tab) {
    case "all":
      return undefined;
    case "failed":
      // `handled_at is null` alone also matches refunds that never failed.
      return and(eq(refunds.state, "failed"), openFailure);
    default:
      return eq(refunds.state, tabStates[tab]);
  }
}

const openFailure = sql`${failedRefunds.refundId} is not null and ${isNull(failedRefunds.handledAt)}`;

function matching(query: string): SQL | undefined {
  const number = typedRefundNumber(query);
  return or(number === null ? undefined : eq(refunds.number, number), beginsWith(refunds.paymentId, query));
}

async function madeBy(db: Database, ids: string[]): Promise<(typeof cancellations.$inferSelect)[]> {
  return ids.length === 0 ? [] : db.select().from(cancellations).where(inArray(cancellations.refundId, ids));
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
  const from = tab === "failed" ? failedRefunds : refunds;
  const some = db
    .select({ one: sql`1` })
    .from(from)
    .where(tab === "failed" ? isNull(failedRefunds.handledAt) : ofTab(tab))
    .limit(countCap + 1)
    .as("some");
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  const count = row?.count ?? 0;
  return { count: Math.min(count, countCap), atLeast: count > countCap };
}

function ofReason(code: string): SQL {
  return code === noReason ? isNull(refunds.reasonCode) : eq(refunds.reasonCode, code);
}
