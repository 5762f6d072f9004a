// A request that waits for approval, as people see it: no account number. Amounts are minor units, times ISO 8601 instants.

import type { ApprovalRule, RuleConditions } from "../approval/approval-rule";
import type { ApprovalEventKind, ApprovalState } from "../approval/approval-state";
import type { BasisChange, FrozenRequest } from "../approval/frozen-request";
import type { CappedCount } from "./payment-list";

export type ApprovalEventView = {
  id: string;
  kind: ApprovalEventKind;
  actorName: string;
  /** Of a rejection, or of a request that became void. */
  code: string | null;
  note: string;
  /** What was asked for, of a request and its amendments. */
  frozen: FrozenRequest | null;
  changes: readonly BasisChange[];
  at: string;
};

export type ApprovalView = {
  id: string;
  state: ApprovalState;
  revision: number;
  payment: {
    storeId: string;
    id: string;
    orderName: string;
    channelType: string | null;
    method: string | null;
    pgProvider: string | null;
  };
  amount: number;
  currency: string;
  frozen: FrozenRequest;
  rule: RuleConditions;
  approversNeeded: number;
  /** Names of who has approved this revision. */
  approvedBy: readonly string[];
  requesterName: string;
  createdAt: string;
  expiresAt: string;
  /** Whether an open request expires within a day. */
  expiresSoon: boolean;
  history: readonly ApprovalEventView[];
  /** What the person who looks may do. */
  mayDecide: boolean;
  /** False for a person who has approved: they may still reject. */
  mayApprove: boolean;
  /** And withdraw. */
  mayAmend: boolean;
  isOwn: boolean;
  hasApproved: boolean;
};

/** Returns what the customer receives, in minor units, where that is known. */
export function movedAmount({ frozen, amount }: Pick<ApprovalView, "frozen" | "amount">): number {
  return frozen.kind === "manual" ? amount : (frozen.basis.moneyBack ?? amount);
}

export const approvalTabs = ["waiting", "own", "ended"] as const;
export type ApprovalTab = (typeof approvalTabs)[number];

export type ApprovalListPage = {
  rows: ApprovalView[];
  tab: ApprovalTab;
  counts: Record<ApprovalTab, CappedCount>;
  next: string | null;
  previous: string | null;
};

/** What a rule would have asked of the refunds of last month. */
export type RulePreview = {
  total: number;
  /** Only the first refunds of the month were looked at. */
  isCapped: boolean;
  waiting: number;
  /** The largest of them. A manual refund has no number. */
  some: { number: string | null; paymentId: string; amount: number; currency: string }[];
};

export type ListedRule = ApprovalRule & { revision: number };
