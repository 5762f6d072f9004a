// https://developers.portone.io/api/rest-v2/payment (PaymentMethodVirtualAccount.refundStatus): one status per payment.
import * as z from "zod/mini";
import { textSchema } from "../text-schema";
import { type Cancellation, isEnded } from "./payment";
import { paymentInput } from "./payment-key";
import type { VirtualAccountDetails } from "./payment-method";

export type PayoutStatus = NonNullable<VirtualAccountDetails["refundStatus"]>["value"];

export function isPayoutOpen(status: PayoutStatus): boolean {
  return status === "PENDING" || status === "UNRECOGNIZED";
}

export function hasPayoutFailed(status: PayoutStatus): boolean {
  return status === "FAILED" || status === "PARTIAL_REFUND_FAILED";
}

// If a later cancel failed as a whole, the failure of the transfer belongs to that cancel.
/** `wasCompleted`: PortOne has reported the transfer of the earlier cancellation as completed. */
export function failureBelongsToCancellation(
  cancellations: readonly Pick<Cancellation, "status" | "requestedAt">[],
  wasCompleted: boolean,
): boolean {
  const ended = cancellations
    .filter(({ status }) => isEnded(status))
    .toSorted((a, b) => Date.parse(a.requestedAt) - Date.parse(b.requestedAt));
  if (ended.every(({ status }) => status === "FAILED")) return false;
  return ended.at(-1)?.status === "SUCCEEDED" || !wasCompleted;
}

export const handlePayoutInput = z.extend(paymentInput, {
  note: textSchema({ max: 500, tooLong: "note-too-long", missing: "note-missing" }),
});
export type HandlePayoutInput = z.infer<typeof handlePayoutInput>;

export type HandlePayoutError = "payout-not-failed";
