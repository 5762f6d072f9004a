// A payment and its cancellations in the words of PortOne, read from the wire by lib/portone and stored by
// lib/db. Amounts are minor units, times are ISO 8601 instants in UTC. What PortOne may add later is kept as
// UNRECOGNIZED with its own word beside it, never guessed.

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

export const methodTypes = [
  "CARD",
  "VIRTUAL_ACCOUNT",
  "TRANSFER",
  "MOBILE",
  "EASY_PAY",
  "GIFT_CERTIFICATE",
  "CONVENIENCE_STORE",
  "CRYPTO",
] as const;
export type MethodType = (typeof methodTypes)[number] | "UNRECOGNIZED";

export type PaymentMethod = {
  type: MethodType;
  /** PortOne's own word, shown where `type` is UNRECOGNIZED. */
  rawType: string;
  /** Card issuer or brand, bank, easy-pay provider: whatever names the means of payment. */
  provider: string | null;
  /** The masked card number as PortOne gives it. Never an account number. */
  maskedNumber: string | null;
};

export type PaymentAmount = {
  total: number;
  taxFree: number;
  vat: number | null;
  supply: number | null;
  discount: number;
  paid: number;
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
  totalAmount: number;
  taxFreeAmount: number;
  vatAmount: number;
  reason: string;
  /** CONSOLE, API, PORTONE_ADMIN, CHARGEBACK, or a later word of PortOne's; null when absent. */
  trigger: string | null;
  requestedAt: string;
  cancelledAt: string | null;
  receiptUrl: string | null;
};

export type Payment = {
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

/**
 * What may still be cancelled, in minor units of order amount: `total - cancelled`. PortOne documents no
 * formula, so `basisKnown` says whether this figure may be sent as `currentCancellableAmount`: not under a
 * promotion or any other discount, and not while a cancellation is requested.
 * https://developers.portone.io/opi/ko/integration/cancel/v2/readme
 */
export function cancellableAmount(payment: Payment): {
  amount: number;
  taxFree: number;
  basisKnown: boolean;
} {
  const { total, taxFree, discount, cancelled, cancelledTaxFree } = payment.amount;
  return {
    amount: Math.max(0, total - cancelled),
    taxFree: Math.max(0, taxFree - cancelledTaxFree),
    basisKnown: payment.promotionId === null && discount === 0 && pendingCancellations(payment).length === 0,
  };
}

/** Cancellations that PortOne has neither finished nor refused: REQUESTED, and any status not known here. */
export function pendingCancellations(payment: Payment): Cancellation[] {
  return payment.cancellations.filter(({ status }) => status === "REQUESTED" || status === "UNRECOGNIZED");
}
