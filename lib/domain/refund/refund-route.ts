// How a refund reaches the buyer, which decides its name on screens: the approval of a card is cancelled, a phone
// bill is lowered, money is paid into an account.
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
 * `account`: an account that a person typed. `transfer`: the account that paid. `wallet`: an easy payment. `coin`:
 * crypto, which the buyer must claim. `original`: known only to return the way it was paid.
 */
export type RefundRoute = (typeof refundWays)[number];

const wayOfMethod: Record<MethodType, RefundRoute> = {
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

/** Returns the way of a refund of this method; `toAccount` where it is sent to an account that a person typed. */
export function refundRoute(method: { type: MethodType } | null, toAccount: boolean): RefundRoute {
  if (toAccount) return "account";
  return method === null ? "original" : wayOfMethod[method.type];
}

/** Returns the name of the arrival of a refund: a deposit, a lower phone bill, or a return to the means of payment. */
export function arrivalKind(way: RefundRoute): "deposit" | "bill" | "back" {
  if (way === "account" || way === "transfer") return "deposit";
  return way === "phone-bill" ? "bill" : "back";
}
