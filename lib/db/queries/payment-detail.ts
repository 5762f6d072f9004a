// Everything that the page of one payment shows.
import "server-only";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { cancellableAmount, type Payment } from "@/lib/domain/payment";
import { openRefundStates, refundRefusal } from "@/lib/domain/refund";
import {
  type Answer,
  type RefundFailureCode,
  refundFailures,
  type TimelineEntry,
  unansweredCauses,
} from "@/lib/domain/timeline";
import type { CancellationView, PaymentDetail, RefundView } from "@/lib/domain/views";
import type { Database } from "../client";
import { databaseNow } from "../clock";
import { isUnconfirmed } from "../refund-facts";
import { cancellations, payments, refunds, refundTries, type TryRecord, timelineEntries } from "../schema";
import type { PaymentKey } from "../timeline";

const timelineLimit = 200;

/** Everything the page of a payment shows, or null where the mirror does not hold it. */
export async function paymentDetail(
  db: Database,
  asked: { paymentId: string; storeId?: string | undefined },
): Promise<PaymentDetail | null> {
  const [row] = await db
    .select()
    .from(payments)
    .where(
      and(eq(payments.id, asked.paymentId), asked.storeId ? eq(payments.storeId, asked.storeId) : undefined),
    )
    .orderBy(desc(payments.syncedAt))
    .limit(1);
  if (row === undefined) return null;
  const key = { storeId: row.storeId, paymentId: row.id };
  const [made, ours, told, now] = await Promise.all([
    db
      .select()
      .from(cancellations)
      .where(and(eq(cancellations.storeId, key.storeId), eq(cancellations.paymentId, key.paymentId)))
      .orderBy(desc(cancellations.requestedAt)),
    db
      .select()
      .from(refunds)
      .where(and(eq(refunds.storeId, key.storeId), eq(refunds.paymentId, key.paymentId)))
      .orderBy(desc(refunds.createdAt)),
    timelineOf(db, key),
    databaseNow(db),
  ]);
  const tries = await triesOf(
    db,
    ours.map(({ id }) => id),
  );
  const numbers = new Map(ours.map(({ id, number }) => [id, number]));
  const views = made.map((one) => cancellationView(one, numbers));
  const payment: Payment = { ...(row.snapshot as Omit<Payment, "cancellations">), cancellations: views };
  const { cancellations: _, ...withoutCancellations } = payment;
  const isOpen = ours.some(({ state }) => openRefundStates.some((open) => open === state));
  return {
    payment: withoutCancellations,
    cancellations: views,
    refunds: ours.map((one) => refundView(one, tries.get(one.id) ?? [], made)),
    timeline: told,
    cancellable: cancellableAmount(payment),
    refusal: isOpen
      ? "refund-open"
      : ours.some(isUnconfirmed)
        ? "recorded-as-refunded"
        : refundRefusal(payment, now),
    syncedAt: row.syncedAt.toISOString(),
  };
}

/** One refund as its form and dialog show it, or null. */
export async function refundViewOf(db: Database, refundId: string): Promise<RefundView | null> {
  const [row] = await db.select().from(refunds).where(eq(refunds.id, refundId));
  if (row === undefined) return null;
  const made = await db.select().from(cancellations).where(eq(cancellations.refundId, refundId));
  return refundView(row, (await triesOf(db, [refundId])).get(refundId) ?? [], made);
}

async function timelineOf(db: Database, key: PaymentKey): Promise<PaymentDetail["timeline"]> {
  const rows = await db
    .select()
    .from(timelineEntries)
    .where(and(eq(timelineEntries.storeId, key.storeId), eq(timelineEntries.paymentId, key.paymentId)))
    .orderBy(desc(timelineEntries.at), desc(timelineEntries.seq))
    .limit(timelineLimit);
  return rows.map(({ seq, at, entry }) => ({ seq, at: at.toISOString(), entry: entry as TimelineEntry }));
}

async function triesOf(db: Database, refundIds: string[]): Promise<Map<string, TryRecord[]>> {
  if (refundIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(refundTries)
    .where(inArray(refundTries.refundId, refundIds))
    .orderBy(asc(refundTries.n));
  const ended = rows.flatMap(({ refundId, outcome }) => (outcome === null ? [] : [{ refundId, outcome }]));
  return new Map(
    refundIds.map((id) => [
      id,
      ended.filter(({ refundId }) => refundId === id).map(({ outcome }) => outcome),
    ]),
  );
}

function cancellationView(
  row: typeof cancellations.$inferSelect,
  numbers: ReadonlyMap<string, string>,
): CancellationView {
  return {
    id: row.id,
    status: row.status as CancellationView["status"],
    rawStatus: row.rawStatus,
    pgCancellationId: row.pgCancellationId,
    totalAmount: row.totalAmount,
    taxFreeAmount: row.taxFreeAmount,
    vatAmount: row.vatAmount,
    reason: row.reason,
    trigger: row.trigger,
    requestedAt: row.requestedAt.toISOString(),
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
    receiptUrl: row.receiptUrl,
    refundNumber: row.refundId === null ? null : (numbers.get(row.refundId) ?? null),
  };
}

function refundView(
  row: typeof refunds.$inferSelect,
  tries: readonly TryRecord[],
  made: readonly (typeof cancellations.$inferSelect)[],
): RefundView {
  const lastTry = tries.at(-1);
  const lastAnswer = lastTry === undefined ? null : answerOf(lastTry);
  const mine = made.filter(({ refundId }) => refundId === row.id);
  const contrary =
    row.state === "failed"
      ? mine.find(({ id, status }) => id !== row.cancellationId && status !== "FAILED")
      : undefined;
  const settledBy = mine.find(({ id }) => id === row.cancellationId);
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    kind: row.kind,
    // What was done goes before what was asked: a full refund takes what remains at PortOne.
    amount: settledBy?.totalAmount ?? row.expectedAmount,
    currency: row.currency,
    reason: row.reason,
    actorName: row.actorName,
    createdAt: row.createdAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    failure: row.failure === null ? null : { code: failureCode(row.failure.code), answer: lastAnswer },
    contradictedBy: contrary?.id ?? null,
    lastAnswer,
  };
}

function answerOf(record: TryRecord): Answer {
  switch (record.kind) {
    case "answered":
      return { kind: "answered", status: record.status, httpStatus: record.httpStatus };
    case "refused":
      return {
        kind: "refused",
        httpStatus: record.httpStatus,
        type: record.type,
        ...(record.message ? { message: record.message } : {}),
      };
    case "pg-refused":
      return {
        kind: "pg-refused",
        httpStatus: record.httpStatus,
        pgCode: record.pgCode,
        pgMessage: record.pgMessage,
      };
    case "unanswered":
      return {
        kind: "unanswered",
        cause: unansweredCauses.find((known) => known === record.cause) ?? "unrecognized-answer",
        ...(record.httpStatus === undefined ? {} : { httpStatus: record.httpStatus }),
        ...(record.type === undefined ? {} : { type: record.type }),
      };
  }
}

function failureCode(code: string): RefundFailureCode {
  const known = refundFailures.find((one) => one === code);
  if (known === undefined) throw new Error(`a refund was stored with the unknown failure ${code}`);
  return known;
}
