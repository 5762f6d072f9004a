// Why a refund was not recorded, failed or could not be decided. Every code has words in `messages`.
import type { PlanRefusal } from "./plan-refund";
import type { NamingRefusal } from "./undecided";

/** Why a refund failed or could not be decided. Every code has words in `messages`. */
export const refundFailures = [
  "refused",
  "pg-refused",
  "cancellation-failed",
  "not-sent",
  "window-over",
  "look-alike",
  "pg-unclear",
  "request-unreadable",
  "decided",
  "stopped",
] as const;

export type RefundFailureCode = (typeof refundFailures)[number];

/**
 * What our own ledger forbids: a refund is open, or a person has recorded one as done that PortOne shows no
 * cancellation of, so that PortOne would refund it again.
 */
export type LedgerRefusal = "refund-open" | "recorded-as-refunded";

/** Everything the refund action may answer with, besides the refund itself. Every code has words in `messages`. */
export type RefundRequestError =
  | PlanRefusal
  | "payment-not-found"
  | "portone-unreachable"
  | LedgerRefusal
  | "request-id-reused"
  | "reason-unknown"
  /** The documents, or the merchant's settings, say that it will be refused. */
  | "policy-blocked"
  | "override-not-permitted"
  | "lock-not-permitted"
  /** Comes with the new balance: `BalanceNow`. */
  | "amount-changed";

/** What is left now, where another balance was confirmed. Minor units. */
export type BalanceNow = { amount: number; taxFree: number; vat: number | null };

/** Why a person's decision was not recorded. Every code has words in `messages`. */
export type ResolveRefundError =
  | "refund-not-found"
  | "not-undecided"
  | "cancellation-not-found"
  | NamingRefusal;
