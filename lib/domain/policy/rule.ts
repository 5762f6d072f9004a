// The sentence of a rule in each language is `policy.rule.<id>` in messages.
import type { MethodType } from "../payment/payment-method";
import type { PortonePage } from "./portone-pages";
import type { Hours, Within } from "./seoul-calendar";

export type Where = {
  methods?: readonly MethodType[];
  exceptMethods?: readonly MethodType[];
  wallet?: "KAKAOPAY" | "NAVERPAY" | "PAYPAL" | "WECHAT";
  behind?: "CARD" | "CHARGE" | "OTHER";
  /** A card pays, by itself or behind a wallet without rules of its own. */
  paidBy?: "CARD";
  pgs?: readonly string[];
  exceptPgs?: readonly string[];
  channel?: "TEST";
  gifts?: readonly string[];
  card?: "GIFT" | "CHECK" | "CORPORATE" | "OVERSEAS" | "WITH_POINTS";
  /** Whether the card's issuer documents partial cancels of payments with points. */
  pointIssuer?: "DOCUMENTED" | "OTHER";
  escrow?: "BEFORE_CONFIRMATION" | "CONFIRMED" | "UNRECOGNIZED" | "NOT_REJECTED";
  has?: "DISCOUNT" | "TAX_FREE" | "PROMOTION" | "DISPUTE" | "PENDING" | "CASH_RECEIPT";
  currency?: string;
  month?: "of-payment";
};

/** Agreements between a merchant and a PG, which the desk cannot see. */
export const contracts = [
  "virtual-account-refund",
  "mobile-next-month",
  "mobile-partial",
  "partial-cancel",
] as const;
export type Contract = (typeof contracts)[number];

/** Every cancel, one that leaves a rest, or one that takes the rest after others. */
export type About = "every" | "part" | "rest";

export type Subject =
  | "account"
  | "cash-receipt"
  | "consent"
  | "currency"
  | "deposit"
  | "dispute"
  | "escrow"
  | "pending"
  | "promotion"
  | "setup"
  | "tax"
  | "test";

/** V1 pages give at most `may-refuse` for a V2 payment. */
type Firmness = "refuses" | "may-refuse" | "documents-conflict";

export type Arrival =
  | { kind: "same-day" }
  /** `until` is null where only the minimum is documented. */
  | { kind: "business-days"; from: number; until: number | null }
  /** Paid out on Thursdays, in the same week if requested by Tuesday. */
  | { kind: "thursdays" };

export type Rule = { id: string; where: Where; pages: readonly [PortonePage, ...PortonePage[]] } & (
  | { topic: "deadline"; within: Within | null; firmness: Firmness }
  /** After the month of payment, to a bank account, where a contract allows it. */
  | { topic: "next-month"; contract: Contract }
  | { topic: "refusal" }
  | { topic: "partial"; outcome: "allowed" | Firmness; contract?: Contract }
  | { topic: "partial-count"; most: number }
  | { topic: "hours"; hours: Hours }
  | { topic: "contract"; contract: Contract; needed: boolean }
  /** `onTop`: the merchant's cost besides the amount, in minor units; null where not documented. */
  | { topic: "fee"; onTop: number | null; kept: "nothing" | "first-fee" | "first-fee-later" }
  | { topic: "arrival"; arrival: Arrival; whenSameDay?: { whole: Arrival; part: Arrival } }
  /** PortOne answers first that the cancel is only requested: always, or sometimes. */
  | { topic: "async"; always: boolean }
  | { topic: "note"; subject: Subject; about: About; warns: boolean }
);
