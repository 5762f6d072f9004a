// Transfers to customers of virtual accounts. A failed transfer never starts a cancel by itself.
import "server-only";
import { and, desc, isNotNull, isNull, lte, sql } from "drizzle-orm";
import { raiseAlert } from "@/lib/db/alerts/raise-alert";
import type { Database, Transaction } from "@/lib/db/client";
import { belongsToPayment, isPayment } from "@/lib/db/payment-key";
import { timelineEntries } from "@/lib/db/schema/journal";
import { failedPayouts, payments } from "@/lib/db/schema/payments";
import { recordEvent } from "@/lib/db/timeline";
import type { Payment } from "@/lib/domain/payment/payment";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import type { VirtualAccountDetails } from "@/lib/domain/payment/payment-method";
import { failureBelongsToCancellation, hasPayoutFailed, isPayoutOpen } from "@/lib/domain/payment/payout";
import { pollInterval } from "@/lib/domain/payment/poll-interval";

const recentMs = 7 * 24 * 60 * 60_000;

export function payoutOf({ method }: Payment): VirtualAccountDetails["refundStatus"] {
  return method?.virtualAccount?.refundStatus ?? null;
}

/** Returns null where no transfer is in progress. The interval is that of a requested cancellation, from the last cancel on. */
export function nextPayoutPoll(payment: Payment, readAt: Date): Date | null {
  const status = payoutOf(payment);
  if (status === null || !isPayoutOpen(status.value)) return null;
  const since = new Date(payment.cancelledAt ?? payment.updatedAt);
  return new Date(readAt.getTime() + pollInterval(since, readAt));
}

/** Needs the payment's lock. `before`: the stored status. `readAt`: time of the change, for a payment that was not stored yet. */
export async function mergePayout(
  tx: Transaction,
  payment: Payment,
  known: { before: string | null; hasSucceeded: boolean } | { readAt: Date },
): Promise<void> {
  const status = payoutOf(payment);
  if (status === null) return;
  // A known failure may belong to a cancellation that has now succeeded.
  const isSame = "before" in known && status.raw === known.before && !known.hasSucceeded;
  if (isSame) return;
  const key = { storeId: payment.storeId, paymentId: payment.id };
  const isFailure = hasPayoutFailed(status.value);
  // A failure without a succeeded cancellation belongs to its refund and is recorded there alone.
  if (isFailure && !failureBelongsToCancellation(payment.cancellations, await wasCompleted(tx, key))) return;
  const at = new Date(payment.updatedAt);
  await recordEvent(
    tx,
    key,
    `payout:${key.storeId}:${key.paymentId}:${status.raw}:${payment.updatedAt}`,
    at,
    {
      kind: "payout",
      status: status.value,
      rawStatus: status.raw,
    },
  );
  // An old failure of a payment new to the mirror was handled elsewhere.
  const isOld = "readAt" in known && known.readAt.getTime() - at.getTime() > recentMs;
  if (isFailure && !isOld) {
    await tx
      .insert(failedPayouts)
      .values({ ...key, failedAt: at, rawStatus: status.raw })
      .onConflictDoNothing();
    await raiseAlert(tx, {
      key: `payout-failed:${JSON.stringify(key)}:${at.toISOString()}`,
      kind: "payout-failed",
      paymentId: key.paymentId,
    });
  }
  if (status.value === "COMPLETED") await tx.update(failedPayouts).set({ handledAt: at }).where(waiting(key));
}

async function wasCompleted(tx: Transaction, key: PaymentKey): Promise<boolean> {
  const rows = await tx
    .select({ seq: timelineEntries.seq })
    .from(timelineEntries)
    .where(
      and(
        belongsToPayment(timelineEntries, key),
        sql`${timelineEntries.entry} ->> 'kind' = 'payout' and ${timelineEntries.entry} ->> 'status' = 'COMPLETED'`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

export async function duePayouts(db: Database, now: Date, limit: number): Promise<PaymentKey[]> {
  return db
    .select({ storeId: payments.storeId, paymentId: payments.id })
    .from(payments)
    .where(and(isNotNull(payments.payoutPollAt), lte(payments.payoutPollAt, now)))
    .orderBy(payments.payoutPollAt)
    .limit(limit);
}

export async function postponePayouts(db: Database, key: PaymentKey, now: Date, until: Date): Promise<void> {
  await db
    .update(payments)
    .set({ payoutPollAt: until })
    .where(and(isPayment(key), isNotNull(payments.payoutPollAt), lte(payments.payoutPollAt, now)));
}

export async function failedPayoutOf(
  db: Database,
  key: PaymentKey,
): Promise<typeof failedPayouts.$inferSelect | null> {
  const [row] = await db
    .select()
    .from(failedPayouts)
    .where(belongsToPayment(failedPayouts, key))
    .orderBy(desc(failedPayouts.failedAt))
    .limit(1);
  return row ?? null;
}

export function waiting({ storeId, paymentId }: PaymentKey) {
  return and(belongsToPayment(failedPayouts, { storeId, paymentId }), isNull(failedPayouts.handledAt));
}
