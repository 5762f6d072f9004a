// Writes of acts beside refunds: the intent before the call, its answer, and what a reading decides where none came.
import "server-only";
import { and, eq, inArray, isNotNull, lte, ne, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { lockPayment } from "@/lib/db/payments/write-payments";
import { acts, cancellations } from "@/lib/db/schema/refunds";
import { type PaymentKey, tell } from "@/lib/db/timeline";
import type { Payment } from "@/lib/domain/payment/payment";
import { type ActAnswer, type ActRefusal, type ActRequest, decideAct } from "@/lib/domain/refund/operation";
import { type Result, refuse, succeed } from "@/lib/domain/result";

export type ActRow = typeof acts.$inferSelect;

/** The act that a request id stands for, if there is one. */
export async function actByRequestId(db: Database | Transaction, requestId: string): Promise<ActRow | null> {
  const [row] = await db.select().from(acts).where(eq(acts.requestId, requestId));
  return row ?? null;
}

export async function actById(db: Database, id: string): Promise<ActRow | null> {
  const [row] = await db.select().from(acts).where(eq(acts.id, id));
  return row ?? null;
}

/**
 * The intent, before anything is sent; it is the only call that this act ever makes. A request id that is known returns
 * its act with `created` false; a second open act of the kind is refused by the database.
 */
export async function openAct(
  db: Database,
  act: { id: string; request: ActRequest; payment: Payment; actor: { id: string; name: string } },
  leaseMs: number,
): Promise<Result<{ row: ActRow; created: boolean }, Extract<ActRefusal, "act-open" | "act-done">>> {
  const { request, payment, actor } = act;
  const key = { storeId: payment.storeId, paymentId: payment.id };
  const cancellationId = request.kind === "stop-cancellation" ? request.cancellationId : null;
  return db.transaction(async (tx) => {
    await lockPayment(tx, key);
    const earlier = await actByRequestId(tx, request.requestId);
    if (earlier) return succeed({ row: earlier, created: false });
    if (await isDone(tx, key, request, payment.transactionId)) return refuse("act-done");
    const startedAt = await databaseNow(tx);
    const leaseUntil = new Date(startedAt.getTime() + leaseMs);
    const [row] = await tx
      .insert(acts)
      .values({
        id: act.id,
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
    if (row === undefined) return refuse("act-open");
    const about = { actId: row.id, act: row.kind };
    await tell(tx, key, `act:${row.id}:requested`, startedAt, {
      kind: "act-requested",
      ...about,
      actorName: actor.name,
      cancellationId,
    });
    await audit(tx, {
      actor,
      action: "act.requested",
      subject: `act:${row.id}`,
      detail: { kind: row.kind, ...key, cancellationId },
    });
    return succeed({ row, created: true });
  });
}

/** What was closed or stopped once stays so, whatever status PortOne shows; a receipt may be issued anew. */
async function isDone(
  tx: Transaction,
  key: PaymentKey,
  request: ActRequest,
  transactionId: string,
): Promise<boolean> {
  if (request.kind === "cancel-receipt") return false;
  const same =
    request.kind === "stop-cancellation"
      ? eq(acts.cancellationId, request.cancellationId)
      : eq(acts.transactionId, transactionId);
  const rows = await tx
    .select({ id: acts.id })
    .from(acts)
    .where(and(ofPayment(key), eq(acts.kind, request.kind), eq(acts.state, "done"), same))
    .limit(1);
  return rows.length > 0;
}

/** Records how the call ended. A plain answer or a documented refusal ends the act; anything else leaves it to readings. */
export async function answerAct(db: Database, act: ActRow, answer: ActAnswer): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPayment(tx, act);
    const now = await databaseNow(tx);
    const state = answer.kind === "done" || answer.kind === "refused" ? answer.kind : ("open" as const);
    const [row] = await tx
      .update(acts)
      .set({
        state,
        answer,
        finishedAt: now,
        endedAt: state === "open" ? null : now,
        checkAt: state === "open" ? now : null,
      })
      .where(and(eq(acts.id, act.id), eq(acts.state, "open")))
      .returning();
    // A reading that came meanwhile has ended it: then the answer is told all the same.
    await tell(tx, act, `act:${act.id}:answered`, now, {
      kind: "act-answered",
      actId: act.id,
      act: act.kind,
      answer,
    });
    if (row !== undefined && state !== "open") await auditEnd(tx, row, "answer");
  });
}

/**
 * Decides open acts of a payment by a reading, and ends cancellations that were stopped. Needs the payment's lock. Comes
 * before refunds are decided: one may have been waiting for a cancellation that is gone.
 */
export async function settleActs(tx: Transaction, payment: Payment, readAt: Date): Promise<void> {
  const key = { storeId: payment.storeId, paymentId: payment.id };
  const known = await tx
    .select()
    .from(acts)
    .where(and(ofPayment(key), inArray(acts.state, ["open", "done"])));
  if (known.length === 0) return;
  const now = await databaseNow(tx);
  for (const act of known) {
    const state = act.state === "open" ? await settle(tx, act, { payment, readAt }, now) : act.state;
    if (state === "done" && act.cancellationId !== null)
      await endStopped(tx, act, act.cancellationId, { payment, readAt }, act.endedAt ?? now);
  }
}

async function settle(
  tx: Transaction,
  act: ActRow,
  reading: { payment: Payment; readAt: Date },
  now: Date,
): Promise<ActRow["state"]> {
  const decision = decideAct({ ...act, pgRefused: act.answer?.kind === "pg-refused" }, reading, now);
  if (decision.kind === "wait") {
    await tx.update(acts).set({ checkAt: decision.until }).where(eq(acts.id, act.id));
    return "open";
  }
  const { state } = decision;
  await tx.update(acts).set({ state, endedAt: now, checkAt: null }).where(eq(acts.id, act.id));
  await tell(tx, act, `act:${act.id}:ended`, now, {
    kind: "act-ended",
    actId: act.id,
    act: act.kind,
    state,
  });
  await auditEnd(tx, { ...act, state }, "re-read");
  return state;
}

/** A stopped cancellation that PortOne shows no more would wait for its end for ever. */
async function endStopped(
  tx: Transaction,
  act: ActRow,
  cancellationId: string,
  { payment, readAt }: { payment: Payment; readAt: Date },
  stoppedAt: Date,
): Promise<void> {
  const shown = payment.cancellations.find(({ id }) => id === cancellationId);
  // A reading that began before the call had ended says nothing about what the call did.
  const isGone = shown === undefined && readAt >= (act.finishedAt ?? act.leaseUntil);
  if (!isGone && shown?.status !== "FAILED") return;
  await tx
    .update(cancellations)
    .set({ stoppedAt, ...(isGone ? { status: "FAILED", pollAt: null } : {}) })
    .where(
      and(
        eq(cancellations.storeId, act.storeId),
        eq(cancellations.paymentId, act.paymentId),
        eq(cancellations.id, cancellationId),
        ne(cancellations.status, "SUCCEEDED"),
        sql`${cancellations.stoppedAt} is null`,
      ),
    );
}

/** Payments with an open act that is due to be looked at. */
export async function dueActs(db: Database, now: Date, limit: number): Promise<PaymentKey[]> {
  return db
    .select({ storeId: acts.storeId, paymentId: acts.paymentId })
    .from(acts)
    .where(and(isNotNull(acts.checkAt), lte(acts.checkAt, now)))
    .groupBy(acts.storeId, acts.paymentId)
    .orderBy(sql`min(${acts.checkAt})`)
    .limit(limit);
}

/** Puts off the next look at what is still due on a payment. */
export async function postponeActs(db: Database, key: PaymentKey, now: Date, until: Date): Promise<void> {
  await db
    .update(acts)
    .set({ checkAt: until })
    .where(and(ofPayment(key), isNotNull(acts.checkAt), lte(acts.checkAt, now)));
}

async function auditEnd(tx: Transaction, act: ActRow, by: "answer" | "re-read"): Promise<void> {
  await audit(tx, {
    actor: { id: null, name: "desk" },
    action: "act.ended",
    subject: `act:${act.id}`,
    detail: { kind: act.kind, paymentId: act.paymentId, state: act.state, by },
  });
}

function ofPayment(key: PaymentKey) {
  return and(eq(acts.storeId, key.storeId), eq(acts.paymentId, key.paymentId));
}
