// What every card of an operation is given.
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { RequestAct } from "./act-offer";
import type { OwnRefundActions } from "./own-refund-card";

export type ActCardProps = {
  detail: PaymentDetail;
  /** null for people who may look but not act. */
  requestAct: RequestAct | null;
  ownRefund: OwnRefundActions | null;
};
