import type { LimitReached } from "../people/refund-limits";
import type { PlanRefusal } from "./plan-refund";
import type { NamingRefusal } from "./undecided";

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
 * `recorded-as-refunded`: a person recorded a refund that PortOne does not show, so PortOne would refund again.
 * `approval-open`: a request for the payment waits for approval.
 */
export type LedgerRefusal = "refund-open" | "recorded-as-refunded" | "approval-open";

/**
 * `not-permitted`: the permission was taken away meanwhile. `limit-reached` comes with `LimitDetail`. `confirm-first`: the
 * person must prove again who they are.
 */
export type PersonRefusal = "limit-reached" | "not-permitted" | "confirm-first";

/** A rule asks for the approval of others. */
export type ApprovalRefusal = "approval-needed" | "emergency-not-allowed";

/** Amounts in minor units of `currency`. */
export type LimitDetail = LimitReached & {
  currency: string;
  /** Names of people who could request the refund. */
  helpers: readonly string[];
};

export type RefundRequestError =
  | PlanRefusal
  | "payment-not-found"
  | "portone-unreachable"
  | LedgerRefusal
  | PersonRefusal
  | ApprovalRefusal
  | "request-id-reused"
  | "reason-unknown"
  | "policy-blocked"
  | "override-not-permitted"
  | "balance-lock-not-permitted"
  | "amount-changed";

export type ResolveRefundError =
  | "refund-not-found"
  | "not-undecided"
  | "cancellation-not-found"
  | NamingRefusal;

export const refundFieldErrors = [
  "reason-code-missing",
  "reason-too-long",
  "note-missing",
  "internal-note-too-long",
  "amount-missing",
  "amount-not-whole",
  "amount-not-positive",
  "amount-negative",
  "amount-too-large",
  "amount-exceeds-shown",
  "part-missing",
  "parts-exceed-amount",
  "balance-missing",
  "bank-missing",
  "account-missing",
  "account-not-digits",
  "account-too-short",
  "account-too-long",
  "holder-missing",
  "holder-too-long",
  "phone-missing",
  "phone-not-digits",
  "phone-length",
  "email-missing",
  "email-invalid",
  "why-missing",
] as const;
export type RefundFieldError = (typeof refundFieldErrors)[number];
