// One send of an open refund: the try before the call, the call with no transaction open, its end after.
import "server-only";
import type { DeskDatabase } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import {
  beginAttempt,
  dropEncryptedRequest,
  endAttempt,
  type Settlement,
} from "@/lib/db/refunds/write-refunds";
import type { AttemptRecord } from "@/lib/db/schema/refunds";
import type { Answer } from "@/lib/domain/refund/answer";
import { readCancelBody } from "@/lib/domain/refund/cancel-body";
import { resendDelay } from "@/lib/domain/refund/evaluate-refund";
import { readPgCode } from "@/lib/domain/refund/pg-codes";
import type { CancelOutcome } from "@/lib/domain/refund/send-result";
import type { JobQueue } from "@/lib/jobs/queue";
import { log } from "@/lib/log";
import type { Gateway } from "@/lib/portone/gateway";
import { syncPayment } from "@/lib/sync/sync-payment";
import type { RequestCipher } from "./request-cipher";

export type RefundContext = {
  database: DeskDatabase;
  portone: Gateway;
  jobs: JobQueue;
  requestCipher: RequestCipher;
  /** PGs whose reason must stay as typed. */
  reasonWithoutNumber: readonly string[];
};

/** A try holds its lease a little longer than the call can last, so that no second send meets a first in flight. */
const leaseMarginMs = 30_000;
const longestPauseMs = 20_000;

type RefundKey = { id: string; storeId: string; paymentId: string };

/**
 * Sends an open refund once, if nothing else is sending it and its seal opens; then settles it by the answer and
 * reads the payment again. Never throws: it may run on after the request that began it has been answered.
 */
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
  const asked = performance.now();
  const begun = await beginAttempt(db, refund, context.portone.config.cancelLimitMs + leaseMarginMs);
  if (!begun.ok) return;
  const { row, n } = begun.value;
  const encryptedRequest =
    row.encryptedRequest === null ? null : context.requestCipher.open(row.id, row.encryptedRequest);
  if (encryptedRequest === null) {
    log.error({ refundId }, "the seal of a refund cannot be opened; it is never sent again");
    await dropEncryptedRequest(db, refundId);
    await db.transaction((tx) => context.jobs.resumeRefund(tx, refundId, new Date(0)));
    return;
  }
  // A process that was stopped here for long must not send behind the back of whoever went on meanwhile.
  if (performance.now() - asked > longestPauseMs)
    throw new Error("too much time went by between the attempt and its send");
  const outcome = await context.portone.cancelPayment({
    paymentId: row.paymentId,
    key: row.id,
    encryptedRequest,
    body: readCancelBody(encryptedRequest),
  });
  const now = await databaseNow(db);
  const settlement = settlementOf(outcome, n, now);
  await endAttempt(db, row, n, now, recordOf(outcome, row), answerOf(outcome), settlement);
  const checkAgainAt = nextCheck(settlement, now);
  if (checkAgainAt !== null)
    await db.transaction((tx) => context.jobs.resumeRefund(tx, refundId, checkAgainAt));

  const synced = await syncPayment(context, row);
  if (!synced.ok)
    log.warn({ refundId, cause: synced.error.code }, "the payment could not be read after a refund");
}

/** When the worker looks at it again of its own accord; the sweep does so too, but only every minute. */
function nextCheck(settlement: Settlement, now: Date): Date | null {
  if (settlement.kind === "check") return settlement.at;
  // A little after the first poll is due, for the webhook that may never come.
  return settlement.kind === "settle" && settlement.state === "pending"
    ? new Date(now.getTime() + 63_000)
    : null;
}

/** A refusal is final on a first try only: after an unanswered one it says nothing about the earlier send. */
function settlementOf(outcome: CancelOutcome, n: number, now: Date): Settlement {
  switch (outcome.kind) {
    case "answered":
      return {
        kind: "settle",
        state: answeredStates[outcome.cancellation.status],
        cancellation: outcome.cancellation,
        by: "answer",
      };
    case "refused":
      if (n > 1) return { kind: "check", at: new Date(now.getTime() + 61_000) };
      return { kind: "fail", code: "refused", by: "answer" };
    case "unanswered":
      if (outcome.pg !== null) return { kind: "check", at: now };
      return { kind: "check", at: new Date(now.getTime() + resendDelay(n)) };
  }
}

const answeredStates = {
  SUCCEEDED: "succeeded",
  REQUESTED: "pending",
  FAILED: "failed",
  UNRECOGNIZED: null,
} as const;

function recordOf(outcome: CancelOutcome, row: RefundRow): AttemptRecord {
  switch (outcome.kind) {
    case "answered":
      return {
        kind: "answered",
        httpStatus: outcome.httpStatus,
        cancellationId: outcome.cancellation.id,
        status: outcome.cancellation.rawStatus,
      };
    case "refused":
      return {
        kind: "refused",
        httpStatus: outcome.httpStatus,
        type: outcome.type,
        ...text("message", outcome.message),
      };
    case "unanswered":
      if (outcome.pg !== null) {
        return {
          kind: "pg-refused",
          httpStatus: outcome.httpStatus ?? 502,
          pgCode: outcome.pg.code,
          pgMessage: outcome.pg.message,
          reading: readPgCode(row.pgProvider ?? "", outcome.pg.code),
        };
      }
      return { kind: "unanswered", cause: outcome.cause, ...seen(outcome) };
  }
}

function answerOf(outcome: CancelOutcome): Answer {
  switch (outcome.kind) {
    case "answered":
      return { kind: "answered", httpStatus: outcome.httpStatus, status: outcome.cancellation.rawStatus };
    case "refused":
      return {
        kind: "refused",
        httpStatus: outcome.httpStatus,
        type: outcome.type,
        ...text("message", outcome.message),
      };
    case "unanswered":
      if (outcome.cause === "pg-provider") {
        return {
          kind: "pg-refused",
          httpStatus: outcome.httpStatus ?? 502,
          pgCode: outcome.pg?.code ?? "",
          pgMessage: outcome.pg?.message ?? "",
        };
      }
      return { kind: "unanswered", cause: outcome.cause, ...seen(outcome) };
  }
}

function seen(outcome: { httpStatus: number | null; type: string | null }): {
  httpStatus?: number;
  type?: string;
} {
  return {
    ...(outcome.httpStatus === null ? {} : { httpStatus: outcome.httpStatus }),
    ...text("type", outcome.type),
  };
}

function text<Key extends string>(key: Key, value: string | null): Partial<Record<Key, string>> {
  return value === null ? {} : ({ [key]: value } as Record<Key, string>);
}
