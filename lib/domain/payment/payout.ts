// The transfer of a refund to a virtual account's customer: PortOne tells it apart from the cancellation, once for the
// payment. https://developers.portone.io/api/rest-v2/payment (PaymentMethodVirtualAccount.refundStatus)
import * as z from "zod/mini";
import { textSchema } from "../text-input";
import type { Cancellation } from "./payment";
import { paymentInput } from "./payment-key";
import type { VirtualAccountDetails } from "./payment-method";

export type PayoutStatus = NonNullable<VirtualAccountDetails["refundStatus"]>["value"];

/** Whether the transfer may still end: a status that is not known is followed like one in progress. */
export function isPayoutOpen(status: PayoutStatus): boolean {
  return status === "PENDING" || status === "UNRECOGNIZED";
}

/** Money was called back and did not arrive: a person has to act. */
export function hasPayoutFailed(status: PayoutStatus): boolean {
  return status === "FAILED" || status === "PARTIAL_REFUND_FAILED";
}

/**
 * Returns whether a failed transfer is that of a cancellation which succeeded. PortOne states one status for the payment:
 * where a later cancel failed as a whole, no money was called back for it, and the failure is that refund's own.
 * `wasCompleted`: PortOne has called the transfer of the earlier one completed.
 */
export function isOfCancellation(
  cancellations: readonly Pick<Cancellation, "status" | "requestedAt">[],
  wasCompleted: boolean,
): boolean {
  const ended = cancellations
    .filter(({ status }) => status === "SUCCEEDED" || status === "FAILED")
    .toSorted((a, b) => Date.parse(a.requestedAt) - Date.parse(b.requestedAt));
  if (ended.every(({ status }) => status === "FAILED")) return false;
  return ended.at(-1)?.status === "SUCCEEDED" || !wasCompleted;
}

/** What a person records of a transfer that failed. */
export const handlePayoutInput = z.extend(paymentInput, {
  note: textSchema({ max: 500, tooLong: "note-too-long", missing: "note-missing" }),
});
export type HandlePayoutInput = z.infer<typeof handlePayoutInput>;

/** Why it was not recorded. Every code has words in `messages`. */
export type HandlePayoutError = "payout-not-failed";
