// From https://developers.portone.io/api/rest-v2/payment. Account numbers stay in the raw object, on the server.

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

/** An unknown value of a list that PortOne may extend is UNRECOGNIZED, with PortOne's own value in `raw`. */
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
  /** 0 for a single payment. */
  installment: { months: number; interestFree: boolean } | null;
  pointUsed: boolean | null;
};

export const easyPayMethods = ["CARD", "TRANSFER", "CHARGE"] as const;

export type EasyPayDetails = {
  provider: string | null;
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
  /** The person who paid in. Personal data: leaves the server only for a screen that shows it. */
  remitterName: string | null;
  expiredAt: string | null;
  refundStatus: Term<(typeof virtualAccountRefundStatuses)[number]> | null;
};

export const giftCertificateTypes = [
  "BOOKNLIFE",
  "SMART_MUNSANG",
  "CULTURELAND",
  "HAPPYMONEY",
  "CULTUREGIFT",
] as const;

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
  rawType: string;
  provider: string | null;
  /** The masked card number; never an account number. */
  maskedNumber: string | null;
};

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
