// Kinds of amounts, all integers of minor units. None is assignable to another, so a sum of order amounts cannot be
// shown, summed or exported as returned money. An unknown amount is null, never zero.

declare const kind: unique symbol;
type Amount<Kind extends string> = number & { readonly [kind]: Kind };

/**
 * The amount before any discount: `amount.total` of a payment, and `amount` of a cancel under a promotion.
 * https://developers.portone.io/opi/ko/extra/promotion/refund
 */
export type OrderAmount = Amount<"order">;

/** The amount that the buyer was charged, after discounts, points and coupons: `amount.paid` (실제 결제금액). */
export type ChargedAmount = Amount<"charged">;

/** Money that was returned to the buyer, or that a cancellation returns once it succeeds. */
export type MoneyBack = Amount<"money back">;

/** Points that are returned in addition to the money: `easyPayDiscountAmount` (적립형 포인트의 환불 금액). */
export type PointsBack = Amount<"points back">;

type AnyAmount = OrderAmount | ChargedAmount | MoneyBack | PointsBack;

export const orderAmount = (minorUnits: number) => minorUnits as OrderAmount;
export const chargedAmount = (minorUnits: number) => minorUnits as ChargedAmount;
export const moneyBack = (minorUnits: number) => minorUnits as MoneyBack;
export const pointsBack = (minorUnits: number) => minorUnits as PointsBack;

export function sumOf<Of extends AnyAmount>(amounts: readonly Of[]): Of {
  return amounts.reduce<number>((sum, amount) => sum + amount, 0) as Of;
}

/** What a cancellation cancels and returns to the buyer. Null where PortOne does not state it and no rule gives it. */
export type CancelFigures = {
  order: OrderAmount | null;
  money: MoneyBack | null;
  points: PointsBack | null;
};

export const noFigures: CancelFigures = { order: null, money: null, points: null };
