// No account numbers, no secrets. Amounts are minor units of `currency`, times ISO 8601 instants.

import type { CancelFigures } from "../amounts";
import type { Cancellation, CancellationStatus } from "../payment/payment";
import type { FailureReading } from "../refund/failure-readings";
import type { OperationAnswer, OperationKind, OperationState } from "../refund/operation";
import type { BalanceLockSource } from "../refund/plan-refund";
import type { RefundState, RetainOption } from "../refund/refund";
import type { MaskedAccount } from "../refund/refund-account";
import type { RefundFailureCode } from "../refund/refund-errors";
import type { SendResult } from "../refund/send-result";
import type { FieldMatches, UndecidedReason } from "../refund/undecided";

export type AnswerView = SendResult & { reading: FailureReading | null; nextStepApplies: boolean };

export type RefundView = {
  id: string;
  number: string;
  state: RefundState;
  kind: "full" | "partial";
  figures: CancelFigures;
  currency: string;
  /** A null `amount` is all that remains; PortOne computes a null `vat`. */
  requested: { amount: number | null; taxFree: number; vat: number | null };
  reason: string;
  internalNote: string;
  account: MaskedAccount | null;
  retainOption: RetainOption | null;
  /** Null in older refunds. */
  balanceLockSource: BalanceLockSource | null;
  overrideWhy: string | null;
  actorName: string;
  createdAt: string;
  endedAt: string | null;
  failure: { code: RefundFailureCode; answer: AnswerView | null } | null;
  /** A cancellation of the refund that was found after the refund had failed. */
  contradictedBy: string | null;
  lastAnswer: AnswerView | null;
};

export type CancellationView = Omit<Cancellation, "reason"> & {
  status: CancellationStatus;
  reason: string;
  figures: CancelFigures;
  refundNumber: string | null;
  stoppedAt: string | null;
};

export type OperationView = {
  id: string;
  kind: OperationKind;
  transactionId: string;
  cancellationId: string | null;
  state: OperationState;
  actorName: string;
  startedAt: string;
  endedAt: string | null;
  answer: OperationAnswer | null;
};

export type FailedPayoutView = {
  failedAt: string;
  handledAt: string | null;
  handledByName: string | null;
  note: string | null;
};

export type ManualRefundView = {
  id: string;
  amount: number;
  currency: string;
  bank: string;
  /** A calendar day in Seoul. */
  paidOn: string;
  note: string;
  actorName: string;
  createdAt: string;
  reversal: { actorName: string; createdAt: string; note: string } | null;
};

export type UndecidedEvidence = {
  refundId: string;
  number: string;
  why: UndecidedReason;
  currency: string;
  pg: { provider: string; merchantId: string | null } | null;
  transactionId: string;
  requested: {
    amount: number | null;
    taxFreeAmount: number;
    reason: string;
    /** False where only the typed text is left, without the number. */
    isReasonSent: boolean;
  };
  runs: { first: number; last: number; startedAt: string; endedAt: string; answer: AnswerView | null }[];
  candidates: (CancellationView & { marks: FieldMatches; mayBeNamed: boolean })[];
  /** Cancellations that existed before, or belong to another refund. */
  leftOut: number;
  readAt: string;
};
