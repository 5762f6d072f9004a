import "server-only";
import { approvalSettingsOf, neededApproval } from "@/lib/db/approvals/needed-approval";
import type { Database, Transaction } from "@/lib/db/client";
import { roleNow } from "@/lib/db/people/read-roles";
import { hasOpenApproval } from "@/lib/db/refunds/open-approval";
import { type PersonRefund, personRefusal, whoMayRefund } from "@/lib/db/refunds/person-limits";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { type Admission, refundByRequestId } from "@/lib/db/refunds/write-refunds";
import { ruledPayment } from "@/lib/domain/approval/ruled-payment";
import { type Actor, may } from "@/lib/domain/people/permissions";
import type { LimitReached } from "@/lib/domain/people/refund-limits";
import type {
  ApprovalRefusal,
  LimitDetail,
  PersonRefusal,
  RefundRequestError,
} from "@/lib/domain/refund/refund-errors";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { err, ok, type Result } from "@/lib/domain/result";
import { openPrepared, sendOpened } from "./open-prepared";
import { type PreparedRefund, prepareRefund } from "./prepare-refund";
import type { RefundContext } from "./send-refund";

/** The caller checks the permission. A known request id returns its refund and sends nothing. */
export async function requestRefund(
  context: RefundContext,
  actor: Actor,
  request: RefundRequest,
  session: { isConfirmed: boolean } = { isConfirmed: false },
): Promise<Result<RefundRow, RefundRequestError>> {
  const { db } = context.database;
  const earlier = await refundByRequestId(db, request.requestId);
  if (earlier) return sameRequest(earlier, actor, request);
  const prepared = await prepareRefund(context, actor, request);
  if (!prepared.ok) {
    // A duplicate request may have refunded the payment meanwhile.
    const duplicate = await refundByRequestId(db, request.requestId);
    return duplicate ? sameRequest(duplicate, actor, request) : prepared;
  }
  const opened = await openPrepared(context, actor, prepared.value, (tx) =>
    admit(tx, actor, prepared.value, session),
  );
  if (!opened.ok) {
    const { code, detail } = opened.error;
    if (code === "reading-outdated") return requestRefund(context, actor, request, session);
    return code === "limit-reached" && detail !== undefined
      ? limitRefusal(db, prepared.value, detail)
      : err(code);
  }
  if (!opened.value.created) return sameRequest(opened.value.row, actor, request);
  return ok(await sendOpened(context, opened.value.row));
}

/** Lets a refund pass that no rule wants approved, or that a permitted and confirmed person sends in an emergency. */
async function admit(
  tx: Transaction,
  actor: Actor,
  prepared: PreparedRefund,
  { isConfirmed }: { isConfirmed: boolean },
): Promise<Result<Admission, PersonRefusal | ApprovalRefusal | "approval-open", LimitReached>> {
  if (await hasOpenApproval(tx, prepared.request)) return err("approval-open");
  const refusal = await personRefusal(tx, actor.id, personRefund(prepared), {
    exceptApproval: null,
    isConfirmed,
  });
  if (typeof refusal === "string") return err(refusal);
  if (refusal !== null) return err("limit-reached", refusal);
  const rule = await neededApproval(tx, ruledRequest(prepared, actor.id, null));
  if (rule === null) return ok({});
  const { emergency } = prepared.request;
  if (emergency === undefined) return err("approval-needed");
  const role = await roleNow(tx, actor.id);
  const isAllowed =
    role !== null && may(role, "refunds:emergency") && (await approvalSettingsOf(tx)).emergencyAllowed;
  if (!isAllowed) return err("emergency-not-allowed");
  return isConfirmed ? ok({ emergencyWhy: emergency.why }) : err("confirm-first");
}

/** Returns what limits are compared with. */
export function personRefund({ payment, request, confirmedAmount }: PreparedRefund): PersonRefund {
  const { method, pg, currency } = ruledPayment(payment);
  return {
    method,
    pg,
    currency,
    amount: confirmedAmount,
    isOverride: request.override !== undefined || request.balanceLock !== undefined,
  };
}

/** Returns what the rules of approval are compared with. */
export function ruledRequest(prepared: PreparedRefund, requesterId: string, exceptApproval: string | null) {
  const { payment, confirmedAmount, basis } = prepared;
  return {
    kind: "refund" as const,
    ...ruledPayment(payment),
    amount: confirmedAmount,
    isOverride: basis.blockedBy.length > 0,
    requesterId,
    exceptApproval,
  };
}

/** Returns the refusal with the people who could request the refund now. */
export async function limitRefusal(db: Database, prepared: PreparedRefund, reached: LimitReached) {
  const helpers = await whoMayRefund(db, personRefund(prepared));
  const detail: LimitDetail = { ...reached, currency: prepared.payment.currency, helpers };
  return err("limit-reached", detail);
}

/** A request id identifies one request of one person, with the same fields for the same payment. */
function sameRequest(
  row: RefundRow,
  actor: Actor,
  request: RefundRequest,
): Result<RefundRow, RefundRequestError> {
  const { cancel, refundAccount: account } = request;
  const same =
    row.actorId === actor.id &&
    row.storeId === request.storeId &&
    row.paymentId === request.paymentId &&
    row.kind === cancel.kind &&
    row.reasonCode === request.reasonCode &&
    row.note === request.note &&
    row.requester === request.requester &&
    row.account?.bank === account?.bank &&
    row.account?.lastDigits === account?.number.slice(-4) &&
    (cancel.kind === "full" ||
      (row.requestedAmount === cancel.amount &&
        row.expectedTaxFree === (cancel.taxFreeAmount ?? 0) &&
        row.requestedVat === (cancel.vatAmount ?? null)));
  return same ? ok(row) : err("request-id-reused");
}
