// What a rule is. Rules are data: where they hold, what is documented, on which page. Their sentence in each language is
// `policy.rule.<id>` in messages.
import type { MethodType } from "../payment/payment-method";
import type { PageKey } from "./pages";
import type { Hours, Within } from "./seoul-calendar";

/** Which payments a rule speaks of; every part that is stated must hold. */
export type Where = {
  methods?: readonly MethodType[];
  exceptMethods?: readonly MethodType[];
  /** The wallet's own name, whichever PG it runs through. */
  wallet?: "KAKAOPAY" | "NAVERPAY" | "PAYPAL" | "WECHAT";
  /** What stands behind a wallet. */
  behind?: "CARD" | "CHARGE" | "OTHER";
  /** A card pays, by itself or behind a wallet that has no rules of its own. */
  paidBy?: "CARD";
  pgs?: readonly string[];
  exceptPgs?: readonly string[];
  channel?: "TEST";
  gifts?: readonly string[];
  card?: "GIFT" | "CHECK" | "CORPORATE" | "OVERSEAS" | "WITH_POINTS";
  /** Whether the card's issuer is one that documents partial cancels of payments with points. */
  pointIssuer?: "DOCUMENTED" | "OTHER";
  escrow?: "BEFORE_CONFIRMATION" | "CONFIRMED" | "UNRECOGNIZED" | "NOT_REJECTED";
  has?: "DISCOUNT" | "TAX_FREE" | "PROMOTION" | "DISPUTE" | "PENDING" | "CASH_RECEIPT";
  currency?: string;
  /** The calendar month of the payment is not over in Seoul. */
  month?: "of-payment";
};

/** Something that a merchant agrees with a PG, and that the desk cannot see. */
export const contracts = [
  "virtual-account-refund",
  "mobile-next-month",
  "mobile-partial",
  "partial-cancel",
] as const;
export type Contract = (typeof contracts)[number];

/** Which cancels a rule speaks of: every one, one that leaves something, or one that takes the rest after others. */
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

/** How sure the documents are that a cancel is refused. V1 pages on a V2 payment are never more than `may-refuse`. */
type Firmness = "refuses" | "may-refuse" | "documents-conflict";

export type Arrival =
  | { kind: "same-day" }
  /** Business days; `until` null where only the least is documented. */
  | { kind: "business-days"; from: number; until: number | null }
  /** Paid out on Thursdays; asked for by Tuesday, in the same week. */
  | { kind: "thursdays" };

export type Rule = { id: string; where: Where; pages: readonly [PageKey, ...PageKey[]] } & (
  | { topic: "deadline"; within: Within | null; firmness: Firmness }
  /** After the month of payment, to a bank account, where it is agreed. */
  | { topic: "next-month"; contract: Contract }
  | { topic: "refusal" }
  | { topic: "partial"; says: "allowed" | Firmness; contract?: Contract }
  | { topic: "partial-count"; most: number }
  | { topic: "hours"; hours: Hours }
  | { topic: "contract"; contract: Contract; needed: boolean }
  /** `onTop` is what a refund costs the merchant beside the amount, in minor units; null where it is not documented. */
  | { topic: "fee"; onTop: number | null; kept: "nothing" | "first-fee" | "first-fee-later" }
  /** `whenSameDay` for a cancel of everything on the day of payment. */
  | { topic: "arrival"; arrival: Arrival; whenSameDay?: { whole: Arrival; part: Arrival } }
  /** PortOne answers first that the cancel is only requested: always, or sometimes. */
  | { topic: "async"; always: boolean }
  | { topic: "note"; subject: Subject; about: About; warns: boolean }
);
