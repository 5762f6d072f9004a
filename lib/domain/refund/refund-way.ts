// How a refund reaches the buyer, which decides what it is called: the approval of a card is cancelled, a phone bill is
// lowered, an account is paid into.
import type { MethodType } from "../payment/payment-method";

export const refundWays = [
  "card",
  "phone-bill",
  "account",
  "transfer",
  "wallet",
  "coin",
  "original",
] as const;
/**
 * `account` is an account that somebody typed, `transfer` the one that paid, `wallet` an easy payment, `coin` crypto, which
 * the buyer must claim. `original` says no more than that it goes back as it was paid.
 */
export type RefundWay = (typeof refundWays)[number];

const wayOfMethod: Record<MethodType, RefundWay> = {
  CARD: "card",
  MOBILE: "phone-bill",
  TRANSFER: "transfer",
  EASY_PAY: "wallet",
  CRYPTO: "coin",
  VIRTUAL_ACCOUNT: "account",
  GIFT_CERTIFICATE: "original",
  CONVENIENCE_STORE: "original",
  UNRECOGNIZED: "original",
};

/** Returns the way of a refund of this method; `toAccount` where it is sent to an account that somebody typed. */
export function refundWay(method: { type: MethodType } | null, toAccount: boolean): RefundWay {
  if (toAccount) return "account";
  return method === null ? "original" : wayOfMethod[method.type];
}

/** What the arrival of a refund is called: a deposit, less on a phone bill, or a return to the means of payment. */
export function arrivalKind(way: RefundWay): "deposit" | "bill" | "back" {
  if (way === "account" || way === "transfer") return "deposit";
  return way === "phone-bill" ? "bill" : "back";
}
