// Objects that leave the server: no account numbers, no secrets. Amounts are minor units, times ISO 8601 instants.
import type { CancelFigures, ChargedAmount, OrderAmount } from "../amounts";
import type { ApprovalThreshold } from "../approval/threshold";
import type { CancellationStatus, Payment, PaymentStatus } from "../payment/payment";
import type { PaymentMethod, VirtualAccountDetails } from "../payment/payment-method";
import type { RefundPolicy } from "../policy/refund-policy";
import type { PaymentRefusal } from "../refund/plan-refund";
import type { RetainOption } from "../refund/refund";
import type { LedgerRefusal } from "../refund/refund-errors";
import type { RefundNeeds } from "../refund/refund-needs";
import type { RefundReason } from "../refund/refund-reason";
import type { TimelineGap } from "../timeline/timeline-gaps";
import type { ApprovalView } from "./approval";
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
  virtualAccount: Omit<VirtualAccountDetails, "remitterName" | "remitteeName"> | null;
};

export type PaymentDetail = {
  payment: ShownPayment;
  /** False: the customer of `payment` is masked. */
  seesCustomer: boolean;
  /** When the retention of the settings removed the customer's data; null before that. */
  personalDataRemovedAt: string | null;
  charged: ChargedAmount | null;
  cancelled: PaymentCancelled;
  cancellations: CancellationView[];
  refunds: RefundView[];
  openFailures: string[];
  operations: OperationView[];
  failedPayout: FailedPayoutView | null;
  manualRefunds: ManualRefundView[];
  manualRefundLimit: number;
  /** Other people with text in the refund form, the first to arrive first. */
  atForm: { name: string; since: string }[];
  timeline: TimelineItem[];
  gaps: TimelineGap[];
  cancellable: { amount: OrderAmount; taxFree: number; vat: number | null; basisKnown: boolean };
  policy: RefundPolicy;
  refusal: PaymentRefusal | LedgerRefusal | null;
  needs: RefundNeeds;
  /** The remitter of the virtual account: the likeliest holder of the account for the refund. */
  remitter: string | null;
  boundOption: RetainOption | null;
  /** PortOne refused the unchanged balance: a permitted person may type the console's balance, or send none. */
  mayTypeBalance: boolean;
  reasons: RefundReason[];
  /** The day in Seoul to which the policy applies, YYYY-MM-DD. */
  today: string;
  readAt: string;
  syncedAt: string;
  otherPayments: CustomerPayments;
};

export type PaymentPageView = PaymentDetail & {
  undecided: UndecidedEvidence | null;
  /** The latest request for approval, until a later refund; null without one. */
  approval: ApprovalView | null;
  /** Of the person who looks. Empty where no rule asks for approval. */
  approvalThresholds: ApprovalThreshold[];
};

export type Freshness =
  | { fresh: true }
  | { fresh: false; cause: "unreachable" | "unauthorized" | "rate-limited" };
