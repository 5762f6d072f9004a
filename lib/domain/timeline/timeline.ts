// Append-only, each with a key, so that recording an entry twice is harmless.

import type { ApprovalEventKind, RejectionCode, VoidReason } from "../approval/approval-state";
import type { CancellationStatus, PaymentStatus } from "../payment/payment";
import type { PayoutStatus } from "../payment/payout";
import type { EvaluatedOperationState, OperationAnswer, OperationKind } from "../refund/operation";
import type { RefundState, RetainOption } from "../refund/refund";
import type { MaskedAccount } from "../refund/refund-account";
import type { RefundRequest } from "../refund/refund-request";
import type { SendResult } from "../refund/send-result";
import type { ChangeSource } from "../refund/transition";

export type TimelineEntry =
  | {
      kind: "refund-requested";
      refundId: string;
      number: string;
      actorName: string;
      amount: number | null;
      currency: string;
      reason: string;
      /** The following fields are absent where they were not stated, and in older entries. */
      requester?: RefundRequest["requester"];
      taxFreeAmount?: number;
      vatAmount?: number;
      account?: MaskedAccount;
      retainOption?: RetainOption;
      internalNote?: string;
      /** Why the refund was sent without the approval that a rule asked for. */
      emergencyWhy?: string;
      overrideWhy?: string;
      overridden?: string[];
      balanceLock?: RefundRequest["balanceLock"];
    }
  | {
      kind: "approval";
      approvalId: string;
      event: ApprovalEventKind;
      actorName: string;
      amount: number;
      currency: string;
      approversNeeded: number;
      rejection?: RejectionCode;
      /** Of a request that became void. */
      voidReason?: VoidReason;
      note?: string;
    }
  | { kind: "refund-sent"; refundId: string; number: string; n: number }
  | { kind: "refund-answered"; refundId: string; number: string; n: number; answer: SendResult }
  | {
      kind: "refund-state-changed";
      refundId: string;
      number: string;
      state: RefundState;
      by: ChangeSource;
      actorName?: string;
      note?: string;
      cancellationId?: string;
    }
  | { kind: "refund-contradicted"; refundId: string; number: string; cancellationId: string }
  | {
      kind: "cancellation";
      cancellationId: string;
      status: CancellationStatus;
      rawStatus: string;
      amount: number;
      currency: string;
      trigger: string | null;
      refundNumber: string | null;
    }
  | { kind: "cancellation-linked"; cancellationId: string; refundId: string; number: string }
  | {
      kind: "webhook-received";
      deliveryId: string;
      type: string;
      environment: "live" | "test";
      /** Absent in older entries, and where the webhook names none. */
      cancellationId?: string;
    }
  | { kind: "payment-status"; status: PaymentStatus; rawStatus: string }
  | { kind: "payout"; status: PayoutStatus; rawStatus: string }
  | { kind: "payout-handled"; actorName: string; note: string }
  | {
      kind: "manual-refund";
      manualRefundId: string;
      actorName: string;
      amount: number;
      currency: string;
      bank: string;
      paidOn: string;
      note: string;
    }
  | {
      kind: "manual-refund-reversed";
      manualRefundId: string;
      actorName: string;
      amount: number;
      currency: string;
      note: string;
    }
  | {
      kind: "operation-requested";
      operationId: string;
      operation: OperationKind;
      actorName: string;
      cancellationId: string | null;
    }
  | { kind: "operation-answered"; operationId: string; operation: OperationKind; answer: OperationAnswer }
  | {
      kind: "operation-ended";
      operationId: string;
      operation: OperationKind;
      state: EvaluatedOperationState;
    };
