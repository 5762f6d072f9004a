// 자체 환불: money that a merchant gave back by its own transfer because the PG cannot any more. It is in no sum of
// PortOne's; the desk keeps it so that nobody gives the same money back again. Written once, corrected by a reversal.
import * as z from "zod/mini";
import type { ChargedAmount, MoneyBack } from "../amounts";
import { banks } from "../bank/bank";
import { cancellableAmount, type Payment, pendingCancellations } from "../payment/payment";
import { paymentInput } from "../payment/payment-key";
import { seoulDay } from "../seoul-time";
import { textSchema } from "../text-input";

export const manualRefundNoteLength = 500;

const note = textSchema({ max: manualRefundNoteLength, tooLong: "note-too-long", missing: "note-missing" });

/** What the form sends. One schema for the browser and the server; `paidOn` is a calendar day in Seoul. */
export const recordManualRefundInput = z.extend(paymentInput, {
  requestId: z.uuid(),
  amount: z.int("amount-invalid").check(z.positive("amount-invalid")),
  bank: z.enum(banks, "bank-missing"),
  paidOn: z.iso.date("date-invalid"),
  /** Where the proof is: a transfer slip, a ticket. No account number. */
  note,
});
export type RecordManualRefundInput = z.infer<typeof recordManualRefundInput>;

export const reverseManualRefundInput = z.object({ manualRefundId: z.uuid(), note });
export type ReverseManualRefundInput = z.infer<typeof reverseManualRefundInput>;

/** Why it was not recorded. Every code has words in `messages`. */
export type ManualRefundError =
  | "payment-not-found"
  | "portone-unreachable"
  | "not-paid"
  | "refund-open"
  | "amount-exceeds-rest"
  | "date-out-of-range"
  | "request-id-reused";
export type ReverseManualRefundError = "manual-refund-not-found" | "already-reversed";

/** Money that was charged and that cancellations returned, and what own transfers have given back. */
export type GivenBack = { charged: ChargedAmount | null; returned: MoneyBack | null; own: number };

/**
 * Returns what may still be given back by an own transfer, in minor units: what PortOne has neither cancelled nor is asked
 * to, and no more than what was charged and not returned, less the own refunds before. Never below zero: PortOne's staff may
 * record later what was refunded by an own transfer.
 */
export function restForManualRefund(payment: Payment, { charged, returned, own }: GivenBack): number {
  const pending = pendingCancellations(payment).reduce((sum, { totalAmount }) => sum + totalAmount, 0);
  const { total, discount } = payment.amount;
  const inCharge = (charged ?? total - discount) - (returned ?? 0);
  const left = Math.min(cancellableAmount(payment).amount - pending, inCharge);
  return Math.max(0, left - own);
}

/** Whether a payment can have been refunded by an own transfer, now. `paidOn` may be neither before it nor after today. */
export function manualRefundRefusal(
  payment: Payment,
  asked: { amount: number; paidOn: string },
  givenBack: GivenBack,
  now: Date,
): Extract<ManualRefundError, "not-paid" | "amount-exceeds-rest" | "date-out-of-range"> | null {
  if (payment.status !== "PAID" && payment.status !== "PARTIAL_CANCELLED") return "not-paid";
  const first = seoulDay(new Date(payment.paidAt ?? payment.requestedAt));
  if (asked.paidOn < first || asked.paidOn > seoulDay(now)) return "date-out-of-range";
  return asked.amount > restForManualRefund(payment, givenBack) ? "amount-exceeds-rest" : null;
}
