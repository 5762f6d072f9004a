// 자체 환불: money that a merchant gave back by its own transfer because the PG cannot any more. It is in no sum of
// PortOne's; the desk keeps it so that nobody gives the same money back again. Written once, corrected by a reversal.
import * as z from "zod/mini";
import { banks } from "./bank";
import { cancellableAmount, type Payment, pendingCancellations } from "./payment";
import { paymentInput } from "./payment-input";
import { seoulDay } from "./seoul";
import { textSchema } from "./text-input";

export const ownRefundNoteLength = 500;

const note = textSchema({ max: ownRefundNoteLength, tooLong: "note-too-long", missing: "note-missing" });

/** What the form sends. One schema for the browser and the server; `paidOn` is a calendar day in Seoul. */
export const recordOwnRefundInput = z.extend(paymentInput, {
  requestId: z.uuid(),
  amount: z.int("amount-invalid").check(z.positive("amount-invalid")),
  bank: z.enum(banks, "bank-missing"),
  paidOn: z.iso.date("date-invalid"),
  /** Where the proof is: a transfer slip, a ticket. No account number. */
  note,
});
export type RecordOwnRefundInput = z.infer<typeof recordOwnRefundInput>;

export const reverseOwnRefundInput = z.object({ ownRefundId: z.uuid(), note });
export type ReverseOwnRefundInput = z.infer<typeof reverseOwnRefundInput>;

/** Why it was not recorded. Every code has words in `messages`. */
export type OwnRefundError =
  | "payment-not-found"
  | "portone-unreachable"
  | "not-paid"
  | "refund-open"
  | "amount-exceeds-rest"
  | "date-out-of-range"
  | "request-id-reused";
export type ReverseOwnRefundError = "own-refund-not-found" | "already-reversed";

/**
 * What may still be given back by an own transfer, in minor units: what PortOne has neither cancelled nor is asked to, and
 * no more than was charged after discounts, less the own refunds before. Never below zero: PortOne's staff may record later what was refunded by itself.
 */
export function restForOwnRefund(payment: Payment, ownRefunded: number): number {
  const pending = pendingCancellations(payment).reduce((sum, { totalAmount }) => sum + totalAmount, 0);
  const { total, discount } = payment.amount;
  const left = Math.min(cancellableAmount(payment).amount - pending, total - discount);
  return Math.max(0, left - ownRefunded);
}

/** Whether a payment can have been refunded by an own transfer, now. `paidOn` may be neither before it nor after today. */
export function ownRefundRefusal(
  payment: Payment,
  asked: { amount: number; paidOn: string },
  ownRefunded: number,
  now: Date,
): Extract<OwnRefundError, "not-paid" | "amount-exceeds-rest" | "date-out-of-range"> | null {
  if (payment.status !== "PAID" && payment.status !== "PARTIAL_CANCELLED") return "not-paid";
  const first = seoulDay(new Date(payment.paidAt ?? payment.requestedAt));
  if (asked.paidOn < first || asked.paidOn > seoulDay(now)) return "date-out-of-range";
  return asked.amount > restForOwnRefund(payment, ownRefunded) ? "amount-exceeds-rest" : null;
}
