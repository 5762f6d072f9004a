// What can be done beside a refund, each on its own sheet and only where this payment has it. Rendered on the server:
// the browser loads a button, and the dialog when it is pressed.
import type { PaymentDetail } from "@/lib/domain/views";
import type { RequestAct } from "./act-offer";
import { CashReceiptCard } from "./cash-receipt-card";
import { CloseAccountCard } from "./close-account-card";
import { type OwnRefundActions, OwnRefundCard } from "./own-refund-card";
import { StopCancellationCard } from "./stop-cancellation-card";

export type ActCardProps = {
  detail: PaymentDetail;
  /** null for people who may look but not act. */
  requestAct: RequestAct | null;
  ownRefund: OwnRefundActions | null;
};

export function ActCards(props: ActCardProps) {
  return (
    <>
      <CloseAccountCard {...props} />
      <StopCancellationCard {...props} />
      <CashReceiptCard {...props} />
      <OwnRefundCard {...props} />
    </>
  );
}
