// What screens show of refunds. No account numbers, no secrets. Amounts are minor units of `currency`, times ISO 8601 instants.

import type { CancelFigures } from "../amounts";
import type { Cancellation, CancellationStatus } from "../payment/payment";
import type { Answer } from "../refund/answer";
import type { FailureReading } from "../refund/failure-readings";
import type { OperationAnswer, OperationKind, OperationState } from "../refund/operation";
import type { LockFrom } from "../refund/plan-refund";
import type { RefundState, RetainOption } from "../refund/refund";
import type { MaskedAccount } from "../refund/refund-account";
import type { RefundFailureCode } from "../refund/refund-errors";
import type { Marks, UndecidedWhy } from "../refund/undecided";

/** An answer with what it means (null for one that is no failure), and whether its next step is still to be taken. */
export type AnswerView = Answer & { reading: FailureReading | null; stepStands: boolean };

export type RefundView = {
  id: string;
  number: string;
  state: RefundState;
  kind: "full" | "partial";
  /** What it cancelled and returned, or would; `order` is null for all that remained where that is not known. */
  figures: CancelFigures;
  currency: string;
  /** What was asked for of each part; null for everything that remains, and for a VAT that PortOne computes. */
  asked: { amount: number | null; taxFree: number; vat: number | null };
  reason: string;
  /** PortOne never sees it; "" where there is none. */
  internalNote: string;
  account: MaskedAccount | null;
  retainOption: RetainOption | null;
  /** Null in refunds of before. */
  lockFrom: LockFrom | null;
  overrideWhy: string | null;
  actorName: string;
  createdAt: string;
  settledAt: string | null;
  failure: { code: RefundFailureCode; answer: AnswerView | null } | null;
  /** The refund was recorded as failed and a cancellation of it was found later. */
  contradictedBy: string | null;
  /** The last thing PortOne said, while the refund is open. */
  lastAnswer: AnswerView | null;
};

export type CancellationView = Omit<Cancellation, "reason"> & {
  status: CancellationStatus;
  reason: string;
  figures: CancelFigures;
  /** The refund of ours that made it, or null: made elsewhere, or not known yet. */
  refundNumber: string | null;
  /** When a person stopped the request; null where nobody did. */
  stoppedAt: string | null;
};

/** What was done at PortOne beside refunds. */
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

/** A transfer to a virtual account's customer that failed, and what became of it. */
export type FailedPayoutView = {
  failedAt: string;
  handledAt: string | null;
  /** null while it waits, and where PortOne's own word ended it. */
  handledByName: string | null;
  note: string | null;
};

/** Money that the merchant gave back by its own transfer. */
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

/** Our record of a refund that waits for a person, beside what PortOne has that might be it. */
export type UndecidedEvidence = {
  refundId: string;
  number: string;
  why: UndecidedWhy;
  currency: string;
  pg: { provider: string; merchantId: string | null } | null;
  transactionId: string;
  asked: {
    /** null where PortOne's way of counting is not documented. */
    amount: number | null;
    taxFreeAmount: number;
    reason: string;
    /** The text that was sent; false where only the typed one is left, without the number. */
    isReasonSent: boolean;
  };
  /** Tries that ended alike, one after the other, are one run of `first` to `last`. */
  runs: { first: number; last: number; startedAt: string; endedAt: string; answer: AnswerView | null }[];
  candidates: (CancellationView & { marks: Marks; mayBeNamed: boolean })[];
  /** Cancellations of the payment that were there before, or belong to another refund. */
  leftOut: number;
  /** When PortOne was last read. */
  readAt: string;
};
