"use server";
import { action } from "@/lib/auth/entry";
import { desk } from "@/lib/context";
import { recordPayoutHandling } from "@/lib/db/payments/record-payout-handling";
import { actView } from "@/lib/db/queries/payment-page/operation-view";
import { refundViewOf } from "@/lib/db/queries/refund-view";
import { recordFormPresence } from "@/lib/db/refunds/record-form-presence";
import { recordResolution } from "@/lib/db/refunds/record-resolution";
import { paymentInput } from "@/lib/domain/payment/payment-key";
import { handlePayoutInput } from "@/lib/domain/payment/payout";
import { formPresenceInput } from "@/lib/domain/refund/form-presence";
import { recordOwnRefundInput, reverseOwnRefundInput } from "@/lib/domain/refund/manual-refund";
import { actRequest } from "@/lib/domain/refund/operation";
import { decideRefundInput, refundRequest } from "@/lib/domain/refund/refund";
import { recordOwnRefund as record, reverseOwnRefund as reverse } from "@/lib/refunds/manual-refunds";
import { requestAct as act } from "@/lib/refunds/request-operation";
import { requestRefund as request } from "@/lib/refunds/request-refund";
import { rereadPayment as reread } from "@/lib/refunds/reread-payment";

export const requestRefund = action({
  permission: "refunds:request",
  input: refundRequest,
  run: async (actor, input) => {
    const requested = await request(desk(), actor, input);
    if (!requested.ok) return requested;
    const view = await refundViewOf(desk().database.db, requested.value.id);
    if (view === null) throw new Error(`refund ${requested.value.id} was recorded and is gone`);
    return { ok: true, value: view };
  },
});

export const decideRefund = action({
  permission: "refunds:decide",
  input: decideRefundInput,
  run: (actor, input) => recordResolution(desk().database.db, actor, input),
});

export const requestAct = action({
  permission: "refunds:request",
  input: actRequest,
  run: async (actor, input) => {
    const requested = await act(desk(), actor, input);
    return requested.ok ? { ok: true, value: actView(requested.value) } : requested;
  },
});

export const handlePayout = action({
  permission: "refunds:request",
  input: handlePayoutInput,
  run: (actor, input) => recordPayoutHandling(desk().database.db, actor, input),
});

export const recordOwnRefund = action({
  permission: "own-refunds:record",
  input: recordOwnRefundInput,
  run: (actor, input) => record(desk(), actor, input),
});

export const reverseOwnRefund = action({
  permission: "own-refunds:record",
  input: reverseOwnRefundInput,
  run: (actor, input) => reverse(desk(), actor, input),
});

export const tellPresence = action({
  permission: "refunds:request",
  input: formPresenceInput,
  run: (actor, input) => recordFormPresence(desk().database.db, actor, input),
});

export const rereadPayment = action({
  permission: "refunds:request",
  input: paymentInput,
  run: (_actor, input) => reread(desk(), input),
});
