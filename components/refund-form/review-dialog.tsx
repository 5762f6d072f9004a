"use client";
// The dialog of a reviewed form: it asks other people to approve the refund, or sends the refund.
import { useState } from "react";
import { approversFor } from "@/lib/domain/approval/threshold";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import type { PaymentPageView } from "@/lib/domain/views/payment-page";
import { AskDialog } from "./ask-dialog";
import { RefundDialog, type RefundDialogProps } from "./refund-dialog";
import type { AskApproval } from "./request-id";
import type { SubmitRefund } from "./submit-refund";

export type ReviewDialogProps = Omit<RefundDialogProps, "detail" | "onSend" | "onAsk"> & {
  /** The payment at the time of the review. */
  detail: PaymentPageView;
  /** Absent for people who may not request refunds. */
  ask: AskApproval | undefined;
  /** Whether the form amends a request, which always waits. */
  isAmending: boolean;
  maySkipApproval: boolean;
  onAsked: () => void;
  onReused: () => void;
  onSend: (by: SubmitRefund, request: RefundRequest) => void;
  /** Called when the person asks for approval after the desk has refused to send without it. */
  onAskInstead: () => void;
};

export function ReviewDialog(props: ReviewDialogProps) {
  const { ask, isAmending, maySkipApproval, onAsked, onReused, onSend, onAskInstead, ...shared } = props;
  const { detail, promotion, request, onClose, signInHref } = shared;
  const [emergency, setEmergency] = useState<RefundRequest["emergency"]>();
  const [isRefusedWithout, setRefusedWithout] = useState(false);
  const least = isAmending || isRefusedWithout ? 1 : 0;
  const approvers = Math.max(least, neededApprovers(detail, request));
  if (approvers > 0 && emergency === undefined && ask !== undefined)
    return (
      <AskDialog
        detail={detail}
        promotion={promotion}
        request={request}
        approvers={approvers}
        ask={ask}
        onAsked={onAsked}
        onReused={onReused}
        {...(maySkipApproval && !isAmending && { onEmergency: (why: string) => setEmergency({ why }) })}
        onClose={onClose}
        signInHref={signInHref}
      />
    );
  const sent = emergency === undefined ? request : { ...request, emergency };
  return (
    <RefundDialog
      {...shared}
      request={sent}
      onSend={(by) => onSend(by, sent)}
      onAsk={() => {
        onAskInstead();
        setRefusedWithout(true);
      }}
    />
  );
}

function neededApprovers(detail: PaymentPageView, { cancel, override }: RefundRequest): number {
  const amount = cancel.kind === "partial" ? cancel.amount : detail.cancellable.amount;
  return approversFor(detail.approvalThresholds, amount, override !== undefined);
}
