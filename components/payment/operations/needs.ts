// Which optional cards a payment may need. The scripts of the cards load only then.
import { mayBeStopped } from "@/lib/domain/refund/may-be-stopped";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";

export function mayNeedGuides({ cancellations, refunds }: PaymentDetail): boolean {
  return cancellations.length > 0 || refunds.length > 0;
}

export function mayNeedOperations({ payment, cancellations, operations }: PaymentDetail): boolean {
  const pgProvider = payment.channel?.pgProvider ?? null;
  return (
    operations.length > 0 ||
    payment.status === "VIRTUAL_ACCOUNT_ISSUED" ||
    payment.cashReceipt !== null ||
    payment.cashReceiptIssuanceStatus?.value === "ISSUED" ||
    cancellations.some((one) => mayBeStopped(pgProvider, one))
  );
}
