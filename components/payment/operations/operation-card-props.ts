// What every card of an operation is given.
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { OwnRefundActions } from "./manual-refund-card";
import type { RequestAct } from "./operation-offer";

export type ActCardProps = {
  detail: PaymentDetail;
  /** null for people who may look but not act. */
  requestAct: RequestAct | null;
  ownRefund: OwnRefundActions | null;
};
