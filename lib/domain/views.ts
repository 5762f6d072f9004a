// What the screens show: the minimal objects that leave the server. Amounts are minor units of `currency`,
// times ISO 8601 instants. No account numbers, no secrets, no raw objects.
import type { ActAnswer, ActKind, ActState } from "./act";
import type { CancelFigures, ChargedAmount, OrderAmount } from "./amounts";
import type { FailureReading } from "./failure-readings";
import type { Cancellation, CancellationStatus, Payment, PaymentStatus } from "./payment";
import type { PaymentFilter } from "./payment-filter";
import type { MethodType, PaymentMethod, VirtualAccountDetails } from "./payment-method";

import type { RefundPolicy } from "./policy/refund-policy";

import type { RefundState, RetainOption } from "./refund";
import type { MaskedAccount } from "./refund-account";
import type { RefundNeeds } from "./refund-needs";
import type { LockFrom, PaymentRefusal } from "./refund-plan";
import type { RefundReason } from "./refund-reason";

import type { Answer, LedgerRefusal, RefundFailureCode, TimelineEntry } from "./timeline";
import type { TimelineGap } from "./timeline-gaps";
import type { Marks, UndecidedWhy } from "./undecided";

export type PaymentRow = {
  storeId: string;
  id: string;
  status: PaymentStatus;
  rawStatus: string;
  methodType: MethodType | null;
  pgProvider: string | null;
  channelType: string | null;
  currency: string;
  total: OrderAmount;
  charged: ChargedAmount | null;
  /** Of all its cancellations together. */
  cancelled: PaymentCancelled;
  orderName: string;
  customerName: string | null;
  requestedAt: string;
  paidAt: string | null;
  /** A refund of ours is open on it. */
  openRefund: RefundState | null;
};

/** What the cancellations of a payment that succeeded have cancelled and returned together; `order` is 0 where there are none. */
export type PaymentCancelled = Pick<CancelFigures, "order" | "money">;

/** Exact up to the cap; `atLeast` beyond it. */
export type CappedCount = { count: number; atLeast: boolean };

export const paymentTabs = ["all", "paid", "partial-cancelled", "cancelled", "waiting", "failed"] as const;
export type PaymentTab = (typeof paymentTabs)[number];

/**
 * How far a list went: through everything; to a place in its order, from which the next page goes on; through the first
 * so many that a condition left; or, for a text too short to be a part of anything, to whole ids and amounts only.
 */
export type ListReach =
  | { kind: "all" }
  | { kind: "looked-to"; place: string }
  | { kind: "cut" }
  | { kind: "whole-only" };

export type PaymentListPage = {
  /** Payments that have the search as a whole id: shown whatever else is asked for, on the first page. */
  named: PaymentRow[];
  rows: PaymentRow[];
  filter: PaymentFilter;
  counts: Record<PaymentTab, CappedCount>;
  reach: ListReach;
  /** What there are payments of, to choose from. */
  choices: { pgs: string[]; currencies: string[] };
  /** Opaque keyset cursors; null where there is no such page. */
  next: string | null;
  previous: string | null;
  pull: PullProgress;
};

export type PullProgress = {
  state: "never" | "running" | "done" | "failed";
  pulled: number;
  finishedAt: string | null;
};

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

type Entry<Kind extends TimelineEntry["kind"]> = Extract<TimelineEntry, { kind: Kind }>;

/** A stored entry, where answers come with their reading, and PortOne's amounts with what is known of them today. */
export type EntryView =
  | Exclude<TimelineEntry, { kind: "refund-answered" | "refund-requested" | "cancellation" }>
  | (Omit<Entry<"refund-answered">, "answer"> & { answer: AnswerView })
  | (Entry<"refund-requested" | "cancellation"> & { figures: CancelFigures });

export type TimelineItem = { seq: number; at: string; entry: EntryView };

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
export type ActView = {
  id: string;
  kind: ActKind;
  transactionId: string;
  cancellationId: string | null;
  state: ActState;
  actorName: string;
  startedAt: string;
  endedAt: string | null;
  answer: ActAnswer | null;
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
export type OwnRefundView = {
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

/** What a reading of PortOne has changed; `status` is null where it is the same. */
export type RereadOutcome = {
  status: { status: PaymentStatus; rawStatus: string } | null;
  cancellations: {
    id: string;
    figures: CancelFigures;
    /** PortOne's own figure. */
    stated: number;
    currency: string;
    status: CancellationStatus;
    rawStatus: string;
    trigger: string | null;
  }[];
};

/** Other payments of a customer, newest first; `by` says by what they are known to be theirs. */
export type CustomerPayments = {
  rows: {
    id: string;
    orderName: string;
    status: PaymentStatus;
    rawStatus: string;
    currency: string;
    total: OrderAmount;
    requestedAt: string;
    by: ("id" | "phone" | "email")[];
  }[];
  more: boolean;
};

/** A payment without what no screen shows of it: who paid in to a virtual account. */
export type ShownPayment = Omit<Payment, "cancellations" | "method"> & { method: ShownMethod | null };
type ShownMethod = Omit<PaymentMethod, "virtualAccount"> & {
  virtualAccount: Omit<VirtualAccountDetails, "remitterName"> | null;
};

export type PaymentDetail = {
  payment: ShownPayment;
  charged: ChargedAmount | null;
  cancelled: PaymentCancelled;
  cancellations: CancellationView[];
  refunds: RefundView[];
  /** Refunds that failed and that nobody has dealt with, by id. */
  openFailures: string[];
  /** The latest first. */
  acts: ActView[];
  /** The last one; null where none ever failed. */
  failedPayout: FailedPayoutView | null;
  /** Newest first, reversed ones too. */
  ownRefunds: OwnRefundView[];
  /** The most that may still be recorded as one, in minor units. */
  restForOwnRefund: number;
  /** Other people with something typed in the refund form, the first to come first. */
  atForm: { name: string; since: string }[];
  timeline: TimelineItem[];
  /** What should have come by now and has not. */
  gaps: TimelineGap[];
  /** `vat` is null where PortOne's figures do not tell it. */
  cancellable: { amount: OrderAmount; taxFree: number; vat: number | null; basisKnown: boolean };
  /** What the documents and the merchant say of refunding it now, by the database's clock. */
  policy: RefundPolicy;
  /** Why no refund can be asked for here; null when one can. */
  refusal: PaymentRefusal | LedgerRefusal | null;
  /** What a refund needs beside amount and reason. */
  needs: RefundNeeds;
  /** Who paid into the virtual account, where the refund needs an account: the likeliest holder. */
  remitter: string | null;
  /** The promotion option that earlier partial refunds of ours bind the next one to. */
  boundOption: RetainOption | null;
  /** PortOne refused the balance that still reads so: a permitted person may type the console's, or send none. */
  mayTypeBalance: boolean;
  /** The reasons to choose from, in order. */
  reasons: RefundReason[];
  /** The day in Seoul by the database's clock, YYYY-MM-DD, for which the policy speaks. */
  today: string;
  /** When PortOne was last read successfully. */
  syncedAt: string;
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

/** Whether today's truth was read just now, or the desk shows what it had. */
export type Freshness =
  | { fresh: true }
  | { fresh: false; cause: "unreachable" | "unauthorized" | "asked-too-often" };

export type PersonRow = {
  id: string;
  name: string;
  email: string;
  role: "viewer" | "operator" | "admin";
  disabled: boolean;
  passwordIsTemporary: boolean;
  createdAt: string;
  /** Sign-ins that failed from browsers unknown at the account, within fifteen minutes. */
  failedSignIns: number;
  /** Until when browsers unknown at the account cannot sign in; null where they can. */
  lockedUntil: string | null;
};
