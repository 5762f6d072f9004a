"use server";
import { action } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { recordPayoutHandling } from "@/lib/db/payments/record-payout-handling";
import { operationView } from "@/lib/db/queries/payment-page/operation-view";
import { refundViewOf } from "@/lib/db/queries/refund-view";
import { recordFormPresence } from "@/lib/db/refunds/record-form-presence";
import { recordResolution } from "@/lib/db/refunds/record-resolution";
import { paymentInput } from "@/lib/domain/payment/payment-key";
import { handlePayoutInput } from "@/lib/domain/payment/payout";
import { formPresenceInput } from "@/lib/domain/refund/form-presence";
import { recordManualRefundInput, reverseManualRefundInput } from "@/lib/domain/refund/manual-refund";
import { operationRequest } from "@/lib/domain/refund/operation";
import { refundRequest, resolveRefundInput } from "@/lib/domain/refund/refund";
import { recordManualRefund as record, reverseManualRefund as reverse } from "@/lib/refunds/manual-refunds";
import { requestOperation as operation } from "@/lib/refunds/request-operation";
import { requestRefund as request } from "@/lib/refunds/request-refund";
import { rereadPayment as reread } from "@/lib/refunds/reread-payment";

export const requestRefund = action({
  permission: "refunds:request",
  input: refundRequest,
  run: async (actor, input) => {
    const requested = await request(appContext(), actor, input);
    if (!requested.ok) return requested;
    const view = await refundViewOf(appContext().database.db, requested.value.id);
    if (view === null) throw new Error(`refund ${requested.value.id} was recorded and is gone`);
    return { ok: true, value: view };
  },
});

export const resolveRefund = action({
  permission: "refunds:resolve",
  input: resolveRefundInput,
  run: (actor, input) => recordResolution(appContext().database.db, actor, input),
});

export const requestOperation = action({
  permission: "refunds:request",
  input: operationRequest,
  run: async (actor, input) => {
    const requested = await operation(appContext(), actor, input);
    return requested.ok ? { ok: true, value: operationView(requested.value) } : requested;
  },
});

export const handlePayout = action({
  permission: "refunds:request",
  input: handlePayoutInput,
  run: (actor, input) => recordPayoutHandling(appContext().database.db, actor, input),
});

export const recordManualRefund = action({
  permission: "manual-refunds:record",
  input: recordManualRefundInput,
  run: (actor, input) => record(appContext(), actor, input),
});

export const reverseManualRefund = action({
  permission: "manual-refunds:record",
  input: reverseManualRefundInput,
  run: (actor, input) => reverse(appContext(), actor, input),
});

export const reportFormPresence = action({
  permission: "refunds:request",
  input: formPresenceInput,
  run: (actor, input) => recordFormPresence(appContext().database.db, actor, input),
});

export const rereadPayment = action({
  permission: "refunds:request",
  input: paymentInput,
  run: (_actor, input) => reread(appContext(), input),
});
