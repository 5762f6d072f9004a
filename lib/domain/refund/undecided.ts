// What a person compares when the evidence does not decide a refund: our record of it, and each cancellation of the
// payment that might be it. Pure; the decision is theirs, so nothing here weighs the marks.
import type { Cancellation } from "../payment/payment";
import { numberInReason } from "./refund-number";

/** Why a refund was handed to a person. Every word has its own advice in `messages`. */
export const undecidedWhys = ["window-over", "look-alike", "pg-unclear", "request-unreadable"] as const;
export type UndecidedWhy = (typeof undecidedWhys)[number];

type Compared = {
  number: string;
  /** Cancellations that were there before the first send. */
  knownCancellationIds: readonly string[];
};

/** Why a cancellation cannot be named as a refund's. Every code has words in `messages`. */
export type NamingRefusal = "cancellation-taken" | "cancellation-not-this" | "cancellation-failed";

/**
 * Whether a person may say of a cancellation of the same payment that it is this refund's; null when they may. One
 * that was there before, belongs to another refund or carries another number is another's; one that failed moved no
 * money. `linkedTo` is the number of the refund that it is linked to.
 */
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

/** Whether a cancellation is worth showing beside a refund: all but those that were there before or are another's. */
export function mightBe(refund: Compared, id: string, linkedTo: string | null): boolean {
  return !refund.knownCancellationIds.includes(id) && (linkedTo === null || linkedTo === refund.number);
}

export type Mark = "agrees" | "differs" | "unknown";
export type Marks = Record<"amount" | "taxFree" | "reason" | "trigger" | "time", Mark>;

type Asked = {
  /** null where PortOne's way of counting is not documented. */
  amount: number | null;
  taxFreeAmount: number;
  /** As sent, or as typed where the sent text can no longer be read. */
  reason: string;
  attempts: readonly { startedAt: Date; endedAt: Date }[];
};

/** PortOne's clock and ours may differ, and a PG may be slow after the call has ended. */
const timeMargin = 60_000;

/** What of a cancellation agrees with what was asked for, and what does not. */
export function compare(asked: Asked, cancellation: Cancellation): Marks {
  const at = new Date(cancellation.requestedAt).getTime();
  const isNearAttempt = asked.attempts.some(
    ({ startedAt, endedAt }) =>
      at >= startedAt.getTime() - timeMargin && at <= endedAt.getTime() + timeMargin,
  );
  return {
    amount: asked.amount === null ? "unknown" : same(cancellation.totalAmount === asked.amount),
    taxFree: same(cancellation.taxFreeAmount === asked.taxFreeAmount),
    reason: compareReason(asked.reason, cancellation.reason),
    trigger: cancellation.trigger === null ? "unknown" : same(cancellation.trigger === "API"),
    time: same(isNearAttempt),
  };
}

/** PortOne documents no length that a reason keeps: the beginning of ours proves nothing either way. */
function compareReason(asked: string, found: string): Mark {
  if (found === asked) return "agrees";
  return asked.startsWith(found) ? "unknown" : "differs";
}

function same(is: boolean): Mark {
  return is ? "agrees" : "differs";
}
