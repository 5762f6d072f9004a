"use server";
import { action } from "@/lib/auth/entry";
import { actView } from "@/lib/db/queries/act-view";
import { refundViewOf } from "@/lib/db/queries/refund-view";
import { desk } from "@/lib/desk";
import { actRequest } from "@/lib/domain/act";
import { decideRefundInput, refundRequest } from "@/lib/domain/refund";
import { decideRefund as decide } from "@/lib/refunds/decide-refund";
import { requestAct as act } from "@/lib/refunds/request-act";
import { requestRefund as request } from "@/lib/refunds/request-refund";

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
