import "server-only";
import type { AppContext } from "@/lib/context";
import type { Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { recordFigures } from "@/lib/db/payments/cancel-figures";
import { linkToEndedRefunds, mergePayment } from "@/lib/db/payments/write-payments";
import { recordDifferences } from "@/lib/db/reconciliation/write-discrepancies";
import { openRefundFacts } from "@/lib/db/refunds/refund-facts";
import { completeOperations } from "@/lib/db/refunds/write-operations";
import { applyEvent } from "@/lib/db/refunds/write-refunds";
import { endDeliveries } from "@/lib/db/webhooks/write-deliveries";
import type { Payment } from "@/lib/domain/payment/payment";
import { type Evaluation, evaluateRefund } from "@/lib/domain/refund/evaluate-refund";
import { eventOfEvaluation } from "@/lib/domain/refund/transition";
import { ok, type Result } from "@/lib/domain/result";
import type { ReadError } from "@/lib/portone/gateway";
import { logRefundMoves, type RefundMove } from "@/lib/refund-log";

export type SyncContext = Pick<AppContext, "database" | "portone">;

export type Synced = {
  payment: Payment;
  /** When the reading began, by the database's clock. */
  readAt: Date;
  decisions: Map<string, Evaluation>;
};

/** Merges a payment and updates its refunds in one transaction. Repeated runs end in the same rows, in whatever order. */
export async function syncPayment(
  context: SyncContext,
  { paymentId, storeId }: { paymentId: string; storeId?: string | undefined },
): Promise<Result<Synced, ReadError>> {
  const { db } = context.database;
  const readAt = await databaseNow(db);
  const read = await context.portone.getPayment({ paymentId, storeId });
  if (!read.ok) return read;
  const { payment, raw } = read.value;
  const { decisions, moves } = await db.transaction(async (tx) => {
    const merged = await mergeReading(tx, payment, raw, readAt);
    await endDeliveries(tx, [{ storeId: payment.storeId, paymentId: payment.id }], readAt);
    return merged;
  });
  logRefundMoves(moves);
  return ok({ payment, readAt, decisions });
}

/** `readAt`: when the reading began, by the database's clock. The caller logs `moves` after the commit. */
export async function mergeReading(
  tx: Transaction,
  payment: Payment,
  raw: unknown,
  readAt: Date,
): Promise<{ decisions: Map<string, Evaluation>; moves: RefundMove[] }> {
  const key = { storeId: payment.storeId, paymentId: payment.id };
  const decisions = new Map<string, Evaluation>();
  const moves: RefundMove[] = [];
  const { isNew, isTouched, isYoungest } = await mergePayment(tx, payment, raw, readAt);
  if (!isNew) await completeOperations(tx, payment, readAt);
  if (!isTouched) return { decisions, moves };
  const now = await databaseNow(tx);
  if (!isNew) await linkToEndedRefunds(tx, key, readAt);
  const open = isNew ? [] : await openRefundFacts(tx, key);
  for (const { row, facts, linkedElsewhere } of open) {
    const decision = evaluateRefund(facts, { payment, readAt, linkedElsewhere }, now);
    decisions.set(row.id, decision);
    const move = await applyEvent(tx, row.id, eventOfEvaluation(decision, now), now);
    if (move !== null) moves.push(move);
  }
  if (!isNew) await recordFigures(tx, key);
  if (isYoungest) await recordDifferences(tx, payment, readAt, now);
  return { decisions, moves };
}
