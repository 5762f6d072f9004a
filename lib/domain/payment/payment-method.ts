// How a payment was paid, in the words of PortOne (https://developers.portone.io/api/rest-v2/payment). What is absent on
// the wire is null. Account numbers are not kept: they stay in the raw object, on the server.

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

/** A word of a closed list that PortOne may lengthen: one not known here is UNRECOGNIZED, with PortOne's own in `raw`. */
export type Term<Known extends string> = { value: Known | "UNRECOGNIZED"; raw: string };

export const cardTypes = ["CREDIT", "DEBIT", "GIFT"] as const;
export const cardBrands = ["LOCAL", "MASTER", "UNIONPAY", "VISA", "JCB", "AMEX", "DINERS"] as const;
export const cardOwnerTypes = ["PERSONAL", "CORPORATE"] as const;

/** The card itself, or the card inside an easy payment. */
export type CardDetails = {
  type: Term<(typeof cardTypes)[number]> | null;
  brand: Term<(typeof cardBrands)[number]> | null;
  ownerType: Term<(typeof cardOwnerTypes)[number]> | null;
  issuer: string | null;
  /** Months; 0 for one payment. */
  installment: { months: number; interestFree: boolean } | null;
  /** Card points paid a part; null where PortOne does not say. */
  pointUsed: boolean | null;
};

export const easyPayMethods = ["CARD", "TRANSFER", "CHARGE"] as const;

export type EasyPayDetails = {
  /** PortOne's word (KAKAOPAY, NAVERPAY…), of a list that grows often. */
  provider: string | null;
  /** What stands behind it: a card, a bank account, or a charged balance. */
  method: Term<(typeof easyPayMethods)[number]> | null;
};

export const virtualAccountTypes = ["FIXED", "NORMAL"] as const;
export const virtualAccountRefundStatuses = [
  "PENDING",
  "PARTIAL_REFUND_FAILED",
  "FAILED",
  "COMPLETED",
] as const;

export type VirtualAccountDetails = {
  bank: string | null;
  accountType: Term<(typeof virtualAccountTypes)[number]> | null;
  hasAccountNumber: boolean;
  remitteeName: string | null;
  /** Who paid in. Personal: leaves the server only for a screen that shows it. */
  remitterName: string | null;
  expiredAt: string | null;
  /** Where the money of a refund is, apart from the cancellation's status. */
  refundStatus: Term<(typeof virtualAccountRefundStatuses)[number]> | null;
};

export const giftCertificateTypes = [
  "BOOKNLIFE",
  "SMART_MUNSANG",
  "CULTURELAND",
  "HAPPYMONEY",
  "CULTUREGIFT",
] as const;

/** Each detail is there for its own method only. */
export type MethodDetails = {
  card: CardDetails | null;
  easyPay: EasyPayDetails | null;
  virtualAccount: VirtualAccountDetails | null;
  giftCertificateType: Term<(typeof giftCertificateTypes)[number]> | null;
};

export const noMethodDetails: MethodDetails = {
  card: null,
  easyPay: null,
  virtualAccount: null,
  giftCertificateType: null,
};

export type PaymentMethod = MethodDetails & {
  type: MethodType;
  /** PortOne's own word, shown where `type` is UNRECOGNIZED. */
  rawType: string;
  /** Card issuer or brand, bank, easy-pay provider: whatever names the means of payment. */
  provider: string | null;
  /** The masked card number as PortOne gives it. Never an account number. */
  maskedNumber: string | null;
};

/** A word of PortOne's as one of the known, or UNRECOGNIZED; null where it is absent. */
export function term<Known extends string>(known: readonly Known[], raw: string): Term<Known>;
export function term<Known extends string>(
  known: readonly Known[],
  raw: string | undefined,
): Term<Known> | null;
export function term<Known extends string>(
  known: readonly Known[],
  raw: string | undefined,
): Term<Known> | null {
  if (raw === undefined) return null;
  return { value: known.find((word) => word === raw) ?? "UNRECOGNIZED", raw };
}
