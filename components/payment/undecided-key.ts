// The evidence about a refund that waits for a person is rendered by the server; the live page tells by a key whether
// what it was given is still of what it shows.
import type { PaymentDetail } from "@/lib/domain/views/payment-page";

type Shown = Pick<PaymentDetail, "refunds" | "cancellations">;

/** The refund of a payment that waits for a person. At most one can: it is open. */
export function undecidedRefundId({ refunds }: Pick<Shown, "refunds">): string | null {
  return refunds.find(({ state }) => state === "undecided")?.id ?? null;
}

/** Changes with everything that the evidence shows of PortOne; null where no refund waits for a person. */
export function undecidedKey(detail: Shown): string | null {
  const refundId = undecidedRefundId(detail);
  if (refundId === null) return null;
  const seen = detail.cancellations.map(({ id, status, refundNumber }) => `${id} ${status} ${refundNumber}`);
  return [refundId, ...seen.sort()].join();
}
