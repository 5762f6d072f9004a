// Integers of minor units. No kind is assignable to another, so order amounts cannot be shown as returned money.

declare const kind: unique symbol;
type Amount<Kind extends string> = number & { readonly [kind]: Kind };

// https://developers.portone.io/opi/ko/extra/promotion/refund
/** The amount before any discount: `amount.total` of a payment, and `amount` of a cancel under a promotion. */
export type OrderAmount = Amount<"order">;

/** What the buyer was charged, after discounts, points and coupons: `amount.paid`. */
export type ChargedAmount = Amount<"charged">;

/** Includes money that a cancellation returns once it succeeds. */
export type MoneyBack = Amount<"money back">;

/** Points that are returned in addition to the money: `easyPayDiscountAmount`. */
export type PointsBack = Amount<"points back">;

type AnyAmount = OrderAmount | ChargedAmount | MoneyBack | PointsBack;

export const orderAmount = (minorUnits: number) => minorUnits as OrderAmount;
export const chargedAmount = (minorUnits: number) => minorUnits as ChargedAmount;
export const moneyBack = (minorUnits: number) => minorUnits as MoneyBack;
export const pointsBack = (minorUnits: number) => minorUnits as PointsBack;

export function sumOf<Of extends AnyAmount>(amounts: readonly Of[]): Of {
  return amounts.reduce<number>((sum, amount) => sum + amount, 0) as Of;
}

/** Null where PortOne does not state it and no rule gives it. */
export type CancelFigures = {
  order: OrderAmount | null;
  money: MoneyBack | null;
  points: PointsBack | null;
};

export const noFigures: CancelFigures = { order: null, money: null, points: null };
