// Stores the answer of PortOne or the PG with a refund that failed or is undecided: PortOne stores neither the PG's
// code nor its message in a cancellation.
import "server-only";
import type { AttemptRecord, RefundFailure } from "@/lib/db/schema/refunds";
import { type Answer, unansweredCauses } from "@/lib/domain/refund/answer";
import type { RefundFailureCode } from "@/lib/domain/refund/refund-errors";

type EndedAttempt = { outcome: AttemptRecord | null };

/** Returns the failure to store: its code, and the answer of the last ended attempt for display without a lookup. */
export function failureAfter(code: RefundFailureCode, attempts: readonly EndedAttempt[]): RefundFailure {
  const last = attempts.findLast(({ outcome }) => outcome !== null)?.outcome;
  return { code, ...(last ? answerFields(last) : {}) };
}

function answerFields(record: AttemptRecord): Omit<RefundFailure, "code"> {
  if (record.kind === "answered") return {};
  const { kind: _, ...fields } = record;
  if ("reading" in fields) {
    const { reading: __, ...ofPg } = fields;
    return ofPg;
  }
  return fields;
}

/** Returns the answer stored with a failure; null where there was none. */
export function answerOfFailure(failure: RefundFailure): Answer | null {
  const { httpStatus, type, message, cause, pgCode, pgMessage } = failure;
  if (pgCode !== undefined) {
    return { kind: "pg-refused", httpStatus: httpStatus ?? 502, pgCode, pgMessage: pgMessage ?? "" };
  }
  if (cause !== undefined) return unanswered(cause, httpStatus, type);
  if (type === undefined || httpStatus === undefined) return null;
  return { kind: "refused", httpStatus, type, ...(message ? { message } : {}) };
}

/** Returns an attempt's outcome as the answer that pages show. */
export function answerOfAttempt(record: AttemptRecord): Answer {
  switch (record.kind) {
    case "answered":
      return { kind: "answered", status: record.status, httpStatus: record.httpStatus };
    case "refused": {
      const { httpStatus, type, message } = record;
      return { kind: "refused", httpStatus, type, ...(message ? { message } : {}) };
    }
    case "pg-refused": {
      const { httpStatus, pgCode, pgMessage } = record;
      return { kind: "pg-refused", httpStatus, pgCode, pgMessage };
    }
    case "unanswered":
      return unanswered(record.cause, record.httpStatus, record.type);
  }
}

function unanswered(cause: string, httpStatus: number | undefined, type: string | undefined): Answer {
  return {
    kind: "unanswered",
    cause: unansweredCauses.find((known) => known === cause) ?? "unrecognized-answer",
    ...(httpStatus === undefined ? {} : { httpStatus }),
    ...(type === undefined ? {} : { type }),
  };
}
