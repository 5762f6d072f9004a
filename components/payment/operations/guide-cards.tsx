"use client";
// What to do beyond a refund of PortOne: each card only where the payment needs it.
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { FailedRefundCard } from "./failed-refund-card";
import { PayoutCard } from "./payout-card";
import { ShortageCard } from "./shortage-card";

export function GuideCards({ detail }: { detail: PaymentDetail }) {
  return (
    <>
      <ShortageCard detail={detail} />
      <PayoutCard detail={detail} />
      <FailedRefundCard detail={detail} />
    </>
  );
}
