// What a request that waits for approval asks for, and what the desk knew then. Amounts are minor units.
import * as z from "zod/mini";
import type { MoneyBack, OrderAmount } from "../amounts";
import type { RetainOption } from "../refund/refund";
import type { MaskedAccount } from "../refund/refund-account";
import type { RefundRequest } from "../refund/refund-request";

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
  retainOption: RetainOption | null;
  overrideWhy: string | null;
  /** As read when the request was made. */
  basis: RefundBasis;
};

export const balanceSchema = z.object({
  amount: z.number(),
  taxFree: z.number(),
  vat: z.nullable(z.number()),
});

/** What decides how the money of a refund moves. */
export type RefundBasis = {
  balance: { amount: number; taxFree: number; vat: number | null };
  orderAmount: OrderAmount | null;
  moneyBack: MoneyBack | null;
  /** Rules of the policy that block the refund, and that an override overrides. */
  blockedBy: readonly string[];
};

const basisFields = ["balance", "tax-free", "vat", "order-amount", "money-back", "policy"] as const;
type BasisField = (typeof basisFields)[number];
export type BasisChange = { field: BasisField; before: string | number | null; now: string | number | null };

const basisValue = z.nullable(z.union([z.string(), z.number()]));

/** Why a request became void, as a browser receives it. */
export const voidDetail = z.object({
  code: z.string(),
  changes: z.array(z.object({ field: z.enum(basisFields), before: basisValue, now: basisValue })),
});
export type VoidDetail = { code: string; changes: readonly BasisChange[] };

/** Returns what has changed in a way that changes the refund. Empty: the refund is what people have seen. */
export function basisChanges(before: RefundBasis, now: RefundBasis): BasisChange[] {
  const pairs: readonly [BasisField, string | number | null, string | number | null][] = [
    ["balance", before.balance.amount, now.balance.amount],
    ["tax-free", before.balance.taxFree, now.balance.taxFree],
    ["vat", before.balance.vat, now.balance.vat],
    ["order-amount", before.orderAmount, now.orderAmount],
    ["money-back", before.moneyBack, now.moneyBack],
    ["policy", [...before.blockedBy].sort().join(" "), [...now.blockedBy].sort().join(" ")],
  ];
  return pairs
    .filter(([, seen, today]) => seen !== today)
    .map(([field, seen, today]) => ({ field, before: seen, now: today }));
}
