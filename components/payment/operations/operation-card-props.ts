// What every card of an operation is given.
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { ManualRefundActions } from "./manual-refund-card";
import type { RequestOperation } from "./operation-offer";

export type OperationCardProps = {
  detail: PaymentDetail;
  /** null for people who may look but not act. */
  requestOperation: RequestOperation | null;
  manualRefund: ManualRefundActions | null;
};
