import "server-only";
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { neededApproval } from "@/lib/db/approvals/needed-approval";
import {
  type ApprovalRow,
  amendApproval,
  approvalById,
  approvalByRequestId,
  openApproval,
} from "@/lib/db/approvals/write-approvals";
import type { Transaction } from "@/lib/db/client";
import { roleNow } from "@/lib/db/people/read-roles";
import {
  hasManualRefund,
  manualRefusal,
  writeManualRefund as record,
  writeManualRefundReversal as reverse,
} from "@/lib/db/refunds/record-manual-refunds";
import type { AmendManualInput } from "@/lib/domain/approval/amend-input";
import type { AmendManualError, AskManualError } from "@/lib/domain/approval/approval-errors";
import type { ApprovalRule } from "@/lib/domain/approval/approval-rule";
import { ruledPayment } from "@/lib/domain/approval/ruled-payment";
import type { Payment } from "@/lib/domain/payment/payment";
import { isSamePayment } from "@/lib/domain/payment/payment-key";
import { type Actor, may } from "@/lib/domain/people/permissions";
import type {
  ManualRefundError,
  RecordManualRefundInput,
  ReverseManualRefundError,
  ReverseManualRefundInput,
} from "@/lib/domain/refund/manual-refund";
import { err, ok, type Result } from "@/lib/domain/result";
import { syncPayment } from "@/lib/sync/sync-payment";
import type { RefundContext } from "./send-refund";
import { storedManualRefund } from "./stored-request";

type ManualContext = Pick<RefundContext, "database" | "portone" | "cipher">;

/** Records money sent outside PortOne. Reads the payment first for its remaining amount; sends nothing to PortOne. */
export async function recordManualRefund(
  context: ManualContext,
  actor: Actor,
  input: RecordManualRefundInput,
): Promise<Result<null, ManualRefundError>> {
  const read = await readPayment(context, input);
  if (!read.ok) return read;
  return record(context.database.db, actor, read.value, input, null, async (tx) => {
    const rule = await ruleOf(tx, actor, read.value, input, null);
    return rule === null ? ok({ approvalId: null }) : err("approval-needed");
  });
}

/** Records a request for the approval of a manual refund. The caller checks the permission. */
export async function askManualApproval(
  context: ManualContext,
  actor: Actor,
  input: RecordManualRefundInput,
): Promise<Result<ApprovalRow, AskManualError>> {
  const { db } = context.database;
  const earlier = await approvalByRequestId(db, input.requestId);
  if (earlier) return sameRequest(context, earlier, actor, input);
  const read = await readPayment(context, input);
  if (!read.ok) return read;
  const id = randomUUID();
  const opened = await openApproval(
    db,
    { id, requestId: input.requestId, ...wantedOf(context, id, actor, read.value, input) },
    (tx) => admit(tx, actor, read.value, input, null),
  );
  if (!opened.ok) return err(opened.error.code);
  return opened.value.created ? ok(opened.value.row) : sameRequest(context, opened.value.row, actor, input);
}

/** Replaces what a request asks for. Only who asked may amend it, and approvals given so far no longer count. */
export async function amendManualRequest(
  context: ManualContext,
  actor: Actor,
  { approvalId, revision, request }: AmendManualInput,
): Promise<Result<ApprovalRow, AmendManualError>> {
  const { db } = context.database;
  const stored = await approvalById(db, approvalId);
  if (stored === null || !isSamePayment(stored, request)) return err("approval-not-found");
  const read = await readPayment(context, request);
  if (!read.ok) return read;
  const wanted = wantedOf(context, approvalId, actor, read.value, request);
  const amended = await amendApproval(db, approvalId, revision, wanted, (tx) =>
    admit(tx, actor, read.value, request, approvalId),
  );
  if (amended.ok) return amended;
  const { code } = amended.error;
  return err(code === "approval-not-needed" ? "withdraw-first" : code);
}

/** Records a reversal: the record stays and no longer counts. */
export function reverseManualRefund(
  context: Pick<ManualContext, "database">,
  actor: Actor,
  input: ReverseManualRefundInput,
): Promise<Result<null, ReverseManualRefundError>> {
  return reverse(context.database.db, actor, input);
}

async function readPayment(
  context: ManualContext,
  input: RecordManualRefundInput,
): Promise<Result<Payment, "payment-not-found" | "portone-unreachable">> {
  const synced = await syncPayment(context, input);
  if (synced.ok) return ok(synced.value.payment);
  return err(synced.error.code === "payment-not-found" ? "payment-not-found" : "portone-unreachable");
}

async function admit(
  tx: Transaction,
  actor: Actor,
  payment: Payment,
  input: RecordManualRefundInput,
  exceptApproval: string | null,
): Promise<Result<ApprovalRule, Exclude<AskManualError, "payment-not-found" | "portone-unreachable">>> {
  if (exceptApproval === null && (await hasManualRefund(tx, input.requestId)))
    return err("request-id-reused");
  const refusal = await manualRefusal(tx, payment, input, exceptApproval);
  if (refusal !== null) return err(refusal);
  const role = await roleNow(tx, actor.id);
  if (role === null || !may(role, "manual-refunds:record")) return err("not-permitted");
  const rule = await ruleOf(tx, actor, payment, input, exceptApproval);
  return rule === null ? err("approval-not-needed") : ok(rule);
}

function ruleOf(
  tx: Transaction,
  actor: Actor,
  payment: Payment,
  { amount }: RecordManualRefundInput,
  exceptApproval: string | null,
): Promise<ApprovalRule | null> {
  return neededApproval(tx, {
    kind: "manual-refund",
    ...ruledPayment(payment),
    amount,
    isOverride: false,
    requesterId: actor.id,
    exceptApproval,
  });
}

function wantedOf(
  { cipher }: ManualContext,
  id: string,
  { id: requesterId, name }: Actor,
  payment: Payment,
  input: RecordManualRefundInput,
) {
  const { amount, bank, paidOn, note } = input;
  const { key, currency, method, pg: pgProvider } = ruledPayment(payment);
  return {
    kind: "manual-refund" as const,
    key,
    amount,
    currency,
    method,
    pgProvider,
    frozen: { kind: "manual" as const, amount, bank, paidOn, note },
    encryptedRequest: cipher.encrypt(id, JSON.stringify(input)),
    requester: { id: requesterId, name },
  };
}

/** A request id identifies one request of one person, with the same fields, that still waits. */
function sameRequest(
  context: ManualContext,
  row: ApprovalRow,
  actor: Actor,
  input: RecordManualRefundInput,
): Result<ApprovalRow, "request-id-reused"> {
  const isSame = row.requesterId === actor.id && isDeepStrictEqual(storedManualRefund(context, row), input);
  return isSame ? ok(row) : err("request-id-reused");
}
