import type { CardMethod, Method } from "../state/records.ts";
import type { Chance } from "./chance.ts";
import { cardCompanies } from "./words.ts";

const banks = ["SHINHAN", "KOOKMIN", "WOORI", "HANA", "NONGHYUP", "IBK", "KAKAO", "TOSS"] as const;
const day = 24 * 60 * 60 * 1000;

function digits(chance: Chance, length: number): string {
  return Array.from({ length }, () => chance.between(0, 9)).join("");
}

/** Returns a card; mostly personal credit cards of Korean companies. */
export function card(chance: Chance, change: Partial<NonNullable<CardMethod["card"]>> = {}): CardMethod {
  const [issuer, bin] = chance.one(cardCompanies);
  const month = chance.is(0.2) ? chance.one([2, 3, 6, 12]) : 0;
  return {
    type: "PaymentMethodCard",
    card: {
      publisher: issuer,
      issuer,
      brand: "LOCAL",
      type: chance.is(0.25) ? "DEBIT" : "CREDIT",
      ownerType: chance.is(0.08) ? "CORPORATE" : "PERSONAL",
      bin,
      name: issuer,
      number: `${bin}****${digits(chance, 3)}*`,
      ...change,
    },
    approvalNumber: digits(chance, 8),
    installment: { month, isInterestFree: month > 0 && month <= 3 },
    pointUsed: false,
  };
}

export function overseasCard(chance: Chance): CardMethod {
  const brand = chance.one(["VISA", "MASTER", "AMEX"]);
  return card(chance, {
    publisher: brand,
    issuer: brand,
    brand,
    name: brand,
    bin: "40000012",
    number: "40000012****000*",
  });
}

export function virtualAccount(chance: Chance, issuedAt: number, remitterName: string | null): Method {
  return {
    type: "PaymentMethodVirtualAccount",
    bank: chance.one(banks),
    accountNumber: digits(chance, 14),
    accountType: "NORMAL",
    remitteeName: "(주)포트상점",
    ...(remitterName === null ? {} : { remitterName }),
    issuedAt: new Date(issuedAt).toISOString(),
    expiredAt: new Date(issuedAt + 7 * day).toISOString(),
  };
}

export function transfer(chance: Chance): Method {
  return {
    type: "PaymentMethodTransfer",
    bank: chance.one(banks),
    accountNumber: `${digits(chance, 6)}****${digits(chance, 2)}`,
  };
}

export function mobile(chance: Chance): Method {
  return { type: "PaymentMethodMobile", phoneNumber: `010${digits(chance, 8)}` };
}

/** Returns an easy payment by `provider`, on a card, a bank account or a charged balance. */
export function easyPay(
  chance: Chance,
  provider: string,
  on: "card" | "charge" | "transfer" | "none",
): Method {
  const inner = {
    card: () => card(chance),
    charge: () => ({ type: "PaymentMethodEasyPayMethodCharge" as const, bank: chance.one(banks) }),
    transfer: () => ({ type: "PaymentMethodTransfer" as const, bank: chance.one(banks) }),
    none: () => null,
  }[on]();
  return { type: "PaymentMethodEasyPay", provider, ...(inner ? { easyPayMethod: inner } : {}) };
}

export function giftCertificate(chance: Chance, giftCertificateType: string): Method {
  return { type: "PaymentMethodGiftCertificate", giftCertificateType, approvalNumber: digits(chance, 12) };
}

/** Returns a slip of a Japanese convenience store, made at `at` (ms). */
export function convenienceStore(chance: Chance, at: number): Method {
  return {
    type: "PaymentMethodConvenienceStore",
    convenienceStoreBrand: chance.one(["LAWSON", "FAMILY_MART", "SEVEN_ELEVEN", "SEICOMART"]),
    confirmationNumber: digits(chance, 6),
    receiptNumber: digits(chance, 11),
    paymentDeadline: new Date(at + 3 * day).toISOString(),
  };
}
