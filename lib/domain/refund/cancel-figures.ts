// What cancellations cancel in order amount, and what they return. PortOne's `totalAmount` is money only where nothing was
// taken off the order amount. Under a discount two rules are documented: a full first cancel returns all that was charged,
// and a first partial cancel of a promotion returns what `promotionOutcome` says.
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

/** What a refund was sent to do, as `refundFigures` answered before it was sent. */
export type SentFigures = { kind: "full" | "partial"; order: OrderAmount | null; money: MoneyBack | null };

type Cancelled = {
  id: string;
  status: CancellationStatus;
  totalAmount: number;
  pointsBack: PointsBack | null;
  /** ISO 8601 instants. */
  requestedAt: string;
  cancelledAt: string | null;
  /** Null where the cancellation was made elsewhere, or its refund is not known yet. */
  refund: SentFigures | null;
};

const unknown = { order: null, money: null };

/**
 * Returns the figures of every cancellation by its id: of a requested one, what it returns once it succeeds. `money` is
 * null where no documented rule gives it.
 */
export function figuresOfCancellations(
  payment: Paid,
  cancellations: readonly Cancelled[],
): Map<string, CancelFigures> {
  const standing = cancellations.filter(({ status }) => status !== "FAILED");
  const figures = new Map(
    cancellations.map((one) => [
      one.id,
      { ...figuresOfOne(payment, one, standing), points: one.pointsBack } satisfies CancelFigures,
    ]),
  );
  const last = lastUnknown(payment, standing, figures);
  if (last !== null) figures.set(last.id, { ...last.figures, points: last.points });
  return figures;
}

/**
 * Returns what all cancellations of a payment have cancelled and returned together. A payment that is cancelled whole has
 * returned all that was charged, whatever its parts were.
 */
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

/**
 * Returns what a refund that is about to be sent cancels and returns. `earlier` are the figures of the cancellations that
 * have succeeded; none may be pending. `terms` are null where the promotion's are not known.
 */
export function refundFigures(
  payment: Paid,
  earlier: readonly Pick<CancelFigures, "order" | "money">[],
  cancel: { kind: "full" } | { kind: "partial"; amount: number },
  promotion: { terms: PromotionTerms | null; option: RetainOption | null },
): SentFigures {
  const { total, discount } = payment.amount;
  const { kind } = cancel;
  const gone = totalOf(earlier);
  const left = gone.order === null ? null : orderAmount(total - gone.order);
  if (isMoneyToo(payment)) {
    const order = kind === "full" ? left : orderAmount(cancel.amount);
    return { kind, order, money: asMoneyBack(order) };
  }
  if (kind === "full" || cancel.amount === left) {
    const money =
      payment.charged === null || gone.money === null ? null : moneyBack(payment.charged - gone.money);
    return { kind, order: left, money: left === null ? null : money };
  }
  // Without a promotion it is not documented whether a part is stated in order amount or in the charge.
  if (payment.promotionId === null) return { kind, ...unknown };
  const order = orderAmount(cancel.amount);
  const { terms, option } = promotion;
  if (earlier.length > 0 || terms === null || option === null) return { kind, order, money: null };
  const outcome = promotionOutcome(terms, { total, discount }, cancel.amount, option);
  return { kind, order, money: outcome.kind === "refunds" ? moneyBack(outcome.refunded) : null };
}

/** Whether PortOne's figures of this payment are order amounts and money at once. */
function isMoneyToo(payment: Paid): boolean {
  return isUndiscounted(payment) && Number(payment.charged) === payment.amount.total;
}

function figuresOfOne(
  payment: Paid,
  one: Cancelled,
  standing: readonly Cancelled[],
): Pick<CancelFigures, "order" | "money"> {
  const { refund, totalAmount } = one;
  if (isMoneyToo(payment)) {
    const hasPoints = one.pointsBack !== null && one.pointsBack > 0;
    return { order: orderAmount(totalAmount), money: hasPoints ? null : moneyBack(totalAmount) };
  }
  const isOnly = standing.every(({ id }) => id === one.id);
  if (isOnly && isWhole(payment, one))
    return { order: payment.amount.total, money: asMoneyBack(payment.charged) };
  if (refund === null || refund.kind === "full") return unknown;
  // PortOne's figure is another than what was asked for and than what the rule gives: the rule was not the one applied.
  if (totalAmount !== refund.order && totalAmount !== refund.money) return unknown;
  return { order: refund.order, money: isFirst(one, standing) ? refund.money : null };
}

/** Whether a cancellation without another beside it takes all. The payment may have been read before it, and still be PAID. */
function isWhole({ status, amount }: Paid, { refund, totalAmount }: Cancelled): boolean {
  if (status === "CANCELLED") return true;
  const isSentWhole = refund !== null && (refund.kind === "full" || refund.order === amount.total);
  return status === "PAID" && isSentWhole && totalAmount === amount.total;
}

/** Whether a cancellation had ended before every other was requested. */
function isFirst(one: Cancelled, standing: readonly Cancelled[]): boolean {
  const end = one.cancelledAt === null ? null : Date.parse(one.cancelledAt);
  return standing.every(
    ({ id, requestedAt }) => id === one.id || (end !== null && Date.parse(requestedAt) > end),
  );
}

/** Of a payment cancelled whole, the one cancellation that no rule gives: it returned what the others did not. */
function lastUnknown(
  payment: Paid,
  standing: readonly Cancelled[],
  figures: ReadonlyMap<string, CancelFigures>,
): { id: string; figures: Pick<CancelFigures, "order" | "money">; points: PointsBack | null } | null {
  if (payment.status !== "CANCELLED" || payment.charged === null || isMoneyToo(payment)) return null;
  if (standing.length < 2 || standing.some(({ status }) => status !== "SUCCEEDED")) return null;
  const [last, ...more] = standing.filter(({ id }) => figures.get(id)?.money === null);
  if (last === undefined || more.length > 0) return null;
  const others = totalOf(standing.filter((one) => one !== last).map(({ id }) => figures.get(id) ?? unknown));
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
  const money = all.flatMap((one) => one.money ?? []);
  return {
    order: orders.length === all.length ? sumOf(orders) : null,
    money: money.length === all.length ? sumOf(money) : null,
  };
}

/** All that was charged, and an order amount that nothing was taken off, are money when they go back. */
function asMoneyBack(amount: ChargedAmount | OrderAmount | null): MoneyBack | null {
  return amount === null ? null : moneyBack(amount);
}
