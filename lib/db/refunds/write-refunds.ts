// Writes of the refund ledger: intent and attempt before the call, guarded transitions, one open refund per payment.
// Rules of the ledger: docs/decisions/001-rules-of-the-refund-ledger.md.
import "server-only";
import { and, asc, desc, eq, inArray, isNotNull, isNull, lte } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { belongsToPayment } from "@/lib/db/payment-key";
import { recordFigures } from "@/lib/db/payments/cancel-figures";
import { linkCancellation, lockPayment, mergeAnswer } from "@/lib/db/payments/write-payments";
import { scheduleComparison } from "@/lib/db/reconciliation/write-discrepancies";
import { refundAttempts, refunds } from "@/lib/db/schema/refunds";
import { recordEvent } from "@/lib/db/timeline";
import type { Cancellation } from "@/lib/domain/payment/payment";
import type { SentFigures } from "@/lib/domain/refund/cancel-figures";
import { mayStillSend } from "@/lib/domain/refund/evaluate-refund";
import type { RefundPlan } from "@/lib/domain/refund/plan-refund";
import { openRefundStates, type RefundState, refundStates } from "@/lib/domain/refund/refund";
import { maskAccount } from "@/lib/domain/refund/refund-account";
import type { LedgerRefusal, RefundFailureCode } from "@/lib/domain/refund/refund-errors";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import type { SendResult } from "@/lib/domain/refund/send-result";
import { canMove } from "@/lib/domain/refund/transition";
import { err, ok, type Result } from "@/lib/domain/result";
import type { SettledBy } from "@/lib/domain/timeline/timeline";
import { attemptsOf, factsOf, isUnconfirmed, type RefundRow } from "./refund-facts";
import { failureAfter } from "./refund-failure";

/** An ended refund is read once more after this time: PortOne shows the end by then, despite the lag of its lists. */
const confirmAfterMs = 61_000;

export type NewRefund = {
  id: string;
  number: string;
  request: RefundRequest;
  reason: string;
  plan: RefundPlan;
  figures: SentFigures;
  currency: string;
  pgProvider: string | null;
  encryptedRequest: string;
  known: readonly Cancellation[];
  /** Policy rules that block the refund and are overridden, for the reason in `request.override`. */
  overridden: readonly string[];
  actor: { id: string; name: string };
};

export async function refundByRequestId(
  db: Database | Transaction,
  requestId: string,
): Promise<RefundRow | null> {
  const [row] = await db.select().from(refunds).where(eq(refunds.requestId, requestId));
  return row ?? null;
}

export async function refundById(db: Database | Transaction, id: string): Promise<RefundRow | null> {
  const [row] = await db.select().from(refunds).where(eq(refunds.id, id));
  return row ?? null;
}

/**
 * Transaction 1: records the intent before anything is sent. A known request id returns its row with `created` false; the
 * database rejects another open refund on the payment. `checkAt` is when a refund that was never sent is checked. `alongside`
 * runs in the same transaction.
 */
export async function openRefund(
  db: Database,
  refund: NewRefund,
  checkAt: Date,
  alongside: (tx: Transaction) => Promise<void>,
): Promise<Result<{ row: RefundRow; created: boolean }, LedgerRefusal | "number-taken">> {
  const key = { storeId: refund.request.storeId, paymentId: refund.request.paymentId };
  return db.transaction(async (tx) => {
    await lockPayment(tx, key);
    const ours = await tx
      .select({
        id: refunds.id,
        requestId: refunds.requestId,
        state: refunds.state,
        cancellationId: refunds.cancellationId,
      })
      .from(refunds)
      .where(belongsToPayment(refunds, key))
      .orderBy(desc(refunds.createdAt));
    const [latest] = ours;
    const isRepeat = ours.some(({ requestId }) => requestId === refund.request.requestId);
    if (!isRepeat && ours.some(isUnconfirmed)) return err("recorded-as-refunded");
    const [row] = await tx
      .insert(refunds)
      .values({
        id: refund.id,
        number: refund.number,
        requestId: refund.request.requestId,
        ...key,
        state: "submitting",
        kind: refund.request.cancel.kind,
        currency: refund.currency,
        pgProvider: refund.pgProvider,
        expectedAmount: refund.plan.expected.amount,
        expectedTaxFree: refund.plan.expected.taxFreeAmount,
        requestedAmount: refund.plan.body.amount ?? null,
        requestedVat: refund.plan.body.vatAmount ?? null,
        orderAmount: refund.figures.order,
        moneyBack: refund.figures.money,
        lockAmount: refund.plan.lock,
        lockFrom: refund.plan.lockFrom,
        reason: refund.reason,
        reasonCode: refund.request.reasonCode,
        note: refund.request.note,
        internalNote: refund.request.internalNote ?? "",
        account: refund.plan.body.refundAccount ? maskAccount(refund.plan.body.refundAccount) : null,
        retainOption: refund.plan.body.promotionDiscountRetainOption ?? null,
        overrideWhy: refund.request.override?.why ?? null,
        requester: refund.request.requester,
        encryptedRequest: refund.encryptedRequest,
        knownCancellations: refund.known.map(({ id, status, totalAmount }) => ({ id, status, totalAmount })),
        retryOf: latest?.state === "failed" ? latest.id : null,
        actorId: refund.actor.id,
        actorName: refund.actor.name,
        checkAt,
      })
      .onConflictDoNothing()
      .returning();
    if (row === undefined) {
      const earlier = await refundByRequestId(tx, refund.request.requestId);
      if (earlier) return ok({ row: earlier, created: false });
      const [taken] = await tx
        .select({ id: refunds.id })
        .from(refunds)
        .where(eq(refunds.number, refund.number));
      return err(taken ? "number-taken" : "refund-open");
    }
    await recordEvent(tx, key, `refund:${row.id}:requested`, row.createdAt, {
      kind: "refund-requested",
      refundId: row.id,
      number: row.number,
      actorName: row.actorName,
      amount: row.expectedAmount ?? row.requestedAmount,
      currency: row.currency,
      reason: row.reason,
      requester: refund.request.requester,
      taxFreeAmount: row.expectedTaxFree,
      ...(row.requestedVat === null ? {} : { vatAmount: row.requestedVat }),
      ...(row.account === null ? {} : { account: row.account }),
      ...(row.retainOption === null ? {} : { retainOption: row.retainOption }),
      ...(row.internalNote === "" ? {} : { internalNote: row.internalNote }),
      ...(row.overrideWhy === null
        ? {}
        : { overrideWhy: row.overrideWhy, overridden: [...refund.overridden] }),
      ...(refund.request.lock === undefined ? {} : { lock: refund.request.lock }),
    });
    await audit(tx, {
      actor: refund.actor,
      action: "refund.requested",
      subject: `refund:${row.id}`,
      detail: {
        number: row.number,
        paymentId: row.paymentId,
        storeId: row.storeId,
        kind: row.kind,
        amount: row.expectedAmount ?? row.requestedAmount,
        taxFreeAmount: row.expectedTaxFree,
        vatAmount: row.requestedVat,
        currency: row.currency,
        reasonCode: row.reasonCode,
        toAccount: row.account?.bank ?? null,
        retainOption: row.retainOption,
        overrideWhy: row.overrideWhy,
        ...(row.overrideWhy === null ? {} : { overridden: refund.overridden.join(", ") }),
        lock: row.lockAmount,
        lockFrom: row.lockFrom,
      },
    });
    await alongside(tx);
    return ok({ row, created: true });
  });
}

/** Records the attempt before the send. Nothing may be sent when this fails: lease held, not submitting, or too late. */
export async function beginAttempt(
  db: Database,
  refund: { id: string; storeId: string; paymentId: string },
  leaseMs: number,
): Promise<Result<{ row: RefundRow; n: number }, "not-submitting" | "lease-held" | "too-late">> {
  return db.transaction(async (tx) => {
    await lockPayment(tx, refund);
    const [row] = await tx.select().from(refunds).where(eq(refunds.id, refund.id));
    if (row === undefined || row.state !== "submitting") return err("not-submitting");
    const attempts = await attemptsOf(tx, refund.id);
    const now = await databaseNow(tx);
    if (attempts.some(({ finishedAt, leaseUntil }) => finishedAt === null && leaseUntil > now))
      return err("lease-held");
    if (!mayStillSend(factsOf(row, attempts), now)) return err("too-late");
    const n = attempts.length + 1;
    const leaseUntil = new Date(now.getTime() + leaseMs);
    await tx.insert(refundAttempts).values({ refundId: row.id, n, startedAt: now, leaseUntil });
    await tx.update(refunds).set({ checkAt: leaseUntil }).where(eq(refunds.id, row.id));
    await recordEvent(tx, row, `refund:${row.id}:sent:${n}`, now, {
      kind: "refund-sent",
      refundId: row.id,
      number: row.number,
      n,
    });
    return ok({ row, n });
  });
}

export type Settlement =
  | { kind: "settle"; state: "pending" | "succeeded" | "failed"; cancellation: Cancellation; by: SettledBy }
  | { kind: "fail"; code: RefundFailureCode; by: SettledBy }
  | { kind: "give-up"; code: RefundFailureCode }
  | { kind: "check"; at: Date };

/** Transaction 2: records the attempt's end and its consequence together. Later evidence never changes an ended refund. */
export async function endAttempt(
  db: Database,
  refund: { id: string; number: string; storeId: string; paymentId: string },
  n: number,
  at: Date,
  result: SendResult,
  settlement: Settlement,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPayment(tx, refund);
    await tx
      .update(refundAttempts)
      .set({ finishedAt: at, outcome: result })
      .where(
        and(
          eq(refundAttempts.refundId, refund.id),
          eq(refundAttempts.n, n),
          isNull(refundAttempts.finishedAt),
        ),
      );
    await recordEvent(tx, refund, `refund:${refund.id}:answered:${n}`, at, {
      kind: "refund-answered",
      refundId: refund.id,
      number: refund.number,
      n,
      answer: result,
    });
    // Two attempts may overlap when a process stalled past its lease: then the refusal of one says nothing about the other.
    const alone = (await attemptsOf(tx, refund.id)).length === 1;
    const final = settlement.kind === "fail" && !alone ? { kind: "check" as const, at } : settlement;
    await applySettlement(tx, refund.id, final, at);
    if (final.kind === "settle") await recordFigures(tx, refund);
  });
}

/** Moves an open refund to the state that the evidence shows. Needs the payment's lock. Returns whether the refund moved. */
export async function applySettlement(
  tx: Transaction,
  refundId: string,
  settlement: Settlement,
  at: Date,
): Promise<boolean> {
  const [row] = await tx.select().from(refunds).where(eq(refunds.id, refundId)).for("update");
  if (row === undefined) throw new Error(`refund ${refundId} is gone`);
  if (settlement.kind === "settle") {
    await mergeAnswer(tx, row, settlement.cancellation, row.currency, at);
    await linkCancellation(tx, row, settlement.cancellation, row, at);
  }
  if (settlement.kind === "check") {
    await tx
      .update(refunds)
      .set({ checkAt: settlement.at })
      .where(and(eq(refunds.id, refundId), inArray(refunds.state, [...openRefundStates])));
    return false;
  }
  const to: RefundState =
    settlement.kind === "settle" ? settlement.state : settlement.kind === "fail" ? "failed" : "undecided";
  if (row.state === to || !canMove(row.state, to)) return false;
  const code = failureCodeOf(settlement);
  const failure = code === null ? null : failureAfter(code, await attemptsOf(tx, refundId));
  const ended = to === "succeeded" || to === "failed";
  await tx
    .update(refunds)
    .set({
      state: to,
      cancellationId: settlement.kind === "settle" ? settlement.cancellation.id : row.cancellationId,
      failure,
      settledAt: ended ? at : null,
      encryptedRequest: ended ? null : row.encryptedRequest,
      checkAt: ended ? null : new Date(at.getTime() + (to === "pending" ? 60_000 : 3_600_000)),
    })
    .where(and(eq(refunds.id, refundId), inArray(refunds.state, sourcesOf(to))));
  if (ended) await scheduleComparison(tx, row, new Date(at.getTime() + confirmAfterMs));
  const by: SettledBy = settlement.kind === "give-up" ? "time" : settlement.by;
  await recordEvent(tx, row, `refund:${row.id}:state:${to}:${row.state}`, at, {
    kind: "refund-settled",
    refundId: row.id,
    number: row.number,
    state: to,
    by,
  });
  await audit(tx, {
    actor: { id: null, name: "desk" },
    action: "refund.settled",
    subject: `refund:${row.id}`,
    detail: { number: row.number, from: row.state, to, by, failure: failure?.code ?? null },
  });
  return true;
}

/** Wipes an encrypted request that cannot be decrypted, so that the refund is matched and never sent again. */
export async function dropEncryptedRequest(db: Database, refundId: string): Promise<void> {
  await db
    .update(refunds)
    .set({ encryptedRequest: null })
    .where(and(eq(refunds.id, refundId), inArray(refunds.state, [...openRefundStates])));
}

export async function dueRefunds(db: Database, now: Date, limit: number): Promise<RefundRow[]> {
  return db
    .select()
    .from(refunds)
    .where(and(isNotNull(refunds.checkAt), lte(refunds.checkAt, now)))
    .orderBy(asc(refunds.checkAt))
    .limit(limit);
}

export async function postponeRefund(
  db: Database | Transaction,
  refundId: string,
  until: Date,
): Promise<void> {
  await db
    .update(refunds)
    .set({ checkAt: until })
    .where(and(eq(refunds.id, refundId), inArray(refunds.state, [...openRefundStates])));
}

function failureCodeOf(settlement: Exclude<Settlement, { kind: "check" }>): RefundFailureCode | null {
  if (settlement.kind !== "settle") return settlement.code;
  return settlement.state === "failed" ? "cancellation-failed" : null;
}

function sourcesOf(to: RefundState): RefundState[] {
  return refundStates.filter((from) => canMove(from, to));
}
