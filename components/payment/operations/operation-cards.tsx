// What can be done beside a refund, each on its own sheet and only where this payment has it. Rendered on the server:
// the browser loads a button, and the dialog when it is pressed.

import { CashReceiptCard } from "./cash-receipt-card";
import { CloseAccountCard } from "./close-account-card";
import { ManualRefundCard } from "./manual-refund-card";
import type { OperationCardProps } from "./operation-card-props";
import { StopCancellationCard } from "./stop-cancellation-card";

export function OperationCards(props: OperationCardProps) {
  return (
    <>
      <CloseAccountCard {...props} />
      <StopCancellationCard {...props} />
      <CashReceiptCard {...props} />
      <ManualRefundCard {...props} />
    </>
  );
}
