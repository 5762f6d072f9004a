"use server";
import { action } from "@/lib/auth/entry";
import { actView } from "@/lib/db/queries/act-view";
import { refundViewOf } from "@/lib/db/queries/refund-view";
import { desk } from "@/lib/desk";
import { actRequest } from "@/lib/domain/act";
import { formPresenceInput } from "@/lib/domain/form-presence";
import { recordOwnRefundInput, reverseOwnRefundInput } from "@/lib/domain/own-refund";
import { paymentInput } from "@/lib/domain/payment-input";
import { handlePayoutInput } from "@/lib/domain/payout";
import { decideRefundInput, refundRequest } from "@/lib/domain/refund";
import { decideRefund as decide } from "@/lib/refunds/decide-refund";
import { tellPresence as tell } from "@/lib/refunds/form-presence";
import { handlePayout as handle } from "@/lib/refunds/handle-payout";
import { recordOwnRefund as record, reverseOwnRefund as reverse } from "@/lib/refunds/own-refunds";
import { requestAct as act } from "@/lib/refunds/request-act";
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
  run: (actor, input) => decide(desk(), actor, input),
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
  run: (actor, input) => handle(desk(), actor, input),
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
  run: (actor, input) => tell(desk(), actor, input),
});

export const rereadPayment = action({
  permission: "refunds:request",
  input: paymentInput,
  run: (_actor, input) => reread(desk(), input),
});
