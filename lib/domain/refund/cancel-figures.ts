// PortOne's `totalAmount` is money only if nothing was deducted from the order amount. Under a discount two rules are
// documented: a full first cancel returns the whole charge, and `promotionOutcome` for a first part of a promotion.
// https://developers.portone.io/opi/ko/extra/promotion/refund
import {
  type CancelFigures,
  type ChargedAmount,
  type MoneyBack,
  moneyBack,
  type OrderAmount,
  orderAmount,
  type PointsBack,
  sumOf,
} from "../amounts";
import { type CancellationStatus, isUndiscounted, type Payment } from "../payment/payment";
import { type PromotionTerms, promotionOutcome } from "./promotion";
import type { RetainOption } from "./refund";

type Paid = Pick<Payment, "status" | "amount" | "promotionId"> & { charged: ChargedAmount | null };

export type SentFigures = { kind: "full" | "partial"; order: OrderAmount | null; money: MoneyBack | null };

type Cancelled = {
  id: string;
  status: CancellationStatus;
  totalAmount: number;
  pointsBack: PointsBack | null;
  requestedAt: string;
  cancelledAt: string | null;
  /** Null where the cancellation was made elsewhere, or its refund is not known yet. */
  refund: SentFigures | null;
};

const unknown = { order: null, money: null };

/** Returns figures by cancellation id; a requested cancellation has the figures that apply once it succeeds. */
export function figuresOfCancellations(
  payment: Paid,
  cancellations: readonly Cancelled[],
): Map<string, CancelFigures> {
  const notFailed = cancellations.filter(({ status }) => status !== "FAILED");
  const figures = new Map(
    cancellations.map((cancellation) => [
      cancellation.id,
      {
        ...figuresOfOne(payment, cancellation, notFailed),
        points: cancellation.pointsBack,
      } satisfies CancelFigures,
    ]),
  );
  const last = lastUnknown(payment, notFailed, figures);
  if (last !== null) figures.set(last.id, { ...last.figures, points: last.points });
  return figures;
}

/** Returns sums of the successful cancellations in minor units; null where one of them is not known. */
export function figuresOfPayment(
  payment: Paid,
  cancellations: readonly Cancelled[],
  figures: ReadonlyMap<string, CancelFigures>,
): Pick<CancelFigures, "order" | "money"> {
  if (payment.status === "CANCELLED")
    return { order: payment.amount.total, money: asMoneyBack(payment.charged) };
  const succeeded = cancellations.filter(({ status }) => status === "SUCCEEDED");
  return totalOf(succeeded.map(({ id }) => figures.get(id) ?? unknown));
}

/** `earlier`: the figures of the successful cancellations; none may be pending. */
export function refundFigures(
  payment: Paid,
  earlier: readonly Pick<CancelFigures, "order" | "money">[],
  cancel: { kind: "full" } | { kind: "partial"; amount: number },
  promotion: { terms: PromotionTerms | null; option: RetainOption | null },
): SentFigures {
  const { total, discount } = payment.amount;
  const { kind } = cancel;
  const cancelledBefore = totalOf(earlier);
  const remaining = cancelledBefore.order === null ? null : orderAmount(total - cancelledBefore.order);
  if (isMoneyToo(payment)) {
    const order = kind === "full" ? remaining : orderAmount(cancel.amount);
    return { kind, order, money: asMoneyBack(order) };
  }
  if (kind === "full" || cancel.amount === remaining) {
    const money =
      payment.charged === null || cancelledBefore.money === null
        ? null
        : moneyBack(payment.charged - cancelledBefore.money);
    return { kind, order: remaining, money: remaining === null ? null : money };
  }
  // For other discounts PortOne does not document whether a part is stated in order amount or in the charge.
  if (payment.promotionId === null) return { kind, ...unknown };
  const order = orderAmount(cancel.amount);
  const { terms, option } = promotion;
  if (earlier.length > 0 || terms === null || option === null) return { kind, order, money: null };
  const outcome = promotionOutcome(terms, { total, discount }, cancel.amount, option);
  return { kind, order, money: outcome.kind === "refunds" ? moneyBack(outcome.refunded) : null };
}

function isMoneyToo(payment: Paid): boolean {
  return isUndiscounted(payment) && Number(payment.charged) === payment.amount.total;
}

function figuresOfOne(
  payment: Paid,
  cancellation: Cancelled,
  notFailed: readonly Cancelled[],
): Pick<CancelFigures, "order" | "money"> {
  const { refund, totalAmount } = cancellation;
  if (isMoneyToo(payment)) {
    const hasPoints = cancellation.pointsBack !== null && cancellation.pointsBack > 0;
    return { order: orderAmount(totalAmount), money: hasPoints ? null : moneyBack(totalAmount) };
  }
  const isOnly = notFailed.every(({ id }) => id === cancellation.id);
  if (isOnly && isWhole(payment, cancellation))
    return { order: payment.amount.total, money: asMoneyBack(payment.charged) };
  if (refund === null || refund.kind === "full") return unknown;
  // PortOne's figure equals neither the requested amount nor the result of the rule, so another rule was applied.
  if (totalAmount !== refund.order && totalAmount !== refund.money) return unknown;
  return { order: refund.order, money: isFirst(cancellation, notFailed) ? refund.money : null };
}

/** The payment may have been read before the cancellation, and still be PAID. */
function isWhole({ status, amount }: Paid, { refund, totalAmount }: Cancelled): boolean {
  if (status === "CANCELLED") return true;
  const isSentWhole = refund !== null && (refund.kind === "full" || refund.order === amount.total);
  return status === "PAID" && isSentWhole && totalAmount === amount.total;
}

function isFirst(cancellation: Cancelled, notFailed: readonly Cancelled[]): boolean {
  const end = cancellation.cancelledAt === null ? null : Date.parse(cancellation.cancelledAt);
  return notFailed.every(
    ({ id, requestedAt }) => id === cancellation.id || (end !== null && Date.parse(requestedAt) > end),
  );
}

/** In a fully cancelled payment, the only cancellation without a rule returned what the others did not. */
function lastUnknown(
  payment: Paid,
  notFailed: readonly Cancelled[],
  figures: ReadonlyMap<string, CancelFigures>,
): { id: string; figures: Pick<CancelFigures, "order" | "money">; points: PointsBack | null } | null {
  if (payment.status !== "CANCELLED" || payment.charged === null || isMoneyToo(payment)) return null;
  if (notFailed.length < 2 || notFailed.some(({ status }) => status !== "SUCCEEDED")) return null;
  const [last, ...more] = notFailed.filter(({ id }) => figures.get(id)?.money === null);
  if (last === undefined || more.length > 0) return null;
  const others = totalOf(
    notFailed.filter((cancellation) => cancellation !== last).map(({ id }) => figures.get(id) ?? unknown),
  );
  if (others.order === null || others.money === null || others.money > payment.charged) return null;
  const order = orderAmount(payment.amount.total - others.order);
  return {
    id: last.id,
    figures: { order, money: moneyBack(payment.charged - others.money) },
    points: last.pointsBack,
  };
}

function totalOf(
  all: readonly Pick<CancelFigures, "order" | "money">[],
): Pick<CancelFigures, "order" | "money"> {
  const orders = all.flatMap(({ order }) => order ?? []);
  const money = all.flatMap((figures) => figures.money ?? []);
  return {
    order: orders.length === all.length ? sumOf(orders) : null,
    money: money.length === all.length ? sumOf(money) : null,
  };
}

function asMoneyBack(amount: ChargedAmount | OrderAmount | null): MoneyBack | null {
  return amount === null ? null : moneyBack(amount);
}
