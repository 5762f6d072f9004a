// How a cancel can end. Anything but a plain answer or a documented refusal is unanswered: the money may have moved.

import type { Cancellation, CancellationStatus } from "../payment/payment";
import type { UnansweredCause } from "./answer";

/** A cancellation with a known status; any other status is not an answer. */
export type KnownCancellation = Cancellation & { status: Exclude<CancellationStatus, "UNRECOGNIZED"> };

export type CancelOutcome =
  | { kind: "answered"; httpStatus: number; cancellation: KnownCancellation }
  | { kind: "refused"; httpStatus: number; type: string; message: string | null }
  | {
      kind: "unanswered";
      cause: UnansweredCause | "pg-provider";
      httpStatus: number | null;
      type: string | null;
      /** Set where the PG itself refused; its text alone proves nothing. */
      pg: { code: string; message: string } | null;
    };
