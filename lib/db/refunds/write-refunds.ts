// Rules of the ledger: docs/decisions/001-rules-of-the-refund-ledger.md.
import "server-only";
import { and, asc, desc, eq, inArray, isNotNull, isNull, lte } from "drizzle-orm";
import { raiseAlert } from "@/lib/db/alerts/raise-alert";
import { audit, desk } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { belongsToPayment } from "@/lib/db/payment-key";
import { recordFigures } from "@/lib/db/payments/cancel-figures";
import { linkCancellation, lockPayment, mergeAnswer } from "@/lib/db/payments/write-payments";
import { scheduleComparison } from "@/lib/db/reconciliation/write-discrepancies";
import { refundAttempts, refunds } from "@/lib/db/schema/refunds";
import { recordEvent } from "@/lib/db/timeline";
import type { Cancellation } from "@/lib/domain/payment/payment";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import type { SentFigures } from "@/lib/domain/refund/cancel-figures";
import { mayStillSend } from "@/lib/domain/refund/evaluate-refund";
import type { RefundPlan } from "@/lib/domain/refund/plan-refund";
import { openRefundStates } from "@/lib/domain/refund/refund";
import { maskAccount } from "@/lib/domain/refund/refund-account";
import type { LedgerRefusal } from "@/lib/domain/refund/refund-errors";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import type { SendResult } from "@/lib/domain/refund/send-result";
import { type RefundChange, type RefundEvent, transition } from "@/lib/domain/refund/transition";
import { err, ok, type Result } from "@/lib/domain/result";
import type { RefundMove } from "@/lib/refund-log";
import { raiseAlertsOfState } from "./raise-alerts";
import { attemptsOf, factsOf, type RefundRow, succeededWithoutCancellation } from "./refund-facts";

/** An ended refund is read once more after this time: PortOne shows the end by then, despite the lag of its lists. */
const compareAfterMs = 61_000;

export type NewRefund = {
  id: string;
  number: string;
  request: RefundRequest;
  reason: string;
  plan: RefundPlan;
  figures: SentFigures;
  currency: string;
  pgProvider: string | null;
  /** Minor units. What the balance decreases by. */
  confirmedAmount: number;
  encryptedRequest: string;
  known: readonly Cancellation[];
  /** When the reading began from which the refund was planned, by the database's clock. */
  readAt: Date;
  /** Blocking policy rules that `request.override` overrides. */
  overridden: readonly string[];
  actor: { id: string; name: string };
};

/** What lets a refund pass: an approval, or the reason of an emergency. Neither where no rule asks for one. */
export type Admission = { approvalId?: string; emergencyWhy?: string };

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

/** Returns what the payment's ledger says against another refund, or null. Needs the payment's lock. */
export async function ledgerRefusal(
  tx: Transaction,
  key: PaymentKey,
  readAt: Date,
): Promise<LedgerRefusal | "reading-outdated" | null> {
  const ours = await refundsOf(tx, key);
  if (ours.some(succeededWithoutCancellation)) return "recorded-as-refunded";
  if (ours.some(({ state }) => openRefundStates.some((open) => open === state))) return "refund-open";
  return ours.some(({ endedAt }) => endedAt !== null && endedAt >= readAt) ? "reading-outdated" : null;
}

function refundsOf(tx: Transaction, key: PaymentKey) {
  return tx
    .select({
      id: refunds.id,
      requestId: refunds.requestId,
      state: refunds.state,
      cancellationId: refunds.cancellationId,
      endedAt: refunds.endedAt,
    })
    .from(refunds)
    .where(belongsToPayment(refunds, key))
    .orderBy(desc(refunds.createdAt));
}

/**
 * Transaction 1, before the send. A known request id returns its row. `admit` judges the person and what the rules ask for.
 * An unsent refund is checked at `checkAt`.
 * `reading-outdated`: another refund of the payment has ended since the reading, which may not show it.
 */
export async function openRefund<Code extends string, Detail>(
  db: Database,
  refund: NewRefund,
  checkAt: Date,
  {
    admit,
    alongside,
  }: {
    admit: (tx: Transaction) => Promise<Result<Admission, Code, Detail>>;
    alongside: (tx: Transaction) => Promise<void>;
  },
): Promise<
  Result<
    { row: RefundRow; created: boolean },
    LedgerRefusal | "number-taken" | "reading-outdated" | Code,
    Detail
  >
> {
  const key = { storeId: refund.request.storeId, paymentId: refund.request.paymentId };
  return db.transaction(async (tx) => {
    await lockPayment(tx, key);
    const earlier = await refundByRequestId(tx, refund.request.requestId);
    if (earlier) return ok({ row: earlier, created: false });
    const refusal = await ledgerRefusal(tx, key, refund.readAt);
    if (refusal !== null) return err(refusal);
    const [taken] = await tx
      .select({ id: refunds.id })
      .from(refunds)
      .where(eq(refunds.number, refund.number));
    if (taken !== undefined) return err("number-taken");
    const admitted = await admit(tx);
    if (!admitted.ok) return admitted;
    const [latest] = await refundsOf(tx, key);
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
        confirmedAmount: refund.confirmedAmount,
        requestedVat: refund.plan.body.vatAmount ?? null,
        orderAmount: refund.figures.order,
        moneyBack: refund.figures.money,
        balanceLock: refund.plan.balanceLock,
        balanceLockSource: refund.plan.balanceLockSource,
        reason: refund.reason,
        reasonCode: refund.request.reasonCode,
        note: refund.request.note,
        internalNote: refund.request.internalNote ?? "",
        account: refund.plan.body.refundAccount ? maskAccount(refund.plan.body.refundAccount) : null,
        retainOption: refund.plan.body.promotionDiscountRetainOption ?? null,
        overrideWhy: refund.request.override?.why ?? null,
        approvalId: admitted.value.approvalId ?? null,
        emergencyWhy: admitted.value.emergencyWhy ?? null,
        requester: refund.request.requester,
        encryptedRequest: refund.encryptedRequest,
        knownCancellations: refund.known.map(({ id, status, totalAmount }) => ({ id, status, totalAmount })),
        retryOf: latest?.state === "failed" ? latest.id : null,
        actorId: refund.actor.id,
        actorName: refund.actor.name,
        checkAt,
      })
      .returning();
    if (row === undefined) throw new Error("the refund was not inserted");
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
      ...(row.emergencyWhy === null ? {} : { emergencyWhy: row.emergencyWhy }),
      ...(row.overrideWhy === null
        ? {}
        : { overrideWhy: row.overrideWhy, overridden: [...refund.overridden] }),
      ...(refund.request.balanceLock === undefined ? {} : { balanceLock: refund.request.balanceLock }),
    });
    await audit(tx, {
      actor: refund.actor,
      action: "refund.requested",
      subject: `refund:${row.id}`,
      payment: row,
      detail: {
        number: row.number,
        kind: row.kind,
        amount: row.expectedAmount ?? row.requestedAmount,
        taxFreeAmount: row.expectedTaxFree,
        vatAmount: row.requestedVat,
        currency: row.currency,
        reasonCode: row.reasonCode,
        toAccount: row.account?.bank ?? null,
        retainOption: row.retainOption,
        approvalId: row.approvalId,
        emergencyWhy: row.emergencyWhy,
        overrideWhy: row.overrideWhy,
        ...(row.overrideWhy === null ? {} : { overridden: refund.overridden.join(", ") }),
        balanceLock: row.balanceLock,
        balanceLockSource: row.balanceLockSource,
      },
    });
    if (row.emergencyWhy !== null)
      await raiseAlert(tx, {
        key: `emergency-refund:${row.id}`,
        kind: "emergency-refund",
        paymentId: row.paymentId,
        number: row.number,
        amount: row.expectedAmount ?? row.requestedAmount,
        currency: row.currency,
        personId: row.actorId,
      });
    await alongside(tx);
    return ok({ row, created: true });
  });
}

/** Records the attempt before the send. After an error (not submitting, lease held, too late) nothing may be sent. */
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

/**
 * Transaction 2: the attempt's end and its consequence together. Later evidence never changes an ended refund. Returns the
 * change of the refund's state, or null.
 */
export async function endAttempt(
  db: Database,
  refund: { id: string; number: string; storeId: string; paymentId: string },
  n: number,
  at: Date,
  result: SendResult,
  event: RefundEvent,
): Promise<RefundMove | null> {
  return db.transaction(async (tx) => {
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
    const move = await applyEvent(tx, refund.id, event, at);
    if (event.kind === "apply-cancellation") await recordFigures(tx, refund);
    return move;
  });
}

/** Returns the change of the refund's state, or null. Needs the payment's lock. */
export async function applyEvent(
  tx: Transaction,
  refundId: string,
  event: RefundEvent,
  at: Date,
): Promise<RefundMove | null> {
  const [row] = await tx.select().from(refunds).where(eq(refunds.id, refundId)).for("update");
  if (row === undefined) throw new Error(`refund ${refundId} is gone`);
  if (event.kind === "apply-cancellation") {
    await mergeAnswer(tx, row, event.cancellation, row.currency, at);
    await linkCancellation(tx, row, event.cancellation, row, at);
  }
  const change = transition({ ...row, attempts: await attemptsOf(tx, refundId) }, event, at);
  if (change === null) return null;
  await writeChange(tx, row, change);
  if (change.kind === "check") return null;
  const { state, by, failure, endedAt } = change;
  if (endedAt !== null) await scheduleComparison(tx, row, new Date(at.getTime() + compareAfterMs));
  await recordEvent(tx, row, `refund:${row.id}:state:${state}:${row.state}`, at, {
    kind: "refund-state-changed",
    refundId: row.id,
    number: row.number,
    state,
    by,
  });
  await audit(tx, {
    actor: desk,
    action: "refund.state-changed",
    subject: `refund:${row.id}`,
    payment: row,
    detail: { number: row.number, from: row.state, to: state, by, failure: failure?.code ?? null },
  });
  await raiseAlertsOfState(tx, row, state);
  return { refund: row, from: row.state, to: state, by, failure: failure?.code ?? null };
}

/** Throws if the row is no longer in the state from which the change was derived. Needs the payment's lock. */
export async function writeChange(
  tx: Transaction,
  row: Pick<RefundRow, "id" | "state">,
  change: RefundChange,
): Promise<void> {
  const written = await tx
    .update(refunds)
    .set(
      change.kind === "check"
        ? { checkAt: change.checkAt }
        : {
            state: change.state,
            cancellationId: change.cancellationId,
            failure: change.failure,
            endedAt: change.endedAt,
            checkAt: change.checkAt,
            ...(change.endedAt === null ? {} : { encryptedRequest: null }),
          },
    )
    .where(and(eq(refunds.id, row.id), eq(refunds.state, row.state)))
    .returning({ id: refunds.id });
  if (written.length === 0) throw new Error(`refund ${row.id} was changed without its payment's lock`);
}

/** For a request that cannot be decrypted: the refund is then matched and never sent again. */
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
