import { type Payment, pendingCancellations } from "../payment/payment";
import { seoulMonth } from "../seoul-time";
import type { Where } from "./rule";

type Test<Part extends keyof Where> = (
  payment: Payment,
  wanted: NonNullable<Where[Part]>,
  now: Date,
) => boolean;
type AnyPart = keyof Where;
type Holds = { [Part in AnyPart]: Test<Part> };

export function ruleApplies(where: Where, payment: Payment, now: Date): boolean {
  return parts.every((part) => holds(where, part, payment, now));
}

function holds<Part extends AnyPart>(where: Where, part: Part, payment: Payment, now: Date): boolean {
  const wanted = where[part];
  const test: Test<Part> = tests[part];
  return wanted === undefined || test(payment, wanted, now);
}

const tests: Holds = {
  methods: ({ method }, wanted) => wanted.some((type) => type === method?.type),
  exceptMethods: ({ method }, wanted) => !wanted.some((type) => type === method?.type),
  wallet: (payment, wanted) => walletOf(payment) === wanted,
  behind: ({ method }, wanted) => {
    const behind = method?.easyPay?.method?.value;
    return wanted === "OTHER" ? behind !== "CARD" && behind !== "CHARGE" : behind === wanted;
  },
  paidBy: (payment) => {
    const { method } = payment;
    const hasOwnRules = walletsWithRules.some((wallet) => wallet === walletOf(payment));
    const byCard = method?.type === "CARD" || (method?.type === "EASY_PAY" && method.card !== null);
    return byCard && !hasOwnRules;
  },
  pgs: ({ channel }, wanted) => channel !== null && wanted.includes(channel.pgProvider),
  exceptPgs: ({ channel }, wanted) => channel === null || !wanted.includes(channel.pgProvider),
  channel: ({ channel }, wanted) => channel?.type === wanted,
  gifts: ({ method }, wanted) => wanted.includes(method?.giftCertificateType?.value ?? ""),
  card: ({ method }, wanted) => {
    const card = method?.card;
    switch (wanted) {
      case "GIFT":
        return card?.type?.value === "GIFT";
      case "CHECK":
        return card?.type?.value === "DEBIT";
      case "CORPORATE":
        return card?.ownerType?.value === "CORPORATE";
      case "OVERSEAS":
        return (card?.brand ?? null) !== null && card?.brand?.value !== "LOCAL";
      case "WITH_POINTS":
        return card?.pointUsed === true;
    }
  },
  pointIssuer: ({ method }, wanted) => {
    const isDocumented = pointIssuers.test(`${method?.card?.issuer ?? ""} ${method?.provider ?? ""}`);
    return isDocumented === (wanted === "DOCUMENTED");
  },
  escrow: ({ escrow }, wanted) => {
    if (escrow === null) return false;
    switch (wanted) {
      case "BEFORE_CONFIRMATION":
        return escrow.value !== "CONFIRMED" && escrow.value !== "UNRECOGNIZED";
      case "NOT_REJECTED":
        return escrow.value !== "REJECTED";
      case "CONFIRMED":
      case "UNRECOGNIZED":
        return escrow.value === wanted;
    }
  },
  has: (payment, wanted) => {
    switch (wanted) {
      case "DISCOUNT":
        return payment.amount.discount > 0 && payment.promotionId === null;
      case "TAX_FREE":
        return payment.amount.taxFree > 0;
      case "PROMOTION":
        return payment.promotionId !== null;
      case "DISPUTE":
        return payment.hasUnresolvedDispute;
      case "PENDING":
        return pendingCancellations(payment).length > 0;
      case "CASH_RECEIPT":
        return payment.cashReceipt === null
          ? payment.cashReceiptIssuanceStatus?.value === "ISSUED"
          : payment.cashReceipt.status.value !== "CANCELLED";
    }
  },
  currency: ({ currency }, wanted) => currency === wanted,
  month: ({ paidAt }, _wanted, now) => paidAt !== null && seoulMonth(new Date(paidAt)) === seoulMonth(now),
};

const parts = Object.keys(tests) as AnyPart[];

/** Names and codes of issuers at PortOne. https://help.portone.io/content/impossible-partial-cancel */
const pointIssuers = /국민|삼성|하나|신한|현대|KOOKMIN|SAMSUNG|HANA|SHINHAN|HYUNDAI/i;

const walletsWithRules = ["KAKAOPAY", "NAVERPAY", "PAYPAL"] as const;
const ownPgs: Readonly<Record<string, string>> = {
  KAKAOPAY: "KAKAOPAY",
  NAVERPAY: "NAVERPAY",
  PAYPAL: "PAYPAL",
  PAYPAL_V2: "PAYPAL",
};

function walletOf({ channel, method }: Payment): string | null {
  return ownPgs[channel?.pgProvider ?? ""] ?? method?.easyPay?.provider ?? null;
}
