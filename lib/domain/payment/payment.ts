// A payment and its cancellations in the words of PortOne, read from the wire by lib/portone and stored by
// lib/db. Amounts are minor units, times are ISO 8601 instants in UTC. What PortOne may add later is kept as
// UNRECOGNIZED with its own word beside it, never guessed.
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
  /** Discounts of card companies, promotions and easy payments, points and coupons among them. */
  discount: number;
  /** As PortOne shows it now: whether it shrinks with a cancellation is not documented. See `chargedOf`. */
  paid: number;
  /** In order amount or in money: not documented under a discount. */
  cancelled: number;
  cancelledTaxFree: number;
};

export const cancellationStatuses = ["REQUESTED", "SUCCEEDED", "FAILED"] as const;
export type CancellationStatus = (typeof cancellationStatuses)[number] | "UNRECOGNIZED";

/** PortOne's record that money went back, or is asked to go back. May exist without a refund of ours. */
export type Cancellation = {
  id: string;
  status: CancellationStatus;
  rawStatus: string;
  pgCancellationId: string | null;
  /** In order amount or in money: not documented under a discount. See `figuresOfCancellations`. */
  totalAmount: number;
  taxFreeAmount: number;
  vatAmount: number;
  /** `easyPayDiscountAmount`; null where PortOne states none. */
  pointsBack: PointsBack | null;
  reason: string;
  /** CONSOLE, API, PORTONE_ADMIN, CHARGEBACK, or a later word of PortOne's; null when absent. */
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
  /** The approval number of the tax office. */
  issueNumber: string | null;
  issuedAt: string | null;
  cancelledAt: string | null;
};

/** A buyer disputes the charge with the card company or the wallet. */
type Dispute = {
  status: Term<(typeof disputeStatuses)[number]>;
  reason: string | null;
  createdAt: string | null;
  resolvedAt: string | null;
};

/** What a payment may carry beside the money; also the defaults of a payment stored before the desk read them. */
export type PaymentExtras = {
  /** The PG's own id of the payment. */
  pgTxId: string | null;
  /** Of the card, the card within an easy payment, or the gift certificate. */
  approvalNumber: string | null;
  /** Null where it is no escrow payment. V1 payments always say REGISTERED. */
  escrow: Term<(typeof escrowStatuses)[number]> | null;
  cashReceipt: CashReceipt | null;
  /** May be ISSUED without a `cashReceipt`. */
  cashReceiptIssuanceStatus: Term<(typeof cashReceiptIssuanceStatuses)[number]> | null;
  /** PortOne shows them while the payment is PAID only. */
  disputes: Dispute[];
};

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
  /** V1, V2, or a later word of PortOne's. */
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

/** Whether a buyer ever paid: what was not paid was not charged either. */
function isCharged({ status }: Pick<Payment, "status">): boolean {
  return status === "PAID" || status === "PARTIAL_CANCELLED" || status === "CANCELLED";
}

/** Whether nothing was taken off the order amount, so that order amounts are money as well. */
export function isUndiscounted({ amount, promotionId }: Pick<Payment, "amount" | "promotionId">): boolean {
  return amount.discount === 0 && promotionId === null;
}

/**
 * Returns what the buyer was charged, or null where this reading does not show it: nothing was paid, or a discounted
 * payment has cancellations and `paid` is another sum than `total - discount`, so that `paid` may have shrunk.
 */
export function chargedOf(
  payment: Pick<Payment, "status" | "amount" | "promotionId"> & {
    cancellations: readonly Pick<Cancellation, "status">[];
  },
): ChargedAmount | null {
  if (!isCharged(payment)) return null;
  const { total, discount, paid } = payment.amount;
  const isUntouched =
    payment.status === "PAID" && payment.cancellations.every(({ status }) => status === "FAILED");
  if (isUntouched) return isAmount(paid) ? chargedAmount(paid) : null;
  if (isUndiscounted(payment)) return chargedAmount(total);
  return paid === total - discount ? chargedAmount(paid) : null;
}

/**
 * What may still be cancelled, in minor units of order amount: `total - cancelled`. PortOne documents no
 * formula, so `basisKnown` says whether this figure may be sent as `currentCancellableAmount`: not under a
 * promotion or any other discount, and not while a cancellation is requested.
 * https://developers.portone.io/opi/ko/integration/cancel/v2/readme
 */
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

/**
 * A promotion's payment with what was cancelled in order amount before the discount, which its partial cancels are stated
 * in. PortOne does not document whether its sums hold that or the money that went back, which is less. What we ourselves
 * asked for is known (`asked`, minor units by the cancellation's id); of cancellations made elsewhere PortOne's figure is
 * taken, so that what is left may be too much and never too little: PortOne refuses the rest.
 * https://developers.portone.io/opi/ko/extra/promotion/refund
 */
export function inOrderAmounts<Of extends Pick<Payment, "amount" | "cancellations" | "promotionId">>(
  payment: Of,
  asked: ReadonlyMap<string, number>,
): Of {
  if (payment.promotionId === null) return payment;
  const gone = payment.cancellations
    .filter(({ status }) => status === "SUCCEEDED")
    .reduce((sum, { id, totalAmount }) => sum + Math.max(totalAmount, asked.get(id) ?? 0), 0);
  const cancelled = Math.min(payment.amount.total, Math.max(payment.amount.cancelled, gone));
  return { ...payment, amount: { ...payment.amount, cancelled } };
}

/** Cancellations that PortOne has neither finished nor refused: REQUESTED, and any status not known here. */
export function pendingCancellations(payment: Pick<Payment, "cancellations">): Cancellation[] {
  return payment.cancellations.filter(({ status }) => status === "REQUESTED" || status === "UNRECOGNIZED");
}
