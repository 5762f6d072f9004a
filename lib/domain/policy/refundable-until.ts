import { cancellableAmount, isPaid, type Payment } from "../payment/payment";
import { deadlineLines } from "./deadline-lines";
import type { SetOverride } from "./overrides";

/** Returns the first instant after the deadline, whatever the current time is. */
export function refundableUntil(
  payment: Omit<Payment, "cancellations">,
  overrides: readonly SetOverride[],
): Date | null {
  if (payment.version !== "V2" || payment.paidAt === null) return null;
  if (!isPaid(payment)) return null;
  const whole: Payment = { ...payment, cancellations: [] };
  if (cancellableAmount(whole).amount === 0) return null;
  const context = {
    payment: whole,
    pg: payment.channel?.pgProvider ?? "",
    // On the day of payment no deadline has passed, so `deadlineLines` returns the earliest one.
    now: new Date(payment.paidAt),
    overrides,
  };
  const deadline = deadlineLines(context).find((line) => line.deadline !== null)?.deadline;
  return deadline ? new Date(deadline.endsAt) : null;
}
