// 자체 환불: money returned by the merchant's own transfer, which no sum of PortOne's includes. Corrected by a reversal.
import * as z from "zod/mini";
import type { ChargedAmount, MoneyBack } from "../amounts";
import { banks } from "../bank/bank";
import { cancellableAmount, isPaid, type Payment, pendingCancellations } from "../payment/payment";
import { paymentInput } from "../payment/payment-key";
import { seoulDay } from "../seoul-time";
import { textSchema } from "../text-schema";
import { manualRefundNoteLength } from "./manual-refund-note";

const note = textSchema({ max: manualRefundNoteLength, tooLong: "note-too-long", missing: "note-missing" });

/** `paidOn` is a calendar day in Seoul. */
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

/** `approval-needed`: a rule asks for the approval of others, so nothing is recorded. */
export type ManualRefundError =
  | "approval-needed"
  | "payment-not-found"
  | "portone-unreachable"
  | "not-paid"
  | "refund-open"
  | "approval-open"
  | "amount-exceeds-rest"
  | "date-out-of-range"
  | "request-id-reused";

export type ReverseManualRefundError = "manual-refund-not-found" | "already-reversed";

/** Minor units. `manual`: the sum of manual refunds. */
export type ReturnedMoney = { charged: ChargedAmount | null; returned: MoneyBack | null; manual: number };

/** Returns minor units, never below zero: PortOne's staff may later record a cancellation for a manual refund. */
export function manualRefundLimit(payment: Payment, { charged, returned, manual }: ReturnedMoney): number {
  const pending = pendingCancellations(payment).reduce((sum, { totalAmount }) => sum + totalAmount, 0);
  const { total, discount } = payment.amount;
  const chargeLeft = (charged ?? total - discount) - (returned ?? 0);
  const left = Math.min(cancellableAmount(payment).amount - pending, chargeLeft);
  return Math.max(0, left - manual);
}

/** Returns null if the manual refund may be recorded. Days are calendar days in Seoul. */
export function manualRefundRefusal(
  payment: Payment,
  requested: { amount: number; paidOn: string },
  givenBack: ReturnedMoney,
  now: Date,
): Extract<ManualRefundError, "not-paid" | "amount-exceeds-rest" | "date-out-of-range"> | null {
  if (!isPaid(payment)) return "not-paid";
  const first = seoulDay(new Date(payment.paidAt ?? payment.requestedAt));
  if (requested.paidOn < first || requested.paidOn > seoulDay(now)) return "date-out-of-range";
  return requested.amount > manualRefundLimit(payment, givenBack) ? "amount-exceeds-rest" : null;
}
