// How PortOne answered one send. The shape is stored with an attempt, an operation, a failure and an event as it is.
import type { Cancellation, CancellationStatus } from "../payment/payment";

export type UnansweredCause =
  | "timeout"
  | "connection"
  | "not-json"
  | "outstanding"
  | "unrecognized-answer"
  | "server-error"
  | "too-many-requests";

/**
 * A send that did not plainly succeed. `refused` is documented by PortOne as not carried out. `pg-refused` are the words of the
 * PG, which prove nothing by themselves. After `unanswered` the money may have moved.
 */
export type SendFailure =
  | { kind: "refused"; httpStatus: number; type: string; message?: string }
  | { kind: "pg-refused"; httpStatus: number; pgCode: string; pgMessage: string }
  | { kind: "unanswered"; cause: UnansweredCause; httpStatus?: number; type?: string };

/** `status` is PortOne's own word for the status of the cancellation. */
export type SendResult =
  | { kind: "answered"; httpStatus: number; cancellationId: string; status: string }
  | SendFailure;

/** A cancellation with a known status; any other status is not an answer. */
export type KnownCancellation = Cancellation & { status: Exclude<CancellationStatus, "UNRECOGNIZED"> };

/** The answer to a cancel: a plain one comes with its cancellation. */
export type CancelOutcome =
  | { kind: "answered"; httpStatus: number; cancellation: KnownCancellation }
  | SendFailure;
