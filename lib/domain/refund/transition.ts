import type { RefundState } from "./refund";

const transitions: Record<RefundState, readonly RefundState[]> = {
  submitting: ["pending", "succeeded", "failed", "undecided"],
  pending: ["succeeded", "failed"],
  undecided: ["pending", "succeeded", "failed"],
  succeeded: [],
  failed: [],
};

/** Returns whether a refund may move from one state to another. Succeeded and failed are final. */
export function canMove(from: RefundState, to: RefundState): boolean {
  return transitions[from].includes(to);
}
