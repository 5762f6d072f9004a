import { noPaymentExtras, type Payment } from "@/lib/domain/payment/payment";
import { noMethodDetails, type PaymentMethod } from "@/lib/domain/payment/payment-method";

type Snapshot = Omit<Payment, "cancellations">;
type OlderSnapshot = Omit<Snapshot, keyof typeof noPaymentExtras | "method"> & {
  method: Omit<PaymentMethod, keyof typeof noMethodDetails> | null;
};

/** Details that an older version did not read are absent until the payment's page is opened. */
export function readSnapshot(stored: unknown): Snapshot {
  const snapshot = stored as OlderSnapshot;
  return {
    ...noPaymentExtras,
    ...snapshot,
    method: snapshot.method === null ? null : { ...noMethodDetails, ...snapshot.method },
  };
}
