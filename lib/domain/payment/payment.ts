// Amounts are minor units, times ISO 8601 instants in UTC. An unknown value of PortOne is UNRECOGNIZED, never a guess.
import {
  type ChargedAmount,
  chargedAmount,
  type OrderAmount,
  orderAmount,
  type PointsBack,
} from "../amounts";
import { isAmount } from "../money";
import type { PaymentMethod, Term } from "./payment-method";

export const paymentStatuses = [
  "READY",
  "PAY_PENDING",
  "VIRTUAL_ACCOUNT_ISSUED",
  "PAID",
  "PARTIAL_CANCELLED",
  "CANCELLED",
  "FAILED",
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number] | "UNRECOGNIZED";

export type PaymentAmount = {
  total: OrderAmount;
  taxFree: number;
  vat: number | null;
  supply: number | null;
  discount: number;
  /** Whether `paid` shrinks with a cancellation is not documented. See `chargedOf`. */
  paid: number;
  /** Order amount or money: not documented under a discount. */
  cancelled: number;
  cancelledTaxFree: number;
};

export const cancellationStatuses = ["REQUESTED", "SUCCEEDED", "FAILED"] as const;
export type CancellationStatus = (typeof cancellationStatuses)[number] | "UNRECOGNIZED";

/** An ended cancellation does not change any more. */
export function isEnded(status: string): status is "SUCCEEDED" | "FAILED" {
  return status === "SUCCEEDED" || status === "FAILED";
}

/** PortOne's record that money was returned, or is to be returned. May exist without a refund of ours. */
export type Cancellation = {
  id: string;
  status: CancellationStatus;
  rawStatus: string;
  pgCancellationId: string | null;
  /** Order amount or money: not documented under a discount. See `figuresOfCancellations`. */
  totalAmount: number;
  taxFreeAmount: number;
  vatAmount: number;
  pointsBack: PointsBack | null;
  reason: string;
  trigger: string | null;
  requestedAt: string;
  cancelledAt: string | null;
  receiptUrl: string | null;
};

export const escrowStatuses = [
  "BEFORE_REGISTERED",
  "REGISTERED",
  "DELIVERED",
  "CONFIRMED",
  "REJECTED",
  "CANCELLED",
  "REJECT_CONFIRMED",
] as const;
export const cashReceiptStatuses = ["ISSUED", "CANCELLED"] as const;
export const cashReceiptIssuanceStatuses = ["ISSUED", "NOT_ISSUED"] as const;
export const disputeStatuses = ["UNRESOLVED", "RESOLVED"] as const;

type CashReceipt = {
  status: Term<(typeof cashReceiptStatuses)[number]>;
  issueNumber: string | null;
  issuedAt: string | null;
  cancelledAt: string | null;
};

type Dispute = {
  status: Term<(typeof disputeStatuses)[number]>;
  reason: string | null;
  createdAt: string | null;
  resolvedAt: string | null;
};

/** `escrow` of V1 payments is always REGISTERED. A receipt may be ISSUED without `cashReceipt`. Disputes: only while PAID. */
export type PaymentExtras = {
  pgTxId: string | null;
  approvalNumber: string | null;
  escrow: Term<(typeof escrowStatuses)[number]> | null;
  cashReceipt: CashReceipt | null;
  cashReceiptIssuanceStatus: Term<(typeof cashReceiptIssuanceStatuses)[number]> | null;
  disputes: Dispute[];
};

/** For payments that were stored before these fields were read. */
export const noPaymentExtras: PaymentExtras = {
  pgTxId: null,
  approvalNumber: null,
  escrow: null,
  cashReceipt: null,
  cashReceiptIssuanceStatus: null,
  disputes: [],
};

export type Payment = PaymentExtras & {
  id: string;
  storeId: string;
  transactionId: string;
  version: string;
  status: PaymentStatus;
  rawStatus: string;
  channel: { type: string; pgProvider: string; pgMerchantId: string | null; name: string | null } | null;
  method: PaymentMethod | null;
  orderName: string;
  currency: string;
  amount: PaymentAmount;
  customer: { id: string | null; name: string | null; email: string | null; phoneNumber: string | null };
  promotionId: string | null;
  hasUnresolvedDispute: boolean;
  requestedAt: string;
  paidAt: string | null;
  cancelledAt: string | null;
  updatedAt: string;
  statusChangedAt: string;
  receiptUrl: string | null;
  cancellations: Cancellation[];
};

/** Returns whether money was paid and not all of it returned. */
export function isPaid({ status }: Pick<Payment, "status">): boolean {
  return status === "PAID" || status === "PARTIAL_CANCELLED";
}

export function isUndiscounted({ amount, promotionId }: Pick<Payment, "amount" | "promotionId">): boolean {
  return amount.discount === 0 && promotionId === null;
}

/** Returns null where the reading does not show the charge: unpaid, or `paid` of a discounted payment may have shrunk. */
export function chargedOf(
  payment: Pick<Payment, "status" | "amount" | "promotionId"> & {
    cancellations: readonly Pick<Cancellation, "status">[];
  },
): ChargedAmount | null {
  if (!isPaid(payment) && payment.status !== "CANCELLED") return null;
  const { total, discount, paid } = payment.amount;
  const isUntouched =
    payment.status === "PAID" && payment.cancellations.every(({ status }) => status === "FAILED");
  if (isUntouched) return isAmount(paid) ? chargedAmount(paid) : null;
  if (isUndiscounted(payment)) return chargedAmount(total);
  return paid === total - discount ? chargedAmount(paid) : null;
}

// https://developers.portone.io/opi/ko/integration/cancel/v2/readme. PortOne documents no formula for the balance.
/** Returns order amount in minor units. `basisKnown`: the amount may be sent as `currentCancellableAmount`. */
export function cancellableAmount(payment: Pick<Payment, "amount" | "cancellations" | "promotionId">): {
  amount: OrderAmount;
  taxFree: number;
  basisKnown: boolean;
} {
  const { total, taxFree, discount, cancelled, cancelledTaxFree } = payment.amount;
  return {
    amount: orderAmount(Math.max(0, total - cancelled)),
    taxFree: Math.max(0, taxFree - cancelledTaxFree),
    basisKnown: payment.promotionId === null && discount === 0 && pendingCancellations(payment).length === 0,
  };
}

// https://developers.portone.io/opi/ko/extra/promotion/refund. PortOne does not document whether its sums are order
// amounts or the returned money, which is less: the balance may be too high, never too low; PortOne refuses an excess.
/** `requested`: the order amounts of our own cancels, in minor units by cancellation id. */
export function inOrderAmounts<Of extends Pick<Payment, "amount" | "cancellations" | "promotionId">>(
  payment: Of,
  requested: ReadonlyMap<string, number>,
): Of {
  if (payment.promotionId === null) return payment;
  const succeeded = payment.cancellations
    .filter(({ status }) => status === "SUCCEEDED")
    .reduce((sum, { id, totalAmount }) => sum + Math.max(totalAmount, requested.get(id) ?? 0), 0);
  const cancelled = Math.min(payment.amount.total, Math.max(payment.amount.cancelled, succeeded));
  return { ...payment, amount: { ...payment.amount, cancelled } };
}

export function pendingCancellations(payment: Pick<Payment, "cancellations">): Cancellation[] {
  return payment.cancellations.filter(({ status }) => status === "REQUESTED" || status === "UNRECOGNIZED");
}
