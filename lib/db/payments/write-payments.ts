import "server-only";
import { and, eq, inArray, isNotNull, lte, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { belongsToPayment, isPayment } from "@/lib/db/payment-key";
import { payments } from "@/lib/db/schema/payments";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import { activeOverrides } from "@/lib/db/settings/read-overrides";
import { recordEvent } from "@/lib/db/timeline";
import type { CancelFigures } from "@/lib/domain/amounts";
import { type Cancellation, chargedOf, isEnded, type Payment } from "@/lib/domain/payment/payment";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import { pollInterval } from "@/lib/domain/payment/poll-interval";
import { withoutCustomer } from "@/lib/domain/payment/retention";
import { figuresOfCancellations, figuresOfPayment } from "@/lib/domain/refund/cancel-figures";
import { numberInReason } from "@/lib/domain/refund/refund-number";
import { log } from "@/lib/log";
import { derived } from "./derived-columns";
import { mergePayout, nextPayoutPoll, payoutOf } from "./payouts";

/** Stores a reading. An older one does not overwrite newer columns; ended cancellations never change. Locks the payment. */
export async function mergePayment(
  tx: Transaction,
  payment: Payment,
  raw: unknown,
  readAt: Date,
): Promise<{ isNew: boolean; isTouched: boolean; isYoungest: boolean }> {
  const key = { storeId: payment.storeId, paymentId: payment.id };
  const overrides = await activeOverrides(tx);
  const columns = { ...paymentColumns(payment, raw, readAt), ...derived(payment, overrides) };
  const charged = chargedOf(payment);
  // From this reading alone; `recordFigures` adds what needs the ledger or an earlier reading.
  const made = payment.cancellations.map((one) => ({ ...one, refund: null }));
  const figures = figuresOfCancellations({ ...payment, charged }, made);
  const together = figuresOfPayment({ ...payment, charged }, made, figures);
  const [row] = await tx
    .insert(payments)
    .values({
      storeId: payment.storeId,
      id: payment.id,
      ...columns,
      charged,
      cancelledOrder: together.order,
      moneyBack: together.money,
      syncedAt: readAt,
    })
    .onConflictDoUpdate({
      target: [payments.storeId, payments.id],
      set: { syncedAt: sql`greatest(${payments.syncedAt}, excluded.synced_at)` },
    })
    // A row that this statement inserted has no deleting transaction.
    .returning({
      updatedAt: payments.updatedAt,
      personalDataRemovedAt: payments.personalDataRemovedAt,
      refundStatus: payments.refundStatus,
      syncedAt: payments.syncedAt,
      isNew: sql<boolean>`xmax = 0`,
    });
  if (row === undefined) throw new Error("a payment was neither stored nor known");
  if (!row.isNew && row.updatedAt <= columns.updatedAt) {
    const kept = withoutCustomer(payment);
    const stored =
      row.personalDataRemovedAt === null
        ? columns
        : { ...paymentColumns(kept, {}, readAt), ...derived(kept, overrides) };
    await tx
      .update(payments)
      .set({ ...stored, ...(charged === null ? {} : { charged }) })
      .where(isPayment(key));
  }
  if (row.updatedAt <= columns.updatedAt) await recordStatus(tx, key, payment);
  const known = row.isNew
    ? []
    : await tx
        .select({ id: cancellations.id, status: cancellations.status })
        .from(cancellations)
        .where(belongsToPayment(cancellations, key));
  const hasSucceeded = payment.cancellations.some(
    ({ id, status }) => status === "SUCCEEDED" && known.find((one) => one.id === id)?.status !== "SUCCEEDED",
  );
  await mergeCancellations(tx, key, payment.cancellations, payment.currency, readAt, {
    before: new Map(known.map(({ id, status }) => [id, status])),
    figures,
  });
  // After the cancellations, to which the payout belongs.
  if (row.updatedAt <= columns.updatedAt)
    await mergePayout(tx, payment, row.isNew ? { readAt } : { before: row.refundStatus, hasSucceeded });
  const isCancelled = known.length > 0 || payment.cancellations.length > 0;
  const isTouched = isCancelled || (!row.isNew && (await hasRefund(tx, key)));
  return { isNew: row.isNew, isTouched, isYoungest: row.syncedAt <= readAt };
}

/** Searches every store where `storeId` is null. Returns null where the mirror does not hold the payment. */
export async function paymentKeyOf(
  db: Database,
  { paymentId, storeId }: { paymentId: string; storeId: string | null },
): Promise<PaymentKey | null> {
  const [found] = await db
    .select({ storeId: payments.storeId, paymentId: payments.id })
    .from(payments)
    .where(isPayment({ storeId, paymentId }))
    .limit(1);
  return found ?? null;
}

/** Call before a refund or cancellation of the payment changes state. Returns false for an unknown payment. */
export async function lockPayment(tx: Transaction, key: PaymentKey): Promise<boolean> {
  const rows = await tx.select({ id: payments.id }).from(payments).where(isPayment(key)).for("update");
  return rows.length > 0;
}

/** Stores the cancellation of an answer to a cancel, before a reading of the payment shows it. */
export async function mergeAnswer(
  tx: Transaction,
  key: PaymentKey,
  cancellation: Cancellation,
  currency: string,
  at: Date,
): Promise<void> {
  const [row] = await tx
    .select({ status: cancellations.status })
    .from(cancellations)
    .where(and(belongsToPayment(cancellations, key), eq(cancellations.id, cancellation.id)));
  const before = new Map(row === undefined ? [] : [[cancellation.id, row.status]]);
  await mergeCancellations(tx, key, [cancellation], currency, at, { before, figures: new Map() });
}

/** A link never moves to another refund. */
export async function linkCancellation(
  tx: Transaction,
  key: PaymentKey,
  cancellation: { id: string; status: string },
  refund: { id: string; number: string; state: string },
  at: Date,
): Promise<void> {
  const [linked] = await tx
    .update(cancellations)
    .set({ refundId: refund.id })
    .where(
      and(
        belongsToPayment(cancellations, key),
        eq(cancellations.id, cancellation.id),
        sql`${cancellations.refundId} is null`,
      ),
    )
    .returning({ shownAsElsewhere: sql<boolean>`${cancellations.firstSeenAt} < now()` });
  if (linked === undefined) return;
  const about = { cancellationId: cancellation.id, refundId: refund.id, number: refund.number };
  // The row of a failed refund never changes, so the timeline records that money moved after all.
  if (refund.state === "failed" && cancellation.status !== "FAILED") {
    await recordEvent(tx, key, `contradicted:${refund.id}`, at, { kind: "refund-contradicted", ...about });
  } else if (linked.shownAsElsewhere) {
    // Only a cancellation that pages have shown without its refund needs a correction.
    await recordEvent(tx, key, `linked:${key.storeId}:${key.paymentId}:${cancellation.id}`, at, {
      kind: "cancellation-linked",
      ...about,
    });
  }
}

export async function linkToEndedRefunds(tx: Transaction, key: PaymentKey, at: Date): Promise<void> {
  const unlinked = await tx
    .select({ id: cancellations.id, reason: cancellations.reason, status: cancellations.status })
    .from(cancellations)
    .where(and(belongsToPayment(cancellations, key), sql`${cancellations.refundId} is null`));
  for (const cancellation of unlinked) {
    const number = numberInReason(cancellation.reason);
    if (number === null) continue;
    const [refund] = await tx
      .select({ id: refunds.id, number: refunds.number, state: refunds.state })
      .from(refunds)
      .where(
        and(
          eq(refunds.number, number),
          belongsToPayment(refunds, key),
          inArray(refunds.state, ["succeeded", "failed"]),
        ),
      );
    if (refund !== undefined) await linkCancellation(tx, key, cancellation, refund, at);
  }
}

type CancellationKey = PaymentKey & { id: string };

/** `status` is PortOne's raw status. */
export async function mirroredCancellations<Given extends CancellationKey & { status: string }>(
  db: Database,
  given: readonly Given[],
): Promise<Set<Given>> {
  if (given.length === 0) return new Set();
  const column = (read: (one: Given) => string) => sql.param(given.map(read));
  const held = await db.execute(sql`
    select n from unnest(
      ${column(({ storeId }) => storeId)}::text[],
      ${column(({ paymentId }) => paymentId)}::text[],
      ${column(({ id }) => id)}::text[],
      ${column(({ status }) => status)}::text[]
    ) with ordinality as given (store_id, payment_id, id, raw_status, n)
    join cancellations using (store_id, payment_id, id, raw_status)`);
  const numbers = new Set(held.rows.map(({ n }) => Number(n)));
  return new Set(given.filter((_, n) => numbers.has(n + 1)));
}

export async function duePolls(db: Database, now: Date, limit: number): Promise<PaymentKey[]> {
  const rows = await db
    .select({ storeId: cancellations.storeId, paymentId: cancellations.paymentId })
    .from(cancellations)
    .where(and(isNotNull(cancellations.pollAt), lte(cancellations.pollAt, now)))
    .groupBy(cancellations.storeId, cancellations.paymentId)
    .orderBy(sql`min(${cancellations.pollAt})`)
    .limit(limit);
  return rows;
}

export async function postponePolls(db: Database, key: PaymentKey, now: Date, until: Date): Promise<void> {
  await db
    .update(cancellations)
    .set({ pollAt: until })
    .where(
      and(
        belongsToPayment(cancellations, key),
        isNotNull(cancellations.pollAt),
        lte(cancellations.pollAt, now),
      ),
    );
}

function paymentColumns(payment: Payment, raw: unknown, readAt: Date) {
  const { cancellations: _, ...snapshot } = payment;
  return {
    status: payment.status === "UNRECOGNIZED" ? payment.rawStatus : payment.status,
    methodType: payment.method?.type ?? null,
    pgProvider: payment.channel?.pgProvider ?? null,
    channelType: payment.channel?.type ?? null,
    currency: payment.currency,
    total: payment.amount.total,
    cancelled: payment.amount.cancelled,
    orderName: payment.orderName,
    customerName: payment.customer.name,
    refundStatus: payoutOf(payment)?.raw ?? null,
    payoutPollAt: nextPayoutPoll(payment, readAt),
    requestedAt: new Date(payment.requestedAt),
    paidAt: payment.paidAt === null ? null : new Date(payment.paidAt),
    statusChangedAt: new Date(payment.statusChangedAt),
    updatedAt: new Date(payment.updatedAt),
    snapshot,
    raw,
  };
}

/** A statement has at most 65,535 parameters, and a cancellation has 18. */
const cancellationsAtOnce = 1_000;

/** `before`: the stored statuses by id. A cancellation that has not changed is not written. */
async function mergeCancellations(
  tx: Transaction,
  key: PaymentKey,
  given: readonly Cancellation[],
  currency: string,
  at: Date,
  { before, figures }: { before: ReadonlyMap<string, string>; figures: ReadonlyMap<string, CancelFigures> },
): Promise<void> {
  // A statement cannot write a row twice.
  const merged = [...new Map(given.map((one) => [one.id, one])).values()].filter((cancellation) => {
    const status = before.get(cancellation.id);
    const hadEnded = status !== undefined && isEnded(status);
    if (!hadEnded || cancellation.status === status) return true;
    log.error(
      { cancellationId: cancellation.id, before: status, now: cancellation.rawStatus },
      "PortOne changed a cancellation that had ended; the desk keeps the first end",
    );
    return false;
  });
  for (let start = 0; start < merged.length; start += cancellationsAtOnce)
    await tx
      .insert(cancellations)
      .values(
        merged.slice(start, start + cancellationsAtOnce).map((cancellation) => ({
          ...key,
          id: cancellation.id,
          ...cancellationColumns(cancellation, at),
          orderAmount: figures.get(cancellation.id)?.order ?? null,
          moneyBack: figures.get(cancellation.id)?.money ?? null,
        })),
      )
      .onConflictDoUpdate({
        target: [cancellations.storeId, cancellations.paymentId, cancellations.id],
        ...replacing,
      });
  for (const cancellation of merged)
    if (before.get(cancellation.id) !== cancellation.status)
      await recordCancellation(tx, key, cancellation, currency, at);
}

function cancellationColumns(cancellation: Cancellation, at: Date) {
  const ended = isEnded(cancellation.status);
  return {
    status: cancellation.status,
    rawStatus: cancellation.rawStatus,
    pgCancellationId: cancellation.pgCancellationId,
    totalAmount: cancellation.totalAmount,
    taxFreeAmount: cancellation.taxFreeAmount,
    vatAmount: cancellation.vatAmount,
    pointsBack: cancellation.pointsBack,
    reason: cancellation.reason,
    trigger: cancellation.trigger,
    requestedAt: new Date(cancellation.requestedAt),
    cancelledAt: cancellation.cancelledAt === null ? null : new Date(cancellation.cancelledAt),
    receiptUrl: cancellation.receiptUrl,
    pollAt: ended ? null : new Date(at.getTime() + pollInterval(new Date(cancellation.requestedAt), at)),
  };
}

const replaced = {
  status: true,
  rawStatus: true,
  pgCancellationId: true,
  totalAmount: true,
  taxFreeAmount: true,
  vatAmount: true,
  pointsBack: true,
  reason: true,
  trigger: true,
  requestedAt: true,
  cancelledAt: true,
  receiptUrl: true,
  pollAt: true,
} satisfies Record<keyof ReturnType<typeof cancellationColumns>, true>;
const replacedColumns = Object.keys(replaced) as (keyof typeof replaced)[];
const excluded = (name: (typeof replacedColumns)[number]) =>
  sql`excluded.${sql.identifier(cancellations[name].name)}`;
const replacing = {
  set: Object.fromEntries(replacedColumns.map((name) => [name, excluded(name)])),
  setWhere: sql`(${sql.join(
    replacedColumns.map((name) => sql`${cancellations[name]}`),
    sql`, `,
  )}) is distinct from (${sql.join(replacedColumns.map(excluded), sql`, `)})`,
};

async function recordCancellation(
  tx: Transaction,
  key: PaymentKey,
  cancellation: Cancellation,
  currency: string,
  at: Date,
): Promise<void> {
  const happened =
    cancellation.status === "SUCCEEDED"
      ? (cancellation.cancelledAt ?? cancellation.requestedAt)
      : cancellation.status === "REQUESTED"
        ? cancellation.requestedAt
        : null;
  await recordEvent(
    tx,
    key,
    `cancellation:${key.storeId}:${key.paymentId}:${cancellation.id}:${cancellation.rawStatus}`,
    happened === null ? at : new Date(happened),
    {
      kind: "cancellation",
      cancellationId: cancellation.id,
      status: cancellation.status,
      rawStatus: cancellation.rawStatus,
      amount: cancellation.totalAmount,
      currency,
      trigger: cancellation.trigger,
      refundNumber: numberInReason(cancellation.reason),
    },
  );
}

async function recordStatus(tx: Transaction, key: PaymentKey, payment: Payment): Promise<void> {
  const once = (rawStatus: string, status: Payment["status"], at: string) =>
    recordEvent(tx, key, `payment:${key.storeId}:${key.paymentId}:${rawStatus}`, new Date(at), {
      kind: "payment-status",
      status,
      rawStatus,
    });
  if (payment.paidAt !== null) await once("PAID", "PAID", payment.paidAt);
  if (payment.status === "PAID" && payment.paidAt !== null) return;
  await once(payment.rawStatus, payment.status, payment.cancelledAt ?? payment.statusChangedAt);
}

async function hasRefund(tx: Transaction, key: PaymentKey): Promise<boolean> {
  const rows = await tx
    .select({ id: refunds.id })
    .from(refunds)
    .where(belongsToPayment(refunds, key))
    .limit(1);
  return rows.length > 0;
}
