import type { Payment } from "../payment/payment";
import type { PaymentMethod } from "../payment/payment-method";
import { seoulMonth } from "../seoul-time";
import { vatRule } from "./refund-parts";

export type AccountWhy = "virtual-account" | "mobile-after-month" | "kpn-account" | "transfer-by-account";

/** A payment as shown has these fields, so a screen plans what the server will. */
export type Refundable = Pick<
  Payment,
  | "storeId"
  | "version"
  | "status"
  | "channel"
  | "amount"
  | "cancellations"
  | "promotionId"
  | "hasUnresolvedDispute"
  | "paidAt"
> & { method: Pick<PaymentMethod, "type"> | null };

/** `account`: null where money returns the way it was paid; `offered` where only the PG's older guide requires one. */
export type RefundNeeds = {
  account: { need: "required" | "offered"; why: AccountWhy; phone: boolean } | null;
  email: boolean;
  promotionOption: boolean;
  taxFree: boolean;
  /** `offered`: the PG takes the VAT if the merchant stated it at the payment, which PortOne does not show. */
  vat: "offered" | "computed" | "never";
};

/** The PGs' V1 guides refund a bank transfer to an account, with the holder's telephone number. */
const transferByAccount: readonly string[] = ["SMARTRO", "SMARTRO_V2", "WELCOME"];
const phoneWithVirtualAccount: readonly string[] = ["SMARTRO", "SMARTRO_V2", "WELCOME"];

// https://developers.portone.io/opi/ko/integration/cancel/v2/readme, and the PGs' pages.
export function refundNeeds(payment: Refundable, now: Date): RefundNeeds {
  return {
    account: accountNeed(payment, now),
    email: payment.channel?.pgProvider === "TRIPLE_A" || payment.method?.type === "CRYPTO",
    promotionOption: payment.promotionId !== null,
    taxFree: payment.amount.taxFree > 0,
    vat: vatRule(payment),
  };
}

function accountNeed(payment: Refundable, now: Date): RefundNeeds["account"] {
  const pg = payment.channel?.pgProvider ?? "";
  switch (payment.method?.type) {
    case "VIRTUAL_ACCOUNT":
      return { need: "required", why: "virtual-account", phone: phoneWithVirtualAccount.includes(pg) };
    case "MOBILE":
      return isAfterMonth(payment, now)
        ? { need: "required", why: "mobile-after-month", phone: false }
        : null;
    case "TRANSFER":
      if (transferByAccount.includes(pg)) return { need: "offered", why: "transfer-by-account", phone: true };
      // KPN refunds a transfer to an account if it can no longer be cancelled; only KPN knows which.
      return pg === "KPN" ? { need: "offered", why: "kpn-account", phone: false } : null;
    default:
      return null;
  }
}

/** Mobile payments can be cancelled only within the month of payment in Seoul. */
function isAfterMonth({ paidAt }: Refundable, now: Date): boolean {
  return paidAt === null || seoulMonth(new Date(paidAt)) !== seoulMonth(now);
}
