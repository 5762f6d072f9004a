"use server";
import { action } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { recordPayoutHandling } from "@/lib/db/payments/record-payout-handling";
import { operationView } from "@/lib/db/queries/payment-page/operation-view";
import { refundViewOf } from "@/lib/db/queries/refund-view";
import { recordFormPresence } from "@/lib/db/refunds/record-form-presence";
import { recordResolution } from "@/lib/db/refunds/record-resolution";
import { amendInput, amendManualInput } from "@/lib/domain/approval/amend-input";
import { paymentInput } from "@/lib/domain/payment/payment-key";
import { handlePayoutInput } from "@/lib/domain/payment/payout";
import { formPresenceInput } from "@/lib/domain/refund/form-presence";
import { recordManualRefundInput, reverseManualRefundInput } from "@/lib/domain/refund/manual-refund";
import { operationRequest } from "@/lib/domain/refund/operation";
import { refundRequest, resolveRefundInput } from "@/lib/domain/refund/refund-request";
import { ok } from "@/lib/domain/result";
import { amendRequest, askForApproval } from "@/lib/refunds/ask-approval";
import {
  amendManualRequest,
  askManualApproval,
  recordManualRefund,
  reverseManualRefund,
} from "@/lib/refunds/manual-refunds";
import { requestOperation } from "@/lib/refunds/request-operation";
import { requestRefund } from "@/lib/refunds/request-refund";
import { rereadPayment } from "@/lib/refunds/reread-payment";

export const requestRefundAction = action({
  permission: "refunds:request",
  input: refundRequest,
  run: async (actor, input, session) => {
    const requested = await requestRefund(appContext(), actor, input, session);
    if (!requested.ok) return requested;
    const view = await refundViewOf(appContext().database.db, requested.value.id);
    if (view === null) throw new Error(`refund ${requested.value.id} was recorded and is gone`);
    return { ok: true, value: view };
  },
});

export const askApprovalAction = action({
  permission: "refunds:request",
  input: refundRequest,
  run: async (actor, input) => {
    const asked = await askForApproval(appContext(), actor, input);
    return asked.ok ? ok({ id: asked.value.id }) : asked;
  },
});

export const amendApprovalAction = action({
  permission: "refunds:request",
  input: amendInput,
  run: async (actor, input) => {
    const amended = await amendRequest(appContext(), actor, input);
    return amended.ok ? ok({ id: amended.value.id }) : amended;
  },
});

export const resolveRefundAction = action({
  permission: "refunds:resolve",
  input: resolveRefundInput,
  run: (actor, input) => recordResolution(appContext().database.db, actor, input),
});

export const requestOperationAction = action({
  permission: "refunds:request",
  input: operationRequest,
  run: async (actor, input) => {
    const requested = await requestOperation(appContext(), actor, input);
    return requested.ok ? { ok: true, value: operationView(requested.value) } : requested;
  },
});

export const handlePayoutAction = action({
  permission: "refunds:request",
  input: handlePayoutInput,
  run: (actor, input) => recordPayoutHandling(appContext().database.db, actor, input),
});

export const recordManualRefundAction = action({
  permission: "manual-refunds:record",
  input: recordManualRefundInput,
  run: (actor, input) => recordManualRefund(appContext(), actor, input),
});

export const askManualApprovalAction = action({
  permission: "manual-refunds:record",
  input: recordManualRefundInput,
  run: async (actor, input) => {
    const asked = await askManualApproval(appContext(), actor, input);
    return asked.ok ? ok(null) : asked;
  },
});

export const amendManualApprovalAction = action({
  permission: "manual-refunds:record",
  input: amendManualInput,
  run: async (actor, input) => {
    const amended = await amendManualRequest(appContext(), actor, input);
    return amended.ok ? ok(null) : amended;
  },
});

export const reverseManualRefundAction = action({
  permission: "manual-refunds:record",
  input: reverseManualRefundInput,
  run: (actor, input) => reverseManualRefund(appContext(), actor, input),
});

export const reportFormPresenceAction = action({
  permission: "refunds:request",
  input: formPresenceInput,
  run: (actor, input) => recordFormPresence(appContext().database.db, actor, input),
});

export const rereadPaymentAction = action({
  permission: "refunds:request",
  input: paymentInput,
  run: (_actor, input) => rereadPayment(appContext(), input),
});
