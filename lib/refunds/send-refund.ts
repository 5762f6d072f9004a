import "server-only";
import type { AppContext } from "@/lib/context";
import { databaseNow } from "@/lib/db/clock";
import { beginAttempt, dropEncryptedRequest, endAttempt } from "@/lib/db/refunds/write-refunds";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import { readCancelBody } from "@/lib/domain/refund/cancel-body";
import type { CancelOutcome, SendResult } from "@/lib/domain/refund/send-result";
import { eventOfAnswer, type RefundEvent } from "@/lib/domain/refund/transition";
import { log } from "@/lib/log";
import { logRefundMoves, logRefundStep } from "@/lib/refund-log";
import { syncPayment } from "@/lib/sync/sync-payment";

export type RefundContext = Pick<
  AppContext,
  "database" | "portone" | "jobs" | "cipher" | "reasonWithoutNumber"
>;

/** The lease of an attempt is longer than its call, so that no second send overlaps a send in flight. */
const leaseMarginMs = 30_000;
const longestPauseMs = 20_000;

type RefundKey = PaymentKey & { id: string };

// The attempt is recorded before the call, its end after the call; no transaction is open during the call.
/** Sends an open refund unless another send runs. Never throws: the request may have been answered already. */
export async function sendRefund(context: RefundContext, refund: RefundKey): Promise<void> {
  try {
    await send(context, refund);
  } catch (error) {
    log.error(
      { err: error, refundId: refund.id },
      "a refund could not be sent or its answer not stored; it will be resumed",
    );
  }
}

async function send(context: RefundContext, refund: RefundKey): Promise<void> {
  const { db } = context.database;
  const refundId = refund.id;
  const beganAt = performance.now();
  const begun = await beginAttempt(db, refund, context.portone.config.cancelLimitMs + leaseMarginMs);
  if (!begun.ok) return;
  const { row, n } = begun.value;
  const requestText =
    row.encryptedRequest === null ? null : context.cipher.decrypt(row.id, row.encryptedRequest);
  if (requestText === null) {
    log.error(
      { refundId },
      "the encrypted request of a refund cannot be decrypted; the refund is never sent again",
    );
    await dropEncryptedRequest(db, refundId);
    await db.transaction((tx) => context.jobs.resumeRefund(tx, refundId, new Date(0)));
    return;
  }
  // A process that was paused here for long must not send: another process may have continued the refund.
  if (performance.now() - beganAt > longestPauseMs)
    throw new Error("too much time passed between the attempt and its send");
  logRefundStep("sending", row, { attempt: n });
  const sentAt = performance.now();
  const outcome = await context.portone.cancelPayment({
    paymentId: row.paymentId,
    key: row.id,
    requestText,
    body: readCancelBody(requestText),
  });
  const durationMs = Math.round(performance.now() - sentAt);
  logRefundStep("answered", row, { attempt: n, durationMs, ...answerFields(outcome) });
  const now = await databaseNow(db);
  const event = eventOfAnswer(outcome, n, now);
  const move = await endAttempt(db, row, n, now, resultOf(outcome), event);
  if (move !== null) logRefundMoves([move]);
  const checkAgainAt = nextCheck(event, now);
  if (checkAgainAt !== null)
    await db.transaction((tx) => context.jobs.resumeRefund(tx, refundId, checkAgainAt));

  const synced = await syncPayment(context, row);
  if (!synced.ok)
    log.warn(
      { refundId, refundNumber: row.number, paymentId: row.paymentId, cause: synced.error.code },
      "the payment could not be read after a refund",
    );
}

/** Returns when a job continues the refund, or null. The sweep continues it too, but only once a minute. */
function nextCheck(event: RefundEvent, now: Date): Date | null {
  if (event.kind === "check") return event.at;
  // Shortly after the first poll is due, in case no webhook comes.
  return event.kind === "apply-cancellation" && event.state === "pending"
    ? new Date(now.getTime() + 63_000)
    : null;
}

/** The answer's kind and codes for the log; texts of PGs stay out of it. */
function answerFields(outcome: CancelOutcome): Record<string, string | number | undefined> {
  switch (outcome.kind) {
    case "answered":
      return { answer: outcome.cancellation.rawStatus, status: outcome.httpStatus };
    case "refused":
      return { answer: outcome.kind, status: outcome.httpStatus, type: outcome.type };
    case "pg-refused":
      return { answer: outcome.kind, status: outcome.httpStatus, pgCode: outcome.pgCode };
    case "unanswered":
      return { answer: outcome.kind, cause: outcome.cause, status: outcome.httpStatus, type: outcome.type };
  }
}

function resultOf(outcome: CancelOutcome): SendResult {
  if (outcome.kind !== "answered") return outcome;
  const { httpStatus, cancellation } = outcome;
  return { kind: "answered", httpStatus, cancellationId: cancellation.id, status: cancellation.rawStatus };
}
