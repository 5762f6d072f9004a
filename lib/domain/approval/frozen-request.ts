// What a request that waits for approval asks for, and what the desk knew then. Amounts are minor units.
import * as z from "zod/mini";
import type { MoneyBack, OrderAmount } from "../amounts";
import type { Bank } from "../bank/bank";
import type { RetainOption } from "../refund/refund";
import type { MaskedAccount } from "../refund/refund-account";
import type { RefundRequest } from "../refund/refund-request";
import { type VoidReason, voidReasons } from "./approval-state";

export type FrozenRequest = FrozenRefund | FrozenManualRefund;

/** A record of money that the merchant has sent, as its requester wrote it. */
export type FrozenManualRefund = {
  kind: "manual";
  amount: number;
  bank: Bank;
  /** Calendar day in Asia/Seoul. */
  paidOn: string;
  note: string;
};

export type FrozenRefund = {
  kind: RefundRequest["cancel"]["kind"];
  /** What the balance decreases by. */
  amount: number;
  taxFree: number;
  vat: number | null;
  reasonCode: string;
  /** As sent to PortOne, without the refund's number. */
  reason: string;
  internalNote: string;
  requester: RefundRequest["requester"];
  account: MaskedAccount | null;
  /** Where PortOne sends the customer's instructions, masked. */
  email: string | null;
  /** A balance that the person typed, or none, in place of the balance that PortOne states. */
  balanceLock: RefundRequest["balanceLock"] | null;
  retainOption: RetainOption | null;
  overrideWhy: string | null;
  /** As read when the request was made. */
  basis: RefundBasis;
};

/** What decides how the money of a refund moves. */
export type RefundBasis = {
  balance: { amount: number; taxFree: number; vat: number | null };
  orderAmount: OrderAmount | null;
  moneyBack: MoneyBack | null;
  /** Rules of the policy that block the refund, and that an override overrides. */
  blockedBy: readonly string[];
  /** Sum of the manual refunds of the payment. */
  manualRefunds: number;
};

const basisFields = [
  "balance",
  "tax-free",
  "vat",
  "order-amount",
  "money-back",
  "policy",
  "manual-refunds",
] as const;
type BasisField = (typeof basisFields)[number];
export type BasisChange = { field: BasisField; before: string | number | null; now: string | number | null };

const basisValue = z.nullable(z.union([z.string(), z.number()]));

/** Why a request became void, as a browser receives it. */
export const voidDetail = z.object({
  code: z.enum(voidReasons),
  changes: z.array(z.object({ field: z.enum(basisFields), before: basisValue, now: basisValue })),
});
export type VoidDetail = { code: VoidReason; changes: readonly BasisChange[] };

/**
 * Returns what has changed in a way that changes the refund. Empty: the refund is what people have seen. An amount that
 * nobody knew when the request was made is not a change.
 */
export function basisChanges(before: RefundBasis, now: RefundBasis): BasisChange[] {
  const pairs: readonly [BasisField, string | number | null, string | number | null][] = [
    ["balance", before.balance.amount, now.balance.amount],
    ["tax-free", before.balance.taxFree, now.balance.taxFree],
    ["vat", before.balance.vat, now.balance.vat],
    ["order-amount", before.orderAmount, before.orderAmount === null ? null : now.orderAmount],
    ["money-back", before.moneyBack, before.moneyBack === null ? null : now.moneyBack],
    ["policy", [...before.blockedBy].sort().join(" "), [...now.blockedBy].sort().join(" ")],
    ["manual-refunds", before.manualRefunds, now.manualRefunds],
  ];
  return pairs
    .filter(([, seen, today]) => seen !== today)
    .map(([field, seen, today]) => ({ field, before: seen, now: today }));
}
