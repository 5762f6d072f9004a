// When the rules stop letting a payment be refunded, as one instant that can be sorted and searched by.
import { cancellableAmount, type Payment } from "../payment/payment";
import { deadlineLines } from "./deadline-lines";
import type { SetOverride } from "./overrides";

/**
 * The first instant at which the deadline that the policy shows has passed; null where nothing is left to refund, or no
 * deadline is known. The same at whatever time it is asked, unlike the policy's answer.
 */
export function refundableUntil(
  payment: Omit<Payment, "cancellations">,
  overrides: readonly SetOverride[],
): Date | null {
  if (payment.version !== "V2" || payment.paidAt === null) return null;
  if (payment.status !== "PAID" && payment.status !== "PARTIAL_CANCELLED") return null;
  const whole: Payment = { ...payment, cancellations: [] };
  if (cancellableAmount(whole).amount === 0) return null;
  const asked = {
    payment: whole,
    pg: payment.channel?.pgProvider ?? "",
    // On the day of payment no deadline has passed, so the earliest is the one that is told.
    now: new Date(payment.paidAt),
    overrides,
  };
  const deadline = deadlineLines(asked).find((line) => line.deadline !== null)?.deadline;
  return deadline ? new Date(deadline.endsAt) : null;
}
