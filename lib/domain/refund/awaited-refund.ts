// A refund that its asker waits for, as the frame of every page knows it.
import type { RefundState } from "./refund";

export type AwaitedRefund = { number: string; paymentId: string; orderName: string; state: RefundState };

/** What the desk answers. */
export type AwaitedAnswer = { refunds: AwaitedRefund[] };

/** So many are followed at once; more than one person waits for. */
export const mostAwaited = 30;

/** Nothing is awaited of it any more: it has ended, or a person must say how. */
export type EndedRefund = AwaitedRefund & { state: "succeeded" | "failed" | "undecided" };

export function hasEnded(refund: AwaitedRefund): refund is EndedRefund {
  return refund.state !== "submitting" && refund.state !== "pending";
}
