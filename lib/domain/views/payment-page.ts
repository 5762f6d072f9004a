// The page of a payment: the minimal objects that leave the server. Amounts are minor units of `currency`, times ISO
// 8601 instants. No account numbers, no secrets, no raw objects.
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

/** What a reading of PortOne changed; `status` is null where it is unchanged. */
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

/** Other payments of a customer, newest first; `by`: the fields that identify the customer. */
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
  /** Ids of failed refunds that nobody has handled. */
  openFailures: string[];
  /** Latest first. */
  operations: OperationView[];
  /** The last failed transfer; null if none ever failed. */
  failedPayout: FailedPayoutView | null;
  /** Newest first, with reversed ones. */
  manualRefunds: ManualRefundView[];
  /** The most that may still be refunded manually, in minor units. */
  manualRefundLimit: number;
  /** Other people with text in the refund form, the first to arrive first. */
  atForm: { name: string; since: string }[];
  timeline: TimelineItem[];
  gaps: TimelineGap[];
  /** `vat` is null where PortOne's figures do not show it. */
  cancellable: { amount: OrderAmount; taxFree: number; vat: number | null; basisKnown: boolean };
  policy: RefundPolicy;
  /** Why no refund can be requested here; null if one can. */
  refusal: PaymentRefusal | LedgerRefusal | null;
  needs: RefundNeeds;
  /** The remitter of the virtual account, where the refund needs an account: the likeliest holder. */
  remitter: string | null;
  /** The promotion option to which our earlier partial refunds bind the next one. */
  boundOption: RetainOption | null;
  /** PortOne refused the unchanged balance: a permitted person may type the console's balance, or send none. */
  mayTypeBalance: boolean;
  reasons: RefundReason[];
  /** The day in Seoul by the database's clock, YYYY-MM-DD, to which the policy applies. */
  today: string;
  /** When this was read, by the database's clock. */
  readAt: string;
  /** When PortOne was last read successfully. */
  syncedAt: string;
  otherPayments: CustomerPayments;
};

/** Everything that the page of a payment shows: the one source of its cards. */
export type PaymentPageView = PaymentDetail & {
  /** The evidence of the refund that waits for a person; null where none does. */
  undecided: UndecidedEvidence | null;
};

/** Whether PortOne was read just now, or stored data is shown. */
export type Freshness =
  | { fresh: true }
  | { fresh: false; cause: "unreachable" | "unauthorized" | "rate-limited" };
