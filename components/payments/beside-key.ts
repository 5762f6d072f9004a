// What stands beside the refund is rendered by the server; the live page tells by a key whether what it was given is
// still of what it shows.
import type { PaymentDetail } from "@/lib/domain/views";

/** Changes with everything that the cards beside the refund show. */
export function besideKey({ payment, cancellations, acts, policy }: PaymentDetail): string {
  return JSON.stringify([
    payment.rawStatus,
    payment.cashReceipt?.status.raw,
    payment.amount.cancelled,
    cancellations.map(({ id, rawStatus }) => [id, rawStatus]),
    acts.map(({ id, state, answer }) => [id, state, answer?.kind]),
    policy.lines.map(({ title, rule, merchant, values }) => [
      title,
      rule,
      merchant?.at,
      values.left,
      values.days,
    ]),
  ]);
}
