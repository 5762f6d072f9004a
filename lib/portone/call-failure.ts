import "server-only";
import { PaymentError } from "@portone/server-sdk/payment";
import type { SendFailure, UnansweredCause } from "@/lib/domain/refund/send-result";
import { storable } from "./storable";
import { type Call, NotSentError } from "./transport";
import { errorOnWire } from "./wire";

/** Only a pair of error type and status in `documented` is `refused`; every other request may have been carried out. */
export function failureOf(
  call: Call,
  error: unknown,
  documented: Readonly<Record<string, number>>,
): SendFailure {
  rethrowIfNotSent(error);
  if (error instanceof PaymentError) {
    const parsed = errorOnWire.safeParse(storable(error.data));
    const status = call.httpStatus;
    if (parsed.success && status !== null) {
      const { type, message, pgCode, pgMessage } = parsed.data;
      if (Object.hasOwn(documented, type) && documented[type] === status)
        return { kind: "refused", httpStatus: status, type, ...(message == null ? {} : { message }) };
      if (status === 502 && type === "PG_PROVIDER")
        return { kind: "pg-refused", httpStatus: status, pgCode: pgCode ?? "", pgMessage: pgMessage ?? "" };
      if (status === 409 && type === "IDEMPOTENCY_OUTSTANDING_REQUEST")
        return unanswered(call, "outstanding", type);
      return unanswered(call, causeOfStatus(status), type);
    }
    return unanswered(call, status === null ? "unrecognized-answer" : causeOfStatus(status));
  }
  if (call.timedOut || isTimeout(error)) return unanswered(call, "timeout");
  if (isFetchFailure(error)) return unanswered(call, "connection");
  // The SDK parses every body as JSON: HTML or an empty body throws a SyntaxError, JSON null a TypeError.
  if (call.httpStatus !== null) {
    return unanswered(call, call.httpStatus === 429 ? "too-many-requests" : "not-json");
  }
  return unanswered(call, "connection");
}

export function unanswered({ httpStatus }: Call, cause: UnansweredCause, type?: string): SendFailure {
  return {
    kind: "unanswered",
    cause,
    ...(httpStatus === null ? {} : { httpStatus }),
    ...(type === undefined ? {} : { type }),
  };
}

/** Rethrows a NotSentError from the chain of causes: a bug in our code, not an answer. */
export function rethrowIfNotSent(error: unknown): void {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof NotSentError) throw cause;
  }
}

function causeOfStatus(status: number): "too-many-requests" | "server-error" | "unrecognized-answer" {
  if (status === 429) return "too-many-requests";
  return status >= 500 ? "server-error" : "unrecognized-answer";
}

function isFetchFailure(error: unknown): boolean {
  return error instanceof TypeError && error.cause !== undefined;
}

function isTimeout(error: unknown): boolean {
  const code =
    error instanceof Error && error.cause instanceof Error && "code" in error.cause ? error.cause.code : "";
  return (
    code === "UND_ERR_HEADERS_TIMEOUT" ||
    code === "UND_ERR_BODY_TIMEOUT" ||
    code === "UND_ERR_CONNECT_TIMEOUT"
  );
}
