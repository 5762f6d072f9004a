// https://developers.portone.io/opi/ko/extra/promotion/refund. `amount` is order amount before the discount, in
// minor units. Where the document leaves room (rounding, a fixed discount as a rate), the outcome is "unclear".

import type { CancellationStatus, Payment } from "../payment/payment";
import type { RetainOption } from "./refund";

export type PromotionDiscount = { kind: "percent"; percent: number } | { kind: "amount"; amount: number };

export type PromotionTerms = {
  brackets: readonly { from: number; discount: PromotionDiscount }[];
  maxDiscount: number | null;
};

export type PromotionOutcome =
  | { kind: "refunds"; refunded: number; remainingOrder: number; remainingCharge: number }
  /** The remainder would cost more than was charged: PortOne refuses. */
  | { kind: "impossible" }
  | { kind: "unclear" };

/** First partial cancel only: PortOne does not document how it counts earlier cancels. RETAIN keeps the first rate. */
export function promotionOutcome(
  terms: PromotionTerms,
  order: { total: number; discount: number },
  amount: number,
  option: RetainOption,
): PromotionOutcome {
  const charged = order.total - order.discount;
  // Card and point discounts are in the same sum, so the promotion's own share is unknown.
  if (discountOf(terms, order.total) !== order.discount) return { kind: "unclear" };
  const remainingOrder = order.total - amount;
  const off =
    option === "RETAIN" ? retained(terms, order, remainingOrder) : discountOf(terms, remainingOrder);
  if (off === null || !Number.isInteger(off)) return { kind: "unclear" };
  const remainingCharge = remainingOrder - off;
  const refunded = charged - remainingCharge;
  return refunded < 0
    ? { kind: "impossible" }
    : { kind: "refunds", refunded, remainingOrder, remainingCharge };
}

function discountOf({ brackets, maxDiscount }: PromotionTerms, order: number): number {
  const bracket = bracketOf(brackets, order);
  if (bracket === undefined) return 0;
  const { discount } = bracket;
  const off =
    discount.kind === "percent" ? (order * discount.percent) / 100 : Math.min(order, discount.amount);
  return maxDiscount === null ? off : Math.min(off, maxDiscount);
}

// A fixed discount becomes a rate. The document's example (1,000 off 6,000 from 5,000 on is 20 %) fits a rate of the
// charge and of the threshold, so the rate is known only where both are equal.
function retained(
  terms: PromotionTerms,
  order: { total: number; discount: number },
  remaining: number,
): number | null {
  const first = bracketOf(terms.brackets, order.total);
  if (first === undefined) return 0;
  if (first.discount.kind === "percent") {
    const isCapped = order.discount !== (order.total * first.discount.percent) / 100;
    return isCapped ? null : (remaining * first.discount.percent) / 100;
  }
  const charged = order.total - order.discount;
  return charged === first.from && charged > 0 ? (remaining * first.discount.amount) / charged : null;
}

function bracketOf(brackets: PromotionTerms["brackets"], order: number) {
  return brackets.filter(({ from }) => order >= from).sort((a, b) => b.from - a.from)[0];
}

/** Returns whether no cancel has happened: PortOne documents what a promotion returns for the first one only. */
export function isFirstCancel(
  payment: Pick<Payment, "status">,
  cancellations: readonly { status: CancellationStatus }[],
): boolean {
  return payment.status === "PAID" && cancellations.every(({ status }) => status === "FAILED");
}
