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

/** What lets the record pass in its transaction: an approval, or that no rule asks for one. */
export type ManualAdmission = { approvalId: string | null };

/**
 * A known request id records nothing again. `admit` judges the person and the rules of approval, after everything else.
 * `exceptApproval`: the request that is carried out.
 */
export async function writeManualRefund<Code extends string>(
  db: Database,
  actor: Actor,
  payment: Payment,
  input: RecordManualRefundInput,
  exceptApproval: string | null,
  admit: (tx: Transaction) => Promise<Result<ManualAdmission, Code>>,
): Promise<Result<null, ManualRefusal | "request-id-reused" | Code>> {
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
    const refusal = await manualRefusal(tx, payment, input, exceptApproval);
    if (refusal !== null) return err(refusal);
    const admitted = await admit(tx);
    if (!admitted.ok) return admitted;
    const now = await databaseNow(tx);
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
        approvalId: admitted.value.approvalId,
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
      payment: key,
      detail: { amount, currency, bank, paidOn, note, approvalId: row.approvalId },
    });
    return ok(null);
  });
}

export type ManualRefusal = Extract<
  ManualRefundError,
  "refund-open" | "approval-open" | "not-paid" | "amount-exceeds-rest" | "date-out-of-range"
>;

/** Returns what the payment says against the record now, or null. Needs the payment's lock. */
export async function manualRefusal(
  tx: Transaction,
  payment: Payment,
  input: RecordManualRefundInput,
  exceptApproval: string | null,
): Promise<ManualRefusal | null> {
  const key = { storeId: payment.storeId, paymentId: payment.id };
  if (await hasOpenRefund(tx, key)) return "refund-open";
  if (await hasOpenApproval(tx, key, exceptApproval)) return "approval-open";
  const { charged, returned } = await moneyOf(tx, key);
  const moneySoFar = { charged, returned, manual: await manualRefundSum(tx, key) };
  return manualRefundRefusal(payment, input, moneySoFar, await databaseNow(tx));
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
      payment: key,
      detail: { amount, currency, note },
    });
    return ok(null);
  });
}

export async function hasManualRefund(tx: Transaction, requestId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: manualRefunds.id })
    .from(manualRefunds)
    .where(eq(manualRefunds.requestId, requestId));
  return rows.length > 0;
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
