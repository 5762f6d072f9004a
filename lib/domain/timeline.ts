// The story of a payment as stored: append-only entries, each with a key that makes a second telling harmless.
import type { ActAnswer, ActKind, DecidedActState } from "./act";
import type { CancellationStatus, PaymentStatus } from "./payment";
import type { PayoutStatus } from "./payout";
import type { RefundRequest, RefundState, RetainOption } from "./refund";
import type { MaskedAccount } from "./refund-account";
import type { PlanRefusal } from "./refund-plan";
import type { NamingRefusal } from "./undecided";

export type TimelineEntry =
  | {
      kind: "refund-requested";
      refundId: string;
      number: string;
      actorName: string;
      amount: number | null;
      currency: string;
      reason: string;
      /** The rest is absent where it was not stated, and in entries of before. */
      requester?: RefundRequest["requester"];
      taxFreeAmount?: number;
      vatAmount?: number;
      account?: MaskedAccount;
      retainOption?: RetainOption;
      internalNote?: string;
      overrideWhy?: string;
      /** The rules of the policy that an administrator passed over. */
      overridden?: string[];
      /** A person's word on the balance instead of our reading. */
      lock?: RefundRequest["lock"];
    }
  | { kind: "refund-sent"; refundId: string; number: string; n: number }
  | { kind: "refund-answered"; refundId: string; number: string; n: number; answer: Answer }
  | {
      kind: "refund-settled";
      refundId: string;
      number: string;
      state: RefundState;
      by: SettledBy;
      actorName?: string;
      note?: string;
      /** The cancellation that a person named as this refund's. */
      cancellationId?: string;
    }
  | { kind: "refund-contradicted"; refundId: string; number: string; cancellationId: string }
  | {
      kind: "cancellation";
      cancellationId: string;
      status: CancellationStatus;
      rawStatus: string;
      amount: number;
      currency: string;
      trigger: string | null;
      refundNumber: string | null;
    }
  | { kind: "cancellation-linked"; cancellationId: string; refundId: string; number: string }
  | { kind: "webhook-received"; deliveryId: string; type: string; environment: "live" | "test" }
  | { kind: "payment-status"; status: PaymentStatus; rawStatus: string }
  /** Where the money of a virtual account's refund is, apart from the cancellation. */
  | { kind: "payout"; status: PayoutStatus; rawStatus: string }
  | { kind: "payout-handled"; actorName: string; note: string }
  | {
      kind: "own-refund";
      ownRefundId: string;
      actorName: string;
      amount: number;
      currency: string;
      bank: string;
      paidOn: string;
      note: string;
    }
  | {
      kind: "own-refund-reversed";
      ownRefundId: string;
      actorName: string;
      amount: number;
      currency: string;
      note: string;
    }
  | {
      kind: "act-requested";
      actId: string;
      act: ActKind;
      actorName: string;
      cancellationId: string | null;
    }
  | { kind: "act-answered"; actId: string; act: ActKind; answer: ActAnswer }
  /** Decided by a reading, because no answer came. */
  | { kind: "act-ended"; actId: string; act: ActKind; state: DecidedActState };

/** How PortOne answered one send, in the words that the screen needs. */
export type Answer =
  | { kind: "answered"; status: string; httpStatus: number }
  | { kind: "refused"; httpStatus: number; type: string; message?: string }
  | { kind: "pg-refused"; httpStatus: number; pgCode: string; pgMessage: string }
  | { kind: "unanswered"; cause: UnansweredCause; httpStatus?: number; type?: string };

export const unansweredCauses = [
  "timeout",
  "connection",
  "not-json",
  "outstanding",
  "unrecognized-answer",
  "server-error",
  "too-many-requests",
] as const;
export type UnansweredCause = (typeof unansweredCauses)[number];

/** What brought a refund to its state: PortOne's own answer, a matching cancellation, a reading that shows nothing happened, or a person. */
export type SettledBy = "answer" | "own" | "number" | "re-read" | "never-sent" | "time" | "person";

/** Why a refund failed or could not be decided. Every code has words in `messages`. */
export const refundFailures = [
  "refused",
  "pg-refused",
  "cancellation-failed",
  "not-sent",
  "window-over",
  "look-alike",
  "pg-unclear",
  "seal-lost",
  "decided",
  "stopped",
] as const;
export type RefundFailureCode = (typeof refundFailures)[number];

/**
 * What our own ledger forbids: a refund is open, or a person has recorded one as done that PortOne shows no
 * cancellation of, so that PortOne would refund it again.
 */
export type LedgerRefusal = "refund-open" | "recorded-as-refunded";

/** Everything the refund action may answer with, besides the refund itself. Every code has words in `messages`. */
export type RefundRequestError =
  | PlanRefusal
  | "payment-not-found"
  | "portone-unreachable"
  | LedgerRefusal
  | "request-id-reused"
  | "reason-unknown"
  /** The documents, or the merchant's settings, say that it will be refused. */
  | "policy-blocked"
  | "override-not-permitted"
  | "lock-not-permitted"
  /** Comes with the new balance: `BalanceNow`. */
  | "amount-changed";

/** What is left now, where another balance was confirmed. Minor units. */
export type BalanceNow = { amount: number; taxFree: number; vat: number | null };

/** Why a person's decision was not recorded. Every code has words in `messages`. */
export type DecideRefundError =
  | "refund-not-found"
  | "not-undecided"
  | "cancellation-not-found"
  | NamingRefusal;
