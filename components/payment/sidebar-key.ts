// What stands beside the refund is rendered by the server; the live page tells by a key whether what it was given is
// still of what it shows.
import type { PaymentDetail } from "@/lib/domain/views/payment-page";

/** Changes with everything that the cards beside the refund show. */
export function sidebarKey(detail: PaymentDetail): string {
  const { payment, cancellations, operations, failedPayout, openFailures, manualRefunds, refunds, policy } =
    detail;
  return JSON.stringify([
    // Days of arrival, deadlines and the last day of an own refund are counted from it.
    detail.today,
    payment.rawStatus,
    payment.cashReceipt?.status.raw,
    payment.amount.cancelled,
    cancellations.map(({ id, rawStatus }) => [id, rawStatus]),
    payment.method?.virtualAccount?.refundStatus?.raw,
    failedPayout,
    openFailures,
    refunds.map(({ id, state }) => [id, state]),
    manualRefunds.map(({ id, reversal }) => [id, reversal !== null]),
    operations.map(({ id, state, answer }) => [id, state, answer?.kind]),
    policy.lines.map(({ title, rule, merchant, values }) => [
      title,
      rule,
      merchant?.at,
      values.left,
      values.days,
    ]),
  ]);
}
