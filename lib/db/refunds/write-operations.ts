import "server-only";
import { and, eq, inArray, isNotNull, lte, ne, sql } from "drizzle-orm";
import { audit, desk } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { belongsToPayment } from "@/lib/db/payment-key";
import { lockPayment } from "@/lib/db/payments/write-payments";
import { cancellations, operations } from "@/lib/db/schema/refunds";
import { recordEvent } from "@/lib/db/timeline";
import type { Payment } from "@/lib/domain/payment/payment";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import {
  evaluateOperation,
  type OperationAnswer,
  type OperationRefusal,
  type OperationRequest,
} from "@/lib/domain/refund/operation";
import { err, ok, type Result } from "@/lib/domain/result";

export type OperationRow = typeof operations.$inferSelect;

export async function operationByRequestId(
  db: Database | Transaction,
  requestId: string,
): Promise<OperationRow | null> {
  const [row] = await db.select().from(operations).where(eq(operations.requestId, requestId));
  return row ?? null;
}

export async function operationById(db: Database, id: string): Promise<OperationRow | null> {
  const [row] = await db.select().from(operations).where(eq(operations.id, id));
  return row ?? null;
}

/** Runs before the operation's only call. A known request id returns its operation with `created` false. */
export async function openOperation(
  db: Database,
  operation: { id: string; request: OperationRequest; payment: Payment; actor: { id: string; name: string } },
  leaseMs: number,
): Promise<
  Result<
    { row: OperationRow; created: boolean },
    Extract<OperationRefusal, "operation-open" | "operation-done">
  >
> {
  const { request, payment, actor } = operation;
  const key = { storeId: payment.storeId, paymentId: payment.id };
  const cancellationId = request.kind === "stop-cancellation" ? request.cancellationId : null;
  return db.transaction(async (tx) => {
    await lockPayment(tx, key);
    const earlier = await operationByRequestId(tx, request.requestId);
    if (earlier) return ok({ row: earlier, created: false });
    if (await isDone(tx, key, request, payment.transactionId)) return err("operation-done");
    const startedAt = await databaseNow(tx);
    const leaseUntil = new Date(startedAt.getTime() + leaseMs);
    const [row] = await tx
      .insert(operations)
      .values({
        id: operation.id,
        requestId: request.requestId,
        ...key,
        transactionId: payment.transactionId,
        kind: request.kind,
        cancellationId,
        state: "open",
        actorId: actor.id,
        actorName: actor.name,
        startedAt,
        leaseUntil,
        checkAt: leaseUntil,
      })
      .onConflictDoNothing()
      .returning();
    // The database rejects a second open operation of the kind.
    if (row === undefined) return err("operation-open");
    const about = { operationId: row.id, operation: row.kind };
    await recordEvent(tx, key, `operation:${row.id}:requested`, startedAt, {
      kind: "operation-requested",
      ...about,
      actorName: actor.name,
      cancellationId,
    });
    await audit(tx, {
      actor,
      action: "operation.requested",
      subject: `operation:${row.id}`,
      payment: key,
      detail: { kind: row.kind, cancellationId },
    });
    return ok({ row, created: true });
  });
}

/** A closed account or stopped cancellation stays so, whatever status PortOne shows; a receipt may be issued again. */
async function isDone(
  tx: Transaction,
  key: PaymentKey,
  request: OperationRequest,
  transactionId: string,
): Promise<boolean> {
  if (request.kind === "cancel-receipt") return false;
  const same =
    request.kind === "stop-cancellation"
      ? eq(operations.cancellationId, request.cancellationId)
      : eq(operations.transactionId, transactionId);
  const rows = await tx
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        belongsToPayment(operations, key),
        eq(operations.kind, request.kind),
        eq(operations.state, "done"),
        same,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** A plain answer or documented refusal ends the operation; readings decide after all other answers. */
export async function recordOperationAnswer(
  db: Database,
  operation: OperationRow,
  answer: OperationAnswer,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPayment(tx, operation);
    const now = await databaseNow(tx);
    const state = answer.kind === "done" || answer.kind === "refused" ? answer.kind : ("open" as const);
    const [row] = await tx
      .update(operations)
      .set({
        state,
        answer,
        finishedAt: now,
        endedAt: state === "open" ? null : now,
        checkAt: state === "open" ? now : null,
      })
      .where(and(eq(operations.id, operation.id), eq(operations.state, "open")))
      .returning();
    // A reading may have ended the operation meanwhile; the answer is recorded nevertheless.
    await recordEvent(tx, operation, `operation:${operation.id}:answered`, now, {
      kind: "operation-answered",
      operationId: operation.id,
      operation: operation.kind,
      answer,
    });
    if (row !== undefined && state !== "open") await auditEnd(tx, row, "answer");
  });
}

/** Needs the payment's lock. Call before refunds are evaluated: a refund may wait for a cancellation that is gone. */
export async function completeOperations(tx: Transaction, payment: Payment, readAt: Date): Promise<void> {
  const key = { storeId: payment.storeId, paymentId: payment.id };
  const known = await tx
    .select()
    .from(operations)
    .where(and(belongsToPayment(operations, key), inArray(operations.state, ["open", "done"])));
  if (known.length === 0) return;
  const now = await databaseNow(tx);
  for (const operation of known) {
    const state =
      operation.state === "open"
        ? await completeOperation(tx, operation, { payment, readAt }, now)
        : operation.state;
    if (state === "done" && operation.cancellationId !== null)
      await endStopped(
        tx,
        operation,
        operation.cancellationId,
        { payment, readAt },
        operation.endedAt ?? now,
      );
  }
}

async function completeOperation(
  tx: Transaction,
  operation: OperationRow,
  reading: { payment: Payment; readAt: Date },
  now: Date,
): Promise<OperationRow["state"]> {
  const decision = evaluateOperation(
    { ...operation, pgRefused: operation.answer?.kind === "pg-refused" },
    reading,
    now,
  );
  if (decision.kind === "wait") {
    await tx.update(operations).set({ checkAt: decision.until }).where(eq(operations.id, operation.id));
    return "open";
  }
  const { state } = decision;
  await tx
    .update(operations)
    .set({ state, endedAt: now, checkAt: null })
    .where(eq(operations.id, operation.id));
  await recordEvent(tx, operation, `operation:${operation.id}:ended`, now, {
    kind: "operation-ended",
    operationId: operation.id,
    operation: operation.kind,
    state,
  });
  await auditEnd(tx, { ...operation, state }, "re-read");
  return state;
}

/** A stopped cancellation that PortOne no longer shows would otherwise wait for its end for ever. */
async function endStopped(
  tx: Transaction,
  operation: OperationRow,
  cancellationId: string,
  { payment, readAt }: { payment: Payment; readAt: Date },
  stoppedAt: Date,
): Promise<void> {
  const shown = payment.cancellations.find(({ id }) => id === cancellationId);
  // A reading that began before the end of the call does not show the call's effect.
  const isGone = shown === undefined && readAt >= (operation.finishedAt ?? operation.leaseUntil);
  if (!isGone && shown?.status !== "FAILED") return;
  await tx
    .update(cancellations)
    .set({ stoppedAt, ...(isGone ? { status: "FAILED", pollAt: null } : {}) })
    .where(
      and(
        belongsToPayment(cancellations, operation),
        eq(cancellations.id, cancellationId),
        ne(cancellations.status, "SUCCEEDED"),
        sql`${cancellations.stoppedAt} is null`,
      ),
    );
}

export async function dueOperations(db: Database, now: Date, limit: number): Promise<PaymentKey[]> {
  return db
    .select({ storeId: operations.storeId, paymentId: operations.paymentId })
    .from(operations)
    .where(and(isNotNull(operations.checkAt), lte(operations.checkAt, now)))
    .groupBy(operations.storeId, operations.paymentId)
    .orderBy(sql`min(${operations.checkAt})`)
    .limit(limit);
}

export async function postponeOperations(
  db: Database,
  key: PaymentKey,
  now: Date,
  until: Date,
): Promise<void> {
  await db
    .update(operations)
    .set({ checkAt: until })
    .where(
      and(belongsToPayment(operations, key), isNotNull(operations.checkAt), lte(operations.checkAt, now)),
    );
}

async function auditEnd(tx: Transaction, operation: OperationRow, by: "answer" | "re-read"): Promise<void> {
  await audit(tx, {
    actor: desk,
    action: "operation.ended",
    subject: `operation:${operation.id}`,
    payment: operation,
    detail: { kind: operation.kind, state: operation.state, by },
  });
}
