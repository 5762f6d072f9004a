// What the page of a payment shows: the minimal objects that leave the server. Amounts are minor units of `currency`, times
// ISO 8601 instants. No account numbers, no secrets, no raw objects.
import type { CancelFigures, ChargedAmount, OrderAmount } from "../amounts";
import type { CancellationStatus, Payment, PaymentStatus } from "../payment/payment";
import type { PaymentMethod, VirtualAccountDetails } from "../payment/payment-method";
import type { RefundPolicy } from "../policy/refund-policy";
import type { PaymentRefusal } from "../refund/plan-refund";
import type { RetainOption } from "../refund/refund";
import type { LedgerRefusal } from "../refund/refund-errors";
import type { RefundNeeds } from "../refund/refund-needs";
import type { RefundReason } from "../refund/refund-reason";
import type { TimelineGap } from "../timeline/timeline-gaps";
import type { PaymentCancelled } from "./payment-list";
import type {
  CancellationView,
  FailedPayoutView,
  ManualRefundView,
  OperationView,
  RefundView,
  UndecidedEvidence,
} from "./refund";
import type { TimelineItem } from "./timeline";

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
  operations: OperationView[];
  /** The last one; null where none ever failed. */
  failedPayout: FailedPayoutView | null;
  /** Newest first, reversed ones too. */
  manualRefunds: ManualRefundView[];
  /** The most that may still be recorded as one, in minor units. */
  restForManualRefund: number;
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
  /** When this was read, by the database's clock. */
  readAt: string;
  /** When PortOne was last read successfully. */
  syncedAt: string;
  /** Other payments of the customer. */
  otherPayments: CustomerPayments;
};

/** Everything that the page of a payment shows: the one source of its cards. */
export type PaymentPageView = PaymentDetail & {
  /** The evidence of the refund that waits for a person; null where none does. */
  undecided: UndecidedEvidence | null;
};

/** Whether today's truth was read just now, or the desk shows what it had. */
export type Freshness =
  | { fresh: true }
  | { fresh: false; cause: "unreachable" | "unauthorized" | "asked-too-often" };
