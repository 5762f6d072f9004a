import type { Payment } from "../payment/payment";
import type { PaymentKey } from "../payment/payment-key";

type RuledPayment = {
  key: PaymentKey;
  currency: string;
  method: string | null;
  pg: string | null;
  paidAt: Date | null;
};

/** Returns what the rules of approval and the limits compare of a payment. */
export function ruledPayment(
  payment: Pick<Payment, "storeId" | "id" | "currency" | "paidAt"> & {
    method: { type: string } | null;
    channel: { pgProvider: string | null } | null;
  },
): RuledPayment {
  return {
    key: { storeId: payment.storeId, paymentId: payment.id },
    currency: payment.currency,
    method: payment.method?.type ?? null,
    pg: payment.channel?.pgProvider ?? null,
    paidAt: payment.paidAt === null ? null : new Date(payment.paidAt),
  };
}
