// Tones of refunds, and who can resolve a problem. A code that is added to the domain does not compile without an entry.
import type { Tone } from "@/components/ui/tone";
import type { AmendApprovalError } from "@/lib/domain/approval/approval-errors";
import type { PaymentRefusal } from "@/lib/domain/refund/plan-refund";
import type { RefundState } from "@/lib/domain/refund/refund";
import type { LedgerRefusal, RefundFailureCode } from "@/lib/domain/refund/refund-errors";
import type { ResolvableBy } from "@/lib/domain/resolvable-by";

export type BlockCode = PaymentRefusal | LedgerRefusal;

export const refundTone: Record<RefundState, Tone> = {
  submitting: "progress",
  pending: "progress",
  succeeded: "ok",
  failed: "danger",
  undecided: "warn",
};

export const errorResolvableBy: Record<AmendApprovalError, ResolvableBy> = {
  "v1-payment": "console",
  "status-unrecognized": "developer",
  "method-unrecognized": "developer",
  "not-paid": "customer",
  "waiting-for-deposit": "operator",
  "already-cancelled": "nobody",
  "cancellation-pending": "pg",
  "dispute-unresolved": "pg",
  "nothing-left": "nobody",
  "amount-exceeds-balance": "operator",
  "tax-free-missing": "operator",
  "tax-free-exceeds": "operator",
  "taxable-exceeds": "operator",
  "vat-exceeds": "operator",
  "vat-not-taken": "operator",
  "parts-exceed-amount": "operator",
  "account-missing": "operator",
  "account-phone-missing": "operator",
  "account-not-needed": "operator",
  "email-missing": "operator",
  "email-not-needed": "operator",
  "promotion-option-missing": "operator",
  "promotion-option-locked": "operator",
  "promotion-option-not-needed": "operator",
  "balance-lock-not-needed": "operator",
  "reason-unknown": "operator",
  "policy-blocked": "operator",
  "override-not-permitted": "operator",
  "balance-lock-not-permitted": "operator",
  "refund-open": "nobody",
  "recorded-as-refunded": "console",
  "payment-not-found": "developer",
  "portone-unreachable": "operator",
  "request-id-reused": "operator",
  "amount-changed": "operator",
  "approval-open": "nobody",
  "approval-needed": "operator",
  "emergency-not-allowed": "operator",
  "approval-not-needed": "operator",
  "approval-not-found": "operator",
  "not-waiting": "nobody",
  "approval-changed": "operator",
  "withdraw-first": "operator",
  "limit-reached": "operator",
  "not-permitted": "operator",
  "confirm-first": "operator",
};

export const failureResolvableBy: Record<RefundFailureCode, ResolvableBy> = {
  refused: "operator",
  "pg-refused": "pg",
  "cancellation-failed": "pg",
  "not-sent": "operator",
  "window-over": "console",
  "look-alike": "console",
  "pg-unclear": "pg",
  decided: "operator",
  "request-unreadable": "developer",
  stopped: "operator",
};

/** Returns whether the code only means that nothing is left to refund, which is not a fault. */
export function isDone(code: BlockCode): boolean {
  return code === "already-cancelled" || code === "nothing-left";
}
