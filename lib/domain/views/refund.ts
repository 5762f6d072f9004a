// Refunds on screens. No account numbers, no secrets. Amounts are minor units of `currency`, times ISO 8601 instants.

import type { CancelFigures } from "../amounts";
import type { Cancellation, CancellationStatus } from "../payment/payment";
import type { FailureReading } from "../refund/failure-readings";
import type { OperationAnswer, OperationKind, OperationState } from "../refund/operation";
import type { LockFrom } from "../refund/plan-refund";
import type { RefundState, RetainOption } from "../refund/refund";
import type { MaskedAccount } from "../refund/refund-account";
import type { RefundFailureCode } from "../refund/refund-errors";
import type { SendResult } from "../refund/send-result";
import type { FieldMatches, UndecidedReason } from "../refund/undecided";

/** An answer with its reading (null for an answer without a failure), and whether its next step still applies. */
export type AnswerView = SendResult & { reading: FailureReading | null; nextStepApplies: boolean };

export type RefundView = {
  id: string;
  number: string;
  state: RefundState;
  kind: "full" | "partial";
  /** What the refund cancelled and returned, or would; `order` is null for an unknown remainder. */
  figures: CancelFigures;
  currency: string;
  /** The requested amounts; null for everything that remains, and for a VAT that PortOne computes. */
  requested: { amount: number | null; taxFree: number; vat: number | null };
  reason: string;
  /** Never sent to PortOne; "" for none. */
  internalNote: string;
  account: MaskedAccount | null;
  retainOption: RetainOption | null;
  /** Null in older refunds. */
  lockFrom: LockFrom | null;
  overrideWhy: string | null;
  actorName: string;
  createdAt: string;
  settledAt: string | null;
  failure: { code: RefundFailureCode; answer: AnswerView | null } | null;
  /** A cancellation of the refund that was found after the refund was recorded as failed. */
  contradictedBy: string | null;
  /** PortOne's last answer, while the refund is open. */
  lastAnswer: AnswerView | null;
};

export type CancellationView = Omit<Cancellation, "reason"> & {
  status: CancellationStatus;
  reason: string;
  figures: CancelFigures;
  /** Our refund that made the cancellation; null if it was made elsewhere, or is not known yet. */
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
  /** Null while it waits, and where PortOne's own status ended it. */
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

/** Our record of a refund that waits for a person, with the cancellations at PortOne that might be the refund's. */
export type UndecidedEvidence = {
  refundId: string;
  number: string;
  why: UndecidedReason;
  currency: string;
  pg: { provider: string; merchantId: string | null } | null;
  transactionId: string;
  requested: {
    /** Null where PortOne's way of counting is not documented. */
    amount: number | null;
    taxFreeAmount: number;
    reason: string;
    /** Whether `reason` is the text that was sent; false where only the typed text is left, without the number. */
    isReasonSent: boolean;
  };
  /** Consecutive attempts that ended alike are one run of `first` to `last`. */
  runs: { first: number; last: number; startedAt: string; endedAt: string; answer: AnswerView | null }[];
  candidates: (CancellationView & { marks: FieldMatches; mayBeNamed: boolean })[];
  /** The number of cancellations of the payment that existed before, or belong to another refund. */
  leftOut: number;
  readAt: string;
};
