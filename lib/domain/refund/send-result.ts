// How a cancel can end. Everything that is not a plain answer or a documented refusal is unanswered: the money
// may have moved.

import type { Cancellation, CancellationStatus } from "../payment/payment";
import type { UnansweredCause } from "./answer";

/** A cancellation whose status is known; every other is no answer. */
export type KnownCancellation = Cancellation & { status: Exclude<CancellationStatus, "UNRECOGNIZED"> };

export type CancelOutcome =
  | { kind: "answered"; httpStatus: number; cancellation: KnownCancellation }
  | { kind: "refused"; httpStatus: number; type: string; message: string | null }
  | {
      kind: "unanswered";
      cause: UnansweredCause | "pg-provider";
      httpStatus: number | null;
      type: string | null;
      /** Present where the PG itself said no: its words prove nothing by themselves. */
      pg: { code: string; message: string } | null;
    };
