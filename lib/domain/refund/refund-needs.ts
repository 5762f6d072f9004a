// What a refund of this payment needs beside amount and reason, and why. The words for each why are in `messages`.
import type { Payment } from "../payment/payment";
import type { PaymentMethod } from "../payment/payment-method";
import { seoulMonth } from "../seoul-time";
import { vatRule } from "./refund-parts";

export type AccountWhy = "virtual-account" | "mobile-after-month" | "kpn-account" | "transfer-by-account";

/** What a plan reads of a payment: a payment as it is shown will do, so a screen plans what the server will. */
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

export type RefundNeeds = {
  /**
   * The account that the money goes to; null where it goes back the way it came. `offered`: the PG's older guide asks
   * for it and the current one does not, so a person decides.
   */
  account: { need: "required" | "offered"; why: AccountWhy; phone: boolean } | null;
  /** Triple-A mails the instructions for the refund. */
  email: boolean;
  /** A partial refund of a promotion payment says what becomes of the discount. */
  promotionOption: boolean;
  /** The tax-free part of a partial refund is always stated: PortOne takes an omitted one as zero. */
  taxFree: boolean;
  /** `offered`: this PG takes it where the merchant stated it at the payment, which PortOne does not show. */
  vat: "offered" | "computed" | "never";
};

/** PGs whose V1 guides pay a bank transfer back to an account, with the holder's telephone number. */
const transferByAccount: readonly string[] = ["SMARTRO", "SMARTRO_V2", "WELCOME"];
/** PGs that want the holder's telephone number with a virtual account. */
const phoneWithVirtualAccount: readonly string[] = ["SMARTRO", "SMARTRO_V2", "WELCOME"];

/**
 * Which inputs a refund of this payment needs at a time.
 * https://developers.portone.io/opi/ko/integration/cancel/v2/readme, and the PGs' pages.
 */
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
      // KPN pays a transfer to an account where it can no longer be cancelled; which those are only KPN knows.
      return pg === "KPN" ? { need: "offered", why: "kpn-account", phone: false } : null;
    default:
      return null;
  }
}

/** Whether the month of payment is over in Seoul: mobile payments can be cancelled in it only. */
function isAfterMonth({ paidAt }: Refundable, now: Date): boolean {
  return paidAt === null || seoulMonth(new Date(paidAt)) !== seoulMonth(now);
}
