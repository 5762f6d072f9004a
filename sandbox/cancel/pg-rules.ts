// Differences between PGs before a PG is asked: required inputs, asynchronous answers, own computation of VAT.
// Comments name the page under https://developers.portone.io/opi/ko.
import { type Refusal, refuse } from "../api/refusal.ts";
import type { Switches } from "../control/switches.ts";
import type { PaymentRecord } from "../state/records.ts";
import type { CancelBody } from "./cancel-body.ts";
import { monthOf } from "./seoul-time.ts";

export type PgCancelRequest = {
  payment: PaymentRecord;
  body: CancelBody;
  /** This request cancels less than the whole payment. */
  partial: boolean;
  amount: number;
  remainingVat: number;
  now: number;
  switches: Switches;
};

/** Returns the refusal for an input that PortOne requires for this payment (400 `INVALID_REQUEST`), or null. */
export function missingInput({ payment, body, now, switches }: PgCancelRequest): Refusal | null {
  const pg = pgOf(payment);
  const kind = payment.method?.type;
  const phone = body.refundAccount?.holderPhoneNumber ?? null;
  // integration/cancel/v2: a virtual account is a one-way method, so a refund needs an account. For KPN this holds for
  // every account refund.
  if (kind === "PaymentMethodVirtualAccount") {
    if (!body.refundAccount)
      return refuse("INVALID_REQUEST", "refundAccount: required for a virtual account");
    if ((pg === "SMARTRO_V2" || (pg === "WELCOME" && switches.v1AccountRules)) && !phone) {
      return refuse("INVALID_REQUEST", "refundAccount.holderPhoneNumber: required by this PG");
    }
  }
  if (kind === "PaymentMethodMobile" && pg === "KPN" && isNextMonth(payment, now) && !body.refundAccount) {
    return refuse("INVALID_REQUEST", "refundAccount: required after the month of payment");
  }
  // integration/pg/v1/smartro-v2/api and welcome/api, written for the V1 modules.
  if (
    kind === "PaymentMethodTransfer" &&
    (pg === "SMARTRO_V2" || pg === "WELCOME") &&
    switches.v1AccountRules
  ) {
    if (!body.refundAccount || !phone) {
      return refuse(
        "INVALID_REQUEST",
        "refundAccount with holderPhoneNumber: required by this PG for a transfer",
      );
    }
  }
  // integration/pg/v2/triple-a
  if (pg === "TRIPLE_A" && !body.refundEmail)
    return refuse("INVALID_REQUEST", "refundEmail: required by Triple-A");
  return null;
}

/** Returns whether the PG answers the cancel later (`REQUESTED`). Sources: cancel/v2, triple-a, kicc-v2, paypal-v2. */
export function answersLater(payment: PaymentRecord, switches: Switches): boolean {
  const pg = pgOf(payment);
  const method = payment.method;
  if (pg === "TRIPLE_A") return true;
  if (pg === "KICC_V2") return method?.type === "PaymentMethodEasyPay" && method.provider === "WECHAT";
  if (pg === "SMARTRO_V2") return method?.type === "PaymentMethodVirtualAccount";
  if (pg === "PAYPAL_V2") return switches.paypalAsync;
  return pg === "PAYMENTWALL" && switches.paymentwallAsync;
}

/** Returns whether the PG computes the VAT itself and ignores the sent VAT. integration/pg/v2/kpn, pg/v1/kakaopay. */
export function ignoresVat(payment: PaymentRecord): boolean {
  return pgOf(payment) === "KPN" || pgOf(payment) === "KAKAOPAY";
}

/** Returns the PG of a payment; an empty text when the payment has none yet. */
export function pgOf(payment: PaymentRecord): string {
  return payment.channel?.pgProvider ?? "";
}

export function paidAtOf(payment: PaymentRecord): number {
  return payment.paidAt ?? payment.statusChangedAt;
}

/** Returns whether the calendar month of payment is over, in Asia/Seoul. */
export function isNextMonth(payment: PaymentRecord, now: number): boolean {
  return monthOf(now) > monthOf(paidAtOf(payment));
}
