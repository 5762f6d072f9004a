import "server-only";
import {
  type ApprovalRow,
  approvalById,
  recordDecision,
  voidApproval,
} from "@/lib/db/approvals/write-approvals";
import { personRefusal } from "@/lib/db/refunds/person-limits";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import type { DecideInput } from "@/lib/domain/approval/approval";
import type { DecideApprovalError } from "@/lib/domain/approval/approval-errors";
import {
  type BasisChange,
  balanceSchema,
  basisChanges,
  type VoidDetail,
} from "@/lib/domain/approval/frozen-request";
import type { Actor } from "@/lib/domain/people/permissions";
import type { RefundRequestError } from "@/lib/domain/refund/refund-errors";
import { refundRequest } from "@/lib/domain/refund/refund-request";
import { err, ok, type Result } from "@/lib/domain/result";
import { log } from "@/lib/log";
import { openPrepared, sendOpened } from "./open-prepared";
import { type PreparedRefund, prepareWithReason } from "./prepare-refund";
import { limitedRefund } from "./request-refund";
import type { RefundContext } from "./send-refund";

export type Decided = { kind: "recorded" } | { kind: "sent"; refund: RefundRow };

/** Records the decision. The last approval records and sends the refund, planned on what PortOne says now. */
export async function decideApproval(
  context: RefundContext,
  actor: Actor,
  input: DecideInput,
): Promise<Result<Decided, DecideApprovalError>> {
  const { db } = context.database;
  if (input.decision !== "approve") {
    const state = input.decision === "reject" ? "rejected" : "returned";
    const recorded = await db.transaction((tx) => recordDecision(tx, actor, input, state));
    if (recorded.ok) return ok({ kind: "recorded" });
    const { code } = recorded.error;
    if (code === "other-state") throw new Error(`a decision led to another state than ${state}`);
    return err(code);
  }
  const row = await approvalById(db, input.approvalId);
  if (row === null) return err("approval-not-found");
  if (row.state !== "waiting" || row.encryptedRequest === null) return err("not-waiting");
  if (row.revision !== input.revision) return err("approval-changed");
  const prepared = await prepareFrozen(context, row, row.encryptedRequest);
  if (!prepared.ok) {
    if (prepared.error.code === "portone-unreachable") return err("portone-unreachable");
    return endAsVoid(context, row, { code: prepared.error.code, changes: prepared.error.detail ?? [] });
  }
  const changes = basisChanges(row.frozen.basis, prepared.value.basis);
  if (changes.length > 0) return endAsVoid(context, row, { code: "basis-changed", changes });

  // The first of two approvals sends nothing. Which one it is, is decided in the transaction.
  const first = await db.transaction((tx) => recordDecision(tx, actor, input, "waiting"));
  if (first.ok) return ok({ kind: "recorded" });
  if (first.error.code !== "other-state") return err(first.error.code);
  const opened = await openPrepared(
    context,
    { id: row.requesterId, name: row.requesterName },
    prepared.value,
    async (tx) => {
      const refusal = await personRefusal(tx, row.requesterId, limitedRefund(prepared.value), row.id);
      if (refusal !== null)
        return err(refusal === "not-permitted" ? "requester-not-permitted" : "limit-reached");
      const decided = await recordDecision(tx, actor, input, "approved");
      return decided.ok ? ok({ approvalId: row.id }) : err(decided.error.code);
    },
  );
  if (opened.ok) return ok({ kind: "sent", refund: await sendOpened(context, opened.value.row) });
  switch (opened.error.code) {
    // Somebody else decided or amended meanwhile, or a refund has just ended: everything is judged again.
    case "other-state":
    case "reading-outdated":
      return decideApproval(context, actor, input);
    case "requester-not-permitted":
      return endAsVoid(context, row, { code: "requester-not-permitted", changes: [] });
    default:
      return err(opened.error.code);
  }
}

/** Plans the stored request on what PortOne says now. A request that cannot be decrypted can never be sent. */
async function prepareFrozen(
  context: RefundContext,
  row: ApprovalRow,
  encrypted: string,
): Promise<Result<PreparedRefund, RefundRequestError | "request-unreadable", BasisChange[]>> {
  const text = context.requestCipher.decrypt(row.id, encrypted);
  const request = text === null ? null : refundRequest.safeParse(JSON.parse(text)).data;
  if (!request) {
    log.error({ approvalId: row.id }, "the request of an approval cannot be decrypted; it is never sent");
    return err("request-unreadable", []);
  }
  const prepared = await prepareWithReason(
    context,
    { ...request, requestId: row.requestId },
    row.frozen.reason,
  );
  if (prepared.ok) return prepared;
  const { code, detail } = prepared.error;
  return err(code, code === "amount-changed" ? balanceChanges(row, detail) : []);
}

function balanceChanges(row: ApprovalRow, now: unknown): BasisChange[] {
  const { basis } = row.frozen;
  const balance = balanceSchema.safeParse(now).data;
  return balance === undefined ? [] : basisChanges(basis, { ...basis, balance });
}

/** Ends the request. Returns what somebody else has made of it meanwhile, if it has ended already. */
async function endAsVoid(
  context: RefundContext,
  row: ApprovalRow,
  why: VoidDetail,
): Promise<Result<never, "request-void" | "not-waiting", VoidDetail>> {
  const isVoid = await voidApproval(context.database.db, row, why);
  return isVoid ? err("request-void", why) : err("not-waiting");
}
