import type { RefundState } from "./refund";

export type AwaitedRefund = { number: string; paymentId: string; orderName: string; state: RefundState };

export type AwaitedAnswer = { refunds: AwaitedRefund[] };

export const maxAwaitedRefunds = 30;

export type EndedRefund = AwaitedRefund & { state: "succeeded" | "failed" | "undecided" };

export function hasEnded(refund: AwaitedRefund): refund is EndedRefund {
  return refund.state !== "submitting" && refund.state !== "pending";
}
