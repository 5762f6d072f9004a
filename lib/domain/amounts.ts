// Kinds of amounts. All are integers of minor units, and none is assignable to another: a sum of order amounts cannot be
// shown, summed or exported as money that was returned. "Not known" is null, and never zero.

declare const kind: unique symbol;
type Amount<Kind extends string> = number & { readonly [kind]: Kind };

/**
 * Before any discount. `amount.total` of a payment, and `amount` of a cancel under a promotion.
 * https://developers.portone.io/opi/ko/extra/promotion/refund
 */
export type OrderAmount = Amount<"order">;

/** What the buyer was charged, after discounts, points and coupons: `amount.paid` (실제 결제금액). */
export type ChargedAmount = Amount<"charged">;

/** Money that went back to the buyer, or goes back once a cancellation succeeds. */
export type MoneyBack = Amount<"money back">;

/** Points that go back beside the money: `easyPayDiscountAmount` (적립형 포인트의 환불 금액). */
export type PointsBack = Amount<"points back">;

type AnyAmount = OrderAmount | ChargedAmount | MoneyBack | PointsBack;

export const orderAmount = (minorUnits: number) => minorUnits as OrderAmount;
export const chargedAmount = (minorUnits: number) => minorUnits as ChargedAmount;
export const moneyBack = (minorUnits: number) => minorUnits as MoneyBack;
export const pointsBack = (minorUnits: number) => minorUnits as PointsBack;

/** Returns the sum of amounts of one kind. */
export function sumOf<Of extends AnyAmount>(amounts: readonly Of[]): Of {
  return amounts.reduce<number>((sum, amount) => sum + amount, 0) as Of;
}

/** What a cancellation cancels, and what it returns to the buyer. Null where PortOne does not say, or no rule gives it. */
export type CancelFigures = {
  order: OrderAmount | null;
  money: MoneyBack | null;
  points: PointsBack | null;
};

/** Nothing is known. */
export const noFigures: CancelFigures = { order: null, money: null, points: null };
