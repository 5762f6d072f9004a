import type { Action } from "@/components/ui/action";
import type { DecideInput, WithdrawInput } from "@/lib/domain/approval/approval";
import type { ApprovalErrorOf } from "@/lib/domain/approval/approval-errors";

/** What became of a decision: recorded, or the refund that it sent. */
export type DecisionOutcome = { kind: "recorded" } | { kind: "sent"; number: string };

export type ApprovalActions = {
  /** Null for people who may not approve. */
  decide: Action<DecideInput, DecisionOutcome, ApprovalErrorOf["decide"]> | null;
  /** Null for people who may not request refunds. */
  withdraw: Action<WithdrawInput, null, ApprovalErrorOf["withdraw"]> | null;
};
