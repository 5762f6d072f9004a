"use client";
// Operations at PortOne other than refunds: each card only where the payment has it.
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { CashReceiptCard } from "./cash-receipt-card";
import { CloseAccountCard } from "./close-account-card";
import { StopCancellationCard } from "./stop-cancellation-card";

export function OperationCards({ detail }: { detail: PaymentDetail }) {
  return (
    <>
      <CloseAccountCard detail={detail} />
      <StopCancellationCard detail={detail} />
      <CashReceiptCard detail={detail} />
    </>
  );
}
