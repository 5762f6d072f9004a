// What both ledgers say of a payment, as the comparison in lib/domain/differences needs it.
import "server-only";
import { and, asc, desc, eq, isNull, or } from "drizzle-orm";
import type { ComparedCancellation, ComparedRefund, LedgerFacts } from "@/lib/domain/differences";
import { cancellationStatuses, type Payment } from "@/lib/domain/payment";
import type { Transaction } from "./client";
import { cancellations, deliveries, deskTarget, refunds } from "./schema";
import type { PaymentKey } from "./timeline";

const webhooksLooked = 50;

/**
 * The facts of a payment, beside a reading of it; null where there is nothing to compare: no refund of ours, and no
 * cancellation, or none since our ledger began. Needs the payment's lock.
 */
export async function ledgerFacts(
  tx: Transaction,
  payment: Payment,
  readAt: Date,
): Promise<LedgerFacts | null> {
  const key = { storeId: payment.storeId, paymentId: payment.id };
  const ours = await refundsOf(tx, key);
  const theirs = await cancellationsOf(tx, key);
  if (ours.length === 0 && theirs.length === 0) return null;
  const since = await ledgerBegan(tx);
  const isHistory = ({ requestedAt, cancelledAt, status }: ComparedCancellation) =>
    since !== null && status !== "REQUESTED" && (cancelledAt ?? requestedAt) < since;
  if (ours.length === 0 && theirs.every(isHistory)) return null;
  const reachedFrom = theirs.length === 0 ? null : await webhooksReachedFrom(tx, payment);
  return {
    since,
    readAt,
    refunds: ours,
    cancellations: theirs,
    shown: new Map(payment.cancellations.map(({ id, status }) => [id, status])),
    webhooksReachedFrom: reachedFrom,
    webhooks: reachedFrom === null ? [] : await webhooksOf(tx, key),
  };
}

async function refundsOf(tx: Transaction, key: PaymentKey): Promise<ComparedRefund[]> {
  const rows = await tx
    .select({
      id: refunds.id,
      number: refunds.number,
      kind: refunds.kind,
      state: refunds.state,
      expectedAmount: refunds.expectedAmount,
      expectedTaxFree: refunds.expectedTaxFree,
      cancellationId: refunds.cancellationId,
      known: refunds.knownCancellations,
      settledAt: refunds.settledAt,
    })
    .from(refunds)
    .where(and(eq(refunds.storeId, key.storeId), eq(refunds.paymentId, key.paymentId)));
  return rows.map(({ expectedAmount, expectedTaxFree, known, ...row }) => ({
    ...row,
    expected: { amount: expectedAmount, taxFreeAmount: expectedTaxFree },
    knownCancellationIds: known.map(({ id }) => id),
  }));
}

async function cancellationsOf(tx: Transaction, key: PaymentKey): Promise<ComparedCancellation[]> {
  const rows = await tx
    .select({
      id: cancellations.id,
      status: cancellations.status,
      totalAmount: cancellations.totalAmount,
      taxFreeAmount: cancellations.taxFreeAmount,
      trigger: cancellations.trigger,
      reason: cancellations.reason,
      requestedAt: cancellations.requestedAt,
      cancelledAt: cancellations.cancelledAt,
      refundId: cancellations.refundId,
    })
    .from(cancellations)
    .where(and(eq(cancellations.storeId, key.storeId), eq(cancellations.paymentId, key.paymentId)));
  return rows.map((row) => ({
    ...row,
    status: cancellationStatuses.find((known) => known === row.status) ?? "UNRECOGNIZED",
  }));
}

/** When the database was stamped with its PortOne, which is before its first refund. */
async function ledgerBegan(tx: Transaction): Promise<Date | null> {
  const [row] = await tx.select({ stampedAt: deskTarget.stampedAt }).from(deskTarget);
  return row?.stampedAt ?? null;
}

/** When the first webhook of the payment's environment reached the desk. */
async function webhooksReachedFrom(tx: Transaction, { channel }: Payment): Promise<Date | null> {
  if (channel === null) return null;
  const [row] = await tx
    .select({ receivedAt: deliveries.receivedAt })
    .from(deliveries)
    .where(eq(deliveries.environment, channel.type === "TEST" ? "test" : "live"))
    .orderBy(asc(deliveries.receivedAt))
    .limit(1);
  return row?.receivedAt ?? null;
}

/** The webhooks of a payment, newest first; one that names no store may be of it too. */
async function webhooksOf(tx: Transaction, key: PaymentKey) {
  return tx
    .select({ receivedAt: deliveries.receivedAt, happenedAt: deliveries.happenedAt })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.paymentId, key.paymentId),
        or(eq(deliveries.storeId, key.storeId), isNull(deliveries.storeId)),
      ),
    )
    .orderBy(desc(deliveries.receivedAt))
    .limit(webhooksLooked);
}
