// Without the schemas, for the screens.
export const approvalStates = [
  "waiting",
  /** Sent back to the requester, who amends or withdraws it. */
  "returned",
  "approved",
  "rejected",
  "withdrawn",
  "expired",
  /** The payment, its balance, its policy or the requester has changed: the request can no longer be carried out. */
  "void",
] as const;
export type ApprovalState = (typeof approvalStates)[number];
/** A payment has at most one request in these states, and no open refund beside it. */
export const openApprovalStates = ["waiting", "returned"] as const satisfies ApprovalState[];

export function isOpenApproval(state: ApprovalState): boolean {
  return openApprovalStates.some((open) => open === state);
}

export const approvalEventKinds = [
  "asked",
  "approved",
  "rejected",
  "returned",
  "amended",
  "withdrawn",
  "expired",
  "voided",
] as const;
export type ApprovalEventKind = (typeof approvalEventKinds)[number];

export const rejectionCodes = [
  "wrong-amount",
  "wrong-payment",
  "not-eligible",
  "no-evidence",
  "suspicious",
  "duplicate",
  "other",
] as const;
export type RejectionCode = (typeof rejectionCodes)[number];

/** Why a request became void. */
export const voidReasons = [
  /** An amount or the policy is another one. */
  "basis-changed",
  "policy-blocked",
  "not-paid",
  "already-cancelled",
  "cancellation-pending",
  "dispute-unresolved",
  "promotion-option-locked",
  "refund-open",
  "amount-exceeds-rest",
  "requester-not-permitted",
  "request-unreadable",
  "other",
] as const;
export type VoidReason = (typeof voidReasons)[number];

/** Returns "other" for a code that has no words of its own. */
export function voidReason(code: string | null): VoidReason {
  if (code === "amount-changed") return "basis-changed";
  return voidReasons.find((known) => known === code) ?? "other";
}

export function isRejectionCode(code: string | undefined): code is RejectionCode {
  return rejectionCodes.some((known) => known === code);
}
