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
/** `account`: typed by a person. `transfer`: the account that paid. `coin`: crypto, which the buyer must claim. */
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

export function refundRoute(method: { type: MethodType } | null, toAccount: boolean): RefundRoute {
  if (toAccount) return "account";
  return method === null ? "original" : wayOfMethod[method.type];
}

export function arrivalKind(way: RefundRoute): "deposit" | "bill" | "back" {
  if (way === "account" || way === "transfer") return "deposit";
  return way === "phone-bill" ? "bill" : "back";
}
