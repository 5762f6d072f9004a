// What PortOne or the PG said of a try, and how it is kept with a refund that failed or could not be decided: PortOne
// keeps neither the PG's code nor its words in a cancellation.
import "server-only";
import type { AttemptRecord, RefundFailure } from "@/lib/db/schema/refunds";
import { type Answer, unansweredCauses } from "@/lib/domain/refund/answer";
import type { RefundFailureCode } from "@/lib/domain/refund/refund-errors";

type EndedAttempt = { outcome: AttemptRecord | null };

/** The failure to store: why, and the words of the last try that has ended, so that they need not be looked up later. */
export function failureAfter(code: RefundFailureCode, attempts: readonly EndedAttempt[]): RefundFailure {
  const last = attempts.findLast(({ outcome }) => outcome !== null)?.outcome;
  return { code, ...(last ? said(last) : {}) };
}

function said(record: AttemptRecord): Omit<RefundFailure, "code"> {
  if (record.kind === "answered") return {};
  const { kind: _, ...words } = record;
  if ("reading" in words) {
    const { reading: __, ...ofPg } = words;
    return ofPg;
  }
  return words;
}

/** The answer that is kept with a failure, or null where nothing was ever said. */
export function answerOfFailure(failure: RefundFailure): Answer | null {
  const { httpStatus, type, message, cause, pgCode, pgMessage } = failure;
  if (pgCode !== undefined) {
    return { kind: "pg-refused", httpStatus: httpStatus ?? 502, pgCode, pgMessage: pgMessage ?? "" };
  }
  if (cause !== undefined) return unanswered(cause, httpStatus, type);
  if (type === undefined || httpStatus === undefined) return null;
  return { kind: "refused", httpStatus, type, ...(message ? { message } : {}) };
}

/** A try's end in the words that the screens need. */
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
