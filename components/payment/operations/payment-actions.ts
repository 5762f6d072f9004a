"use client";
// What may be done on the page of a payment. An action that the person may not take is absent.
import { createContext, useContext } from "react";
import type { ApprovalActions } from "@/components/approvals/approval-actions";
import type { ReportFormPresence } from "@/components/refund-form/form-presence";
import type { AmendApproval, AskApproval, RequestRefund } from "@/components/refund-form/request-id";
import type { Action } from "@/components/ui/action";
import type { AmendManualInput } from "@/lib/domain/approval/amend-input";
import type { AmendManualError, AskManualError } from "@/lib/domain/approval/approval-errors";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import type { HandlePayoutError, HandlePayoutInput } from "@/lib/domain/payment/payout";
import type {
  ManualRefundError,
  RecordManualRefundInput,
  ReverseManualRefundError,
  ReverseManualRefundInput,
} from "@/lib/domain/refund/manual-refund";
import type { OperationRefusal, OperationRequest } from "@/lib/domain/refund/operation";
import type { ResolveRefundError } from "@/lib/domain/refund/refund-errors";
import type { ResolveRefundInput } from "@/lib/domain/refund/refund-request";
import type { RereadOutcome } from "@/lib/domain/views/payment-page";
import type { OperationView } from "@/lib/domain/views/refund";
import type { HandleRefundError, HandleRefundInput } from "@/lib/domain/views/refund-list";

export type PaymentActions = {
  requestRefund: RequestRefund;
  /** Absent for people who may not request refunds. */
  askApproval?: AskApproval;
  amendApproval?: AmendApproval;
  reportFormPresence: ReportFormPresence;
  approvals: ApprovalActions;
  requestOperation?: Action<OperationRequest, OperationView, OperationRefusal>;
  rereadPayment?: Action<PaymentKey, RereadOutcome, "payment-not-found" | "portone-unreachable">;
  handlePayout?: Action<HandlePayoutInput, null, HandlePayoutError>;
  handleRefund?: Action<HandleRefundInput, null, HandleRefundError>;
  recordManualRefund?: Action<RecordManualRefundInput, null, ManualRefundError>;
  askManualApproval?: Action<RecordManualRefundInput, null, AskManualError>;
  amendManualApproval?: Action<AmendManualInput, null, AmendManualError>;
  reverseManualRefund?: Action<ReverseManualRefundInput, null, ReverseManualRefundError>;
  resolveRefund?: Action<ResolveRefundInput, null, ResolveRefundError>;
};

const ActionsContext = createContext<PaymentActions | null>(null);
export const PaymentActionsProvider = ActionsContext.Provider;

/** Returns the actions of the page. Throws outside of a payment's page. */
export function usePaymentActions(): PaymentActions {
  const actions = useContext(ActionsContext);
  if (actions === null) throw new Error("a payment's card stands outside of its page");
  return actions;
}
