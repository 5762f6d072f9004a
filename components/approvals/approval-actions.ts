import type { Action } from "@/components/ui/action";
import type { DecideInput, RevealAccountInput, WithdrawInput } from "@/lib/domain/approval/approval";
import type { ApprovalErrorOf } from "@/lib/domain/approval/approval-errors";

/** What became of a decision: recorded, the refund that it sent, or the manual refund that it recorded. */
export type DecisionOutcome =
  | { kind: "recorded" }
  | { kind: "sent"; number: string }
  | { kind: "manual-recorded" };

/** Digits in groups of four. */
export type RevealedAccount = { number: string; holderName: string };

export type ApprovalActions = {
  /** Null for people who may not approve. */
  decide: Action<DecideInput, DecisionOutcome, ApprovalErrorOf["decide"]> | null;
  /** Null for people who may not read whole account numbers. */
  revealAccount: Action<RevealAccountInput, RevealedAccount, ApprovalErrorOf["revealAccount"]> | null;
  withdraw: Action<WithdrawInput, null, ApprovalErrorOf["withdraw"]>;
};
