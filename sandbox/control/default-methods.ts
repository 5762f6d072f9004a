// A default payment method of each kind, for manually created payments.
import type { Method } from "../state/records.ts";

export const methodKinds = [
  "CARD",
  "VIRTUAL_ACCOUNT",
  "TRANSFER",
  "MOBILE",
  "EASY_PAY",
  "GIFT_CERTIFICATE",
  "CONVENIENCE_STORE",
  "CRYPTO",
] as const;
export type MethodKind = (typeof methodKinds)[number];

const week = 7 * 24 * 60 * 60 * 1000;

/** Returns a method of `kind`. `digits` returns random digits; `at` is the time of payment (ms). */
export function defaultMethod(kind: MethodKind, digits: (length: number) => string, at: number): Method {
  const card = {
    type: "PaymentMethodCard",
    card: {
      publisher: "신한카드",
      issuer: "신한카드",
      brand: "LOCAL",
      type: "CREDIT",
      ownerType: "PERSONAL",
      bin: "43875612",
      name: "신한카드",
      number: `43875612****${digits(3)}*`,
    },
    approvalNumber: digits(8),
    installment: { month: 0, isInterestFree: false },
    pointUsed: false,
  } as const;
  switch (kind) {
    case "CARD":
      return card;
    case "VIRTUAL_ACCOUNT":
      return {
        type: "PaymentMethodVirtualAccount",
        bank: "SHINHAN",
        accountNumber: digits(14),
        accountType: "NORMAL",
        remitteeName: "포트상점",
        remitterName: "김민서",
        issuedAt: new Date(at).toISOString(),
        expiredAt: new Date(at + week).toISOString(),
      };
    case "TRANSFER":
      return {
        type: "PaymentMethodTransfer",
        bank: "KOOKMIN",
        accountNumber: `${digits(6)}****${digits(2)}`,
      };
    case "MOBILE":
      return { type: "PaymentMethodMobile", phoneNumber: `010${digits(8)}` };
    case "EASY_PAY":
      return { type: "PaymentMethodEasyPay", provider: "KAKAOPAY", easyPayMethod: card };
    case "GIFT_CERTIFICATE":
      return {
        type: "PaymentMethodGiftCertificate",
        giftCertificateType: "CULTURELAND",
        approvalNumber: digits(10),
      };
    case "CONVENIENCE_STORE":
      return {
        type: "PaymentMethodConvenienceStore",
        convenienceStoreBrand: "LAWSON",
        confirmationNumber: digits(6),
        receiptNumber: digits(11),
        paymentDeadline: new Date(at + week).toISOString(),
      };
    case "CRYPTO":
      return { type: "PaymentMethodCrypto" };
  }
}
