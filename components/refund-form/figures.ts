// What a refund will do, in figures: pure, from what is typed and what the payment is. Amounts are minor units; null where
// PortOne's way of counting is not documented, or nothing readable is typed yet.
import type { ArrivalDays } from "@/lib/domain/policy/money-lines";
import type { RefundPolicy } from "@/lib/domain/policy/refund-policy";
import type { PaymentDetail } from "@/lib/domain/views";

export type Figures = {
  /** What is asked for; null for "all that is left" where that is not known in figures. */
  amount: number | null;
  remaining: number | null;
  fee: number | null;
  /** Amount and fee together: what the merchant pays. */
  cost: number | null;
  arrival: ArrivalDays | null;
};

/**
 * `amount` is the part that is typed. What it costs and when it arrives is documented for the way that a method goes back:
 * not for an account that is only offered and given all the same.
 */
export function figuresOf(
  {
    cancellable,
    needs,
    policy,
  }: Pick<PaymentDetail, "cancellable" | "needs"> & { policy: Pick<RefundPolicy, "fee" | "arrival"> },
  cancel: { kind: "full" } | { kind: "partial"; amount: number | null },
  toAccount: boolean,
): Figures {
  const isUndocumented = toAccount && needs.account?.need === "offered";
  const onTop = isUndocumented ? null : policy.fee.onTop;
  const isFull = cancel.kind === "full";
  const asked = isFull ? cancellable.amount : cancel.amount;
  const amount = isFull && !cancellable.basisKnown ? null : asked;
  return {
    amount,
    remaining: isFull ? 0 : amount === null ? null : Math.max(0, cancellable.amount - amount),
    fee: onTop,
    cost: amount === null || onTop === null || !cancellable.basisKnown ? null : amount + onTop,
    arrival: isUndocumented
      ? null
      : isFull || amount === cancellable.amount
        ? policy.arrival.whole
        : policy.arrival.part,
  };
}
