import type { Cancellation } from "../payment/payment";
import { numberInReason } from "./refund-number";

export const undecidedReasons = ["window-over", "look-alike", "pg-unclear", "request-unreadable"] as const;
export type UndecidedReason = (typeof undecidedReasons)[number];

type Compared = {
  number: string;
  /** Cancellations from before the first send. */
  knownCancellationIds: readonly string[];
};

export type NamingRefusal = "cancellation-taken" | "cancellation-not-this" | "cancellation-failed";

/** Returns null if a person may name the cancellation. `linkedTo`: the number of the refund that it is linked to. */
export function namingRefusal(
  refund: Compared,
  cancellation: Pick<Cancellation, "id" | "status" | "reason">,
  linkedTo: string | null,
): NamingRefusal | null {
  if (linkedTo !== null && linkedTo !== refund.number) return "cancellation-taken";
  const carried = numberInReason(cancellation.reason);
  const isAnothers = carried !== null && carried !== refund.number;
  if (isAnothers || refund.knownCancellationIds.includes(cancellation.id)) return "cancellation-not-this";
  const moved = cancellation.status === "SUCCEEDED" || cancellation.status === "REQUESTED";
  return moved ? null : "cancellation-failed";
}

export function isCandidate(refund: Compared, id: string, linkedTo: string | null): boolean {
  return !refund.knownCancellationIds.includes(id) && (linkedTo === null || linkedTo === refund.number);
}

export type FieldMatch = "agrees" | "differs" | "unknown";
export type FieldMatches = Record<"amount" | "taxFree" | "reason" | "trigger" | "time", FieldMatch>;

type RequestedRefund = {
  amount: number | null;
  taxFreeAmount: number;
  /** As sent, or as typed where the sent text can no longer be decrypted. */
  reason: string;
  attempts: readonly { startedAt: Date; endedAt: Date }[];
};

/** Milliseconds. PortOne's clock and ours may differ, and a PG may be slow after the call has ended. */
const timeMargin = 60_000;

export function compare(requested: RequestedRefund, cancellation: Cancellation): FieldMatches {
  const at = new Date(cancellation.requestedAt).getTime();
  const isNearAttempt = requested.attempts.some(
    ({ startedAt, endedAt }) =>
      at >= startedAt.getTime() - timeMargin && at <= endedAt.getTime() + timeMargin,
  );
  return {
    amount: requested.amount === null ? "unknown" : same(cancellation.totalAmount === requested.amount),
    taxFree: same(cancellation.taxFreeAmount === requested.taxFreeAmount),
    reason: compareReason(requested.reason, cancellation.reason),
    trigger: cancellation.trigger === null ? "unknown" : same(cancellation.trigger === "API"),
    time: same(isNearAttempt),
  };
}

/** PortOne documents no length up to which it stores a reason: an equal beginning proves nothing either way. */
function compareReason(requested: string, found: string): FieldMatch {
  if (found === requested) return "agrees";
  return requested.startsWith(found) ? "unknown" : "differs";
}

function same(is: boolean): FieldMatch {
  return is ? "agrees" : "differs";
}
