// Stored as it is, with an attempt, an operation, a failure and an event.
import type { Cancellation, CancellationStatus } from "../payment/payment";

export type UnansweredCause =
  | "timeout"
  | "connection"
  | "not-json"
  | "outstanding"
  | "unrecognized-answer"
  | "server-error"
  | "too-many-requests";

/** `refused`: documented as not carried out. `pg-refused` proves nothing. After `unanswered` money may have moved. */
export type SendFailure =
  | { kind: "refused"; httpStatus: number; type: string; message?: string }
  | { kind: "pg-refused"; httpStatus: number; pgCode: string; pgMessage: string }
  | { kind: "unanswered"; cause: UnansweredCause; httpStatus?: number; type?: string };

export type SendResult =
  | { kind: "answered"; httpStatus: number; cancellationId: string; status: string }
  | SendFailure;

export type KnownCancellation = Cancellation & { status: Exclude<CancellationStatus, "UNRECOGNIZED"> };

export type CancelOutcome =
  | { kind: "answered"; httpStatus: number; cancellation: KnownCancellation }
  | SendFailure;
