// How a payment's money divides: gone back, on its way, given back by the merchant itself, and left. Sums come from the cancellations.
import { sumOfManualRefunds } from "@/lib/domain/refund/manual-refund-sum";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";

/** Order amounts, except `manual`, which is money. */
export type Balance = { total: number; cancelled: number; inProgress: number; manual: number; left: number };

/**
 * Amounts in minor units. `inProgress` counts what PG has accepted and not finished, and a refund of ours that
 * has no cancellation yet; one whose amount is not known takes all that is left.
 */
export function balanceOf(
  detail: Pick<PaymentDetail, "payment" | "cancellations" | "refunds" | "manualRefunds">,
): Balance {
  const { payment, cancellations, refunds, manualRefunds } = detail;
  const total = payment.amount.total;
  const sumOf = (status: string) =>
    cancellations.filter((one) => one.status === status).reduce((sum, one) => sum + one.totalAmount, 0);
  // Under a promotion the cancellations may state money, so the payment's manual order amount counts.
  const isOrderAmount = payment.promotionId !== null;
  const cancelled =
    cancellations.length === 0 || isOrderAmount ? payment.amount.cancelled : sumOf("SUCCEEDED");
  const requested = sumOf("REQUESTED");
  const unmatched = refunds.filter(
    ({ state, number }) =>
      (state === "submitting" || state === "undecided") &&
      !cancellations.some(({ refundNumber }) => refundNumber === number),
  );
  const free = Math.max(0, total - cancelled - requested);
  const submitted = unmatched.reduce(
    (sum, one) => sum + (one.figures.order ?? one.requested.amount ?? free),
    0,
  );
  const inProgress = requested + Math.min(free, submitted);
  const rest = Math.max(0, total - cancelled - inProgress);
  // What was given back outside of PortOne cannot be more than the rest: PortOne's staff may have recorded it since.
  const manual = Math.min(rest, sumOfManualRefunds(manualRefunds));
  return { total, cancelled, inProgress, manual, left: rest - manual };
}
