// Manual refunds are append-only and limited to the remaining amount, under the payment's lock.
import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { belongsToPayment } from "@/lib/db/payment-key";
import { moneyOf } from "@/lib/db/payments/cancel-figures";
import { lockPayment } from "@/lib/db/payments/write-payments";
import { manualRefunds, refunds } from "@/lib/db/schema/refunds";
import { recordEvent } from "@/lib/db/timeline";
import type { Payment } from "@/lib/domain/payment/payment";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import {
  type ManualRefundError,
  manualRefundRefusal,
  type RecordManualRefundInput,
  type ReverseManualRefundError,
  type ReverseManualRefundInput,
} from "@/lib/domain/refund/manual-refund";
import { openRefundStates } from "@/lib/domain/refund/refund";
import { err, ok, type Result } from "@/lib/domain/result";
import { hasOpenApproval } from "./open-approval";

type Actor = { id: string; name: string };

/** A known request id records nothing again. */
export async function writeManualRefund(
  db: Database,
  actor: Actor,
  payment: Payment,
  input: RecordManualRefundInput,
): Promise<Result<null, ManualRefundError>> {
  const key = { storeId: payment.storeId, paymentId: payment.id };
  return db.transaction(async (tx) => {
    await lockPayment(tx, key);
    const [earlier] = await tx
      .select()
      .from(manualRefunds)
      .where(eq(manualRefunds.requestId, input.requestId));
    if (earlier) {
      const same = earlier.actorId === actor.id && earlier.amount === input.amount;
      return same && earlier.paymentId === key.paymentId ? ok(null) : err("request-id-reused");
    }
    if (await hasOpenRefund(tx, key)) return err("refund-open");
    if (await hasOpenApproval(tx, key)) return err("approval-open");
    const now = await databaseNow(tx);
    const { charged, returned } = await moneyOf(tx, key);
    const moneySoFar = { charged, returned, manual: await manualRefundSum(tx, key) };
    const refusal = manualRefundRefusal(payment, input, moneySoFar, now);
    if (refusal !== null) return err(refusal);
    const { amount, bank, paidOn, note } = input;
    const [row] = await tx
      .insert(manualRefunds)
      .values({
        ...key,
        requestId: input.requestId,
        amount,
        currency: payment.currency,
        bank,
        paidOn,
        note,
        actorId: actor.id,
        actorName: actor.name,
        createdAt: now,
      })
      .returning();
    if (row === undefined) throw new Error("a manual refund was not stored");
    const { currency } = payment;
    await recordEvent(tx, key, `manual-refund:${row.id}`, now, {
      kind: "manual-refund",
      manualRefundId: row.id,
      actorName: actor.name,
      amount,
      currency,
      bank,
      paidOn,
      note,
    });
    await audit(tx, {
      actor,
      action: "manual-refund.recorded",
      subject: `manual-refund:${row.id}`,
      detail: { ...key, amount, currency, bank, paidOn, note },
    });
    return ok(null);
  });
}

/** Both records stay; the reversed refund no longer counts. */
export async function writeManualRefundReversal(
  db: Database,
  actor: Actor,
  { manualRefundId, note }: ReverseManualRefundInput,
): Promise<Result<null, ReverseManualRefundError>> {
  const [found] = await db
    .select()
    .from(manualRefunds)
    .where(and(eq(manualRefunds.id, manualRefundId), isNull(manualRefunds.reverses)));
  if (found === undefined) return err("manual-refund-not-found");
  const key = { storeId: found.storeId, paymentId: found.paymentId };
  return db.transaction(async (tx) => {
    await lockPayment(tx, key);
    const now = await databaseNow(tx);
    const { amount, currency, bank, paidOn } = found;
    const [row] = await tx
      .insert(manualRefunds)
      .values({
        ...key,
        reverses: found.id,
        amount,
        currency,
        bank,
        paidOn,
        note,
        actorId: actor.id,
        actorName: actor.name,
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning();
    if (row === undefined) return err("already-reversed");
    await recordEvent(tx, key, `manual-refund-reversed:${found.id}`, now, {
      kind: "manual-refund-reversed",
      manualRefundId: found.id,
      actorName: actor.name,
      amount,
      currency,
      note,
    });
    await audit(tx, {
      actor,
      action: "manual-refund.reversed",
      subject: `manual-refund:${found.id}`,
      detail: { ...key, amount, currency, note },
    });
    return ok(null);
  });
}

/** Returns the sum of the manual refunds that were not reversed, in minor units. */
export async function manualRefundSum(db: Database | Transaction, key: PaymentKey): Promise<number> {
  const reversal = alias(manualRefunds, "reversal");
  const rows = await db
    .select({ amount: manualRefunds.amount })
    .from(manualRefunds)
    .leftJoin(reversal, eq(reversal.reverses, manualRefunds.id))
    .where(and(belongsToPayment(manualRefunds, key), isNull(manualRefunds.reverses), isNull(reversal.id)));
  return rows.reduce((sum, { amount }) => sum + amount, 0);
}

async function hasOpenRefund(tx: Transaction, key: PaymentKey): Promise<boolean> {
  const rows = await tx
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(belongsToPayment(refunds, key), inArray(refunds.state, [...openRefundStates])))
    .limit(1);
  return rows.length > 0;
}
