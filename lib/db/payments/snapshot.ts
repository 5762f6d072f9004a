// The column `payments.snapshot`: a payment without its cancellations, as `mergePayment` writes it.
import { noPaymentExtras, type Payment } from "@/lib/domain/payment/payment";
import { noMethodDetails, type PaymentMethod } from "@/lib/domain/payment/payment-method";

type Snapshot = Omit<Payment, "cancellations">;
type OlderSnapshot = Omit<Snapshot, keyof typeof noPaymentExtras | "method"> & {
  method: Omit<PaymentMethod, keyof typeof noMethodDetails> | null;
};

/** Returns a snapshot in today's shape. Details unread by an older version are absent until the payment's page is opened. */
export function readSnapshot(stored: unknown): Snapshot {
  const snapshot = stored as OlderSnapshot;
  return {
    ...noPaymentExtras,
    ...snapshot,
    method: snapshot.method === null ? null : { ...noMethodDetails, ...snapshot.method },
  };
}
