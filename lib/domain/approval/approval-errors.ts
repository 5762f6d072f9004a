import type { ManualRefundError } from "../refund/manual-refund";
import type { LedgerRefusal, RefundRequestError } from "../refund/refund-errors";
import type { DecisionError } from "./approval";

/**
 * `request-void`: the refund would no longer be what people have seen, so the request has ended. Comes with `VoidDetail`.
 * `portone-unreachable`: nobody knows, so the request still waits.
 */
export type DecideApprovalError =
  | DecisionError
  | LedgerRefusal
  | "request-void"
  | "portone-unreachable"
  | "limit-reached";

/** `approval-not-needed`: no rule asks for approval, so nothing is recorded. */
export type AskApprovalError = RefundRequestError | "approval-not-needed";

/** `withdraw-first`: the amended refund needs no approval, so it can be requested after a withdrawal. */
export type AmendApprovalError =
  | AskApprovalError
  | "approval-not-found"
  | "not-waiting"
  | "approval-changed"
  | "withdraw-first";

export type AskManualError =
  | Exclude<ManualRefundError, "approval-needed">
  | "approval-not-needed"
  | "not-permitted";

export type AmendManualError =
  | AskManualError
  | "approval-not-found"
  | "not-waiting"
  | "approval-changed"
  | "withdraw-first";

/** `no-account`: the request names none, or cannot be read. */
export type RevealAccountError = "approval-not-found" | "not-waiting" | "not-permitted" | "no-account";

export type ApprovalErrorOf = {
  decide: DecideApprovalError;
  withdraw: DecisionError;
  revealAccount: RevealAccountError;
};
