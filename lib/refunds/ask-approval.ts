import "server-only";
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { neededApproval } from "@/lib/db/approvals/needed-approval";
import {
  type ApprovalRow,
  amendApproval,
  approvalById,
  approvalByRequestId,
  type NewApproval,
  openApproval,
} from "@/lib/db/approvals/write-approvals";
import type { Transaction } from "@/lib/db/client";
import { personRefusal } from "@/lib/db/refunds/person-limits";
import { ledgerRefusal, refundByRequestId } from "@/lib/db/refunds/write-refunds";
import type { AmendInput } from "@/lib/domain/approval/amend-input";
import type { AmendApprovalError, AskApprovalError } from "@/lib/domain/approval/approval-errors";
import type { ApprovalRule } from "@/lib/domain/approval/approval-rule";
import type { FrozenRefund } from "@/lib/domain/approval/frozen-request";
import { ruledPayment } from "@/lib/domain/approval/ruled-payment";
import { isSamePayment } from "@/lib/domain/payment/payment-key";
import { maskEmail } from "@/lib/domain/payment/personal-data";
import type { Actor } from "@/lib/domain/people/permissions";
import type { LimitReached } from "@/lib/domain/people/refund-limits";
import { maskAccount } from "@/lib/domain/refund/refund-account";
import type { LedgerRefusal, PersonRefusal } from "@/lib/domain/refund/refund-errors";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { err, ok, type Result } from "@/lib/domain/result";
import { type PreparedRefund, prepareRefund } from "./prepare-refund";
import { limitRefusal, personRefund, ruledRequest } from "./request-refund";
import type { RefundContext } from "./send-refund";
import { storedRefund } from "./stored-request";

/** Records a request that waits for approval. The caller checks the permission. A known request id returns its row. */
export async function askForApproval(
  context: RefundContext,
  actor: Actor,
  request: RefundRequest,
): Promise<Result<ApprovalRow, AskApprovalError>> {
  const { db } = context.database;
  const earlier = await approvalByRequestId(db, request.requestId);
  if (earlier) return sameRequest(context, earlier, actor, request);
  const prepared = await prepareRefund(context, actor, request);
  if (!prepared.ok) return prepared;
  const id = randomUUID();
  const opened = await openApproval(
    db,
    { id, requestId: request.requestId, ...wantedOf(context, id, actor, prepared.value) },
    (tx) => admit(tx, actor, prepared.value, null),
  );
  if (opened.ok)
    return opened.value.created
      ? ok(opened.value.row)
      : sameRequest(context, opened.value.row, actor, request);
  const { code, detail } = opened.error;
  if (code === "reading-outdated") return askForApproval(context, actor, request);
  return code === "limit-reached" && detail !== undefined
    ? limitRefusal(db, prepared.value, detail)
    : err(code);
}

/** Replaces what a request asks for. Only who asked may amend it, and approvals given so far no longer count. */
export async function amendRequest(
  context: RefundContext,
  actor: Actor,
  { approvalId, revision, request }: AmendInput,
): Promise<Result<ApprovalRow, AmendApprovalError>> {
  const { db } = context.database;
  const stored = await approvalById(db, approvalId);
  if (stored === null || !isSamePayment(stored, request)) return err("approval-not-found");
  const prepared = await prepareRefund(context, actor, request);
  if (!prepared.ok) return prepared;
  const wanted = wantedOf(context, approvalId, actor, prepared.value);
  const amended = await amendApproval(db, approvalId, revision, wanted, (tx) =>
    admit(tx, actor, prepared.value, approvalId),
  );
  if (amended.ok) return amended;
  const { code, detail } = amended.error;
  if (code === "reading-outdated") return amendRequest(context, actor, { approvalId, revision, request });
  if (code === "approval-not-needed") return err("withdraw-first");
  return code === "limit-reached" && detail !== undefined
    ? limitRefusal(db, prepared.value, detail)
    : err(code);
}

async function admit(
  tx: Transaction,
  actor: Actor,
  prepared: PreparedRefund,
  exceptApproval: string | null,
): Promise<
  Result<
    ApprovalRule,
    LedgerRefusal | PersonRefusal | "reading-outdated" | "approval-not-needed" | "request-id-reused",
    LimitReached
  >
> {
  const { request, readAt } = prepared;
  if (exceptApproval === null && (await refundByRequestId(tx, request.requestId)) !== null)
    return err("request-id-reused");
  const ledger = await ledgerRefusal(tx, request, readAt);
  if (ledger !== null) return err(ledger);
  const refusal = await personRefusal(tx, actor.id, personRefund(prepared), {
    exceptApproval,
    // The approver proves who they are before money moves.
    isConfirmed: true,
  });
  if (typeof refusal === "string") return err(refusal);
  if (refusal !== null) return err("limit-reached", refusal);
  const rule = await neededApproval(tx, ruledRequest(prepared, actor.id, exceptApproval));
  return rule === null ? err("approval-not-needed") : ok(rule);
}

function wantedOf(
  context: RefundContext,
  id: string,
  { id: requesterId, name }: Actor,
  prepared: PreparedRefund,
): Omit<NewApproval, "id" | "requestId"> {
  const { payment, request } = prepared;
  const { key, currency, method, pg: pgProvider } = ruledPayment(payment);
  return {
    kind: "refund",
    key,
    amount: prepared.confirmedAmount,
    currency,
    method,
    pgProvider,
    frozen: frozenOf(prepared),
    encryptedRequest: context.cipher.encrypt(id, JSON.stringify(request)),
    requester: { id: requesterId, name },
  };
}

function frozenOf({ request, reason, plan, confirmedAmount, basis }: PreparedRefund): FrozenRefund {
  return {
    kind: request.cancel.kind,
    amount: confirmedAmount,
    taxFree: plan.expected.taxFreeAmount,
    vat: plan.body.vatAmount ?? null,
    reasonCode: request.reasonCode,
    reason,
    internalNote: request.internalNote ?? "",
    requester: request.requester,
    account: request.refundAccount === undefined ? null : maskAccount(request.refundAccount),
    email: request.refundEmail === undefined ? null : maskEmail(request.refundEmail),
    balanceLock: request.balanceLock ?? null,
    retainOption: request.promotionDiscountRetainOption ?? null,
    overrideWhy: request.override?.why ?? null,
    basis,
  };
}

/** A request id identifies one request of one person, with the same fields, that still waits. */
function sameRequest(
  context: RefundContext,
  row: ApprovalRow,
  actor: Actor,
  request: RefundRequest,
): Result<ApprovalRow, "request-id-reused"> {
  if (row.requesterId !== actor.id || !isSamePayment(row, request)) return err("request-id-reused");
  const stored = storedRefund(context, row);
  if (stored === null) return err("request-id-reused");
  // An override is left out where no rule blocks the refund.
  const override = stored.override && request.override;
  return isDeepStrictEqual(asStored({ ...request, override }), asStored(stored))
    ? ok(row)
    : err("request-id-reused");
}

function asStored(request: unknown): unknown {
  return JSON.parse(JSON.stringify(request));
}
