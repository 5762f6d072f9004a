// Figures of a planned refund, derived from the typed values and the payment (pure). Amounts are minor units; null where
// PortOne's calculation is not documented, or no readable amount is typed yet.
import { type MoneyBack, type OrderAmount, orderAmount } from "@/lib/domain/amounts";
import type { ArrivalDays } from "@/lib/domain/policy/money-lines";
import type { RefundPolicy } from "@/lib/domain/policy/refund-policy";
import { refundFigures, type SentFigures } from "@/lib/domain/refund/cancel-figures";
import type { PromotionTerms } from "@/lib/domain/refund/promotion";
import type { RetainOption } from "@/lib/domain/refund/refund";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";

export type Figures = {
  /** Null while no part is typed. */
  sent: SentFigures | null;
  /** Amount that can still be cancelled afterwards. */
  remaining: OrderAmount | null;
  fee: number | null;
  /** Whether the fee is documented. VAT is added to a documented fee. */
  isFeeDocumented: boolean;
  /** Money and fee together: what the merchant pays. */
  cost: number | null;
  arrival: ArrivalDays | null;
};

type Detail = Pick<PaymentDetail, "payment" | "charged" | "cancellations" | "cancellable" | "needs"> & {
  policy: Pick<RefundPolicy, "fee" | "arrival">;
};

/**
 * Returns the figures of a cancel. `amount` is the typed part. Cost and arrival are documented for the original way of the
 * method, but not for an account that is only offered and nevertheless given.
 */
export function figuresOf(
  detail: Detail,
  cancel: { kind: "full" } | { kind: "partial"; amount: number | null },
  toAccount: boolean,
  promotion: { terms: PromotionTerms | null; option: RetainOption | null },
): Figures {
  const { cancellable, needs, policy } = detail;
  const isUndocumented = toAccount && needs.account?.need === "offered";
  const onTop = isUndocumented ? null : policy.fee.onTop;
  const isFull = cancel.kind === "full";
  const sent = sentOf(detail, cancel, promotion);
  const amount = isFull ? cancellable.amount : cancel.amount;
  return {
    sent,
    remaining: amount === null ? null : orderAmount(isFull ? 0 : Math.max(0, cancellable.amount - amount)),
    fee: onTop,
    isFeeDocumented: !isUndocumented && policy.fee.isDocumented,
    cost: sent === null || sent.money === null || onTop === null ? null : costOf(sent.money, onTop),
    arrival: isUndocumented
      ? null
      : isFull || amount === cancellable.amount
        ? policy.arrival.whole
        : policy.arrival.part,
  };
}

function sentOf(
  { payment, charged, cancellations }: Detail,
  cancel: Parameters<typeof figuresOf>[1],
  promotion: Parameters<typeof figuresOf>[3],
): SentFigures | null {
  if (cancel.kind === "partial" && cancel.amount === null) return null;
  const known = cancel.kind === "full" ? cancel : { kind: cancel.kind, amount: cancel.amount ?? 0 };
  const earlier = cancellations.flatMap(({ status, figures }) => (status === "SUCCEEDED" ? figures : []));
  return refundFigures({ ...payment, charged }, earlier, known, promotion);
}

function costOf(money: MoneyBack, fee: number): number {
  return money + fee;
}
