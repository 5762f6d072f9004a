import "server-only";
import { type ApprovalRow, judgeNow, recordDecision } from "@/lib/db/approvals/write-approvals";
import { personRefusal } from "@/lib/db/refunds/person-limits";
import type { DecideInput } from "@/lib/domain/approval/approval";
import type { DecideApprovalError } from "@/lib/domain/approval/approval-errors";
import { voidReason } from "@/lib/domain/approval/approval-state";
import {
  type BasisChange,
  basisChanges,
  type FrozenRefund,
  type VoidDetail,
} from "@/lib/domain/approval/frozen-request";
import type { Actor } from "@/lib/domain/people/permissions";
import type { RefundRequestError } from "@/lib/domain/refund/refund-errors";
import { err, ok, type Result } from "@/lib/domain/result";
import { approveManualRefund } from "./approve-manual-refund";
import { type Decided, recordVoid } from "./decision";
import { openPrepared, sendOpened } from "./open-prepared";
import { type PreparedRefund, planRead, readForRefund } from "./prepare-refund";
import { personRefund } from "./request-refund";
import type { RefundContext } from "./send-refund";
import { storedRefund } from "./stored-request";

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
  const judged = await db.transaction((tx) => judgeNow(tx, actor, input));
  if (!judged.ok) return err(judged.error.code);
  const { row } = judged.value;
  const { frozen } = row;
  if (frozen.kind === "manual") return approveManualRefund(context, actor, input, row);
  const endAsVoid = (why: VoidDetail) => recordVoid(context, actor, input, why);
  const prepared = await prepareFrozen(context, row, frozen);
  if (!prepared.ok) {
    const { code, detail } = prepared.error;
    if (code === "portone-unreachable") return err(code);
    return endAsVoid({ code: voidReason(code), changes: detail ?? [] });
  }
  const changes = basisChanges(frozen.basis, prepared.value.basis);
  // An amount that was known and cannot be computed now, for example because the terms of a promotion cannot be read.
  const isUnknown = changes.length > 0 && changes.every(({ now }) => now === null);
  if (isUnknown) return err("portone-unreachable");
  if (changes.length > 0) return endAsVoid({ code: "basis-changed", changes });

  // The first of two approvals sends nothing. Which one it is, is decided in the transaction.
  const first = await db.transaction((tx) => recordDecision(tx, actor, input, "waiting"));
  if (first.ok) return ok({ kind: "recorded" });
  if (first.error.code !== "other-state") return err(first.error.code);
  const opened = await openPrepared(
    context,
    { id: row.requesterId, name: row.requesterName },
    prepared.value,
    async (tx) => {
      const refusal = await personRefusal(tx, row.requesterId, personRefund(prepared.value), {
        exceptApproval: row.id,
        // The approver has proved who they are; the requester did not have to.
        isConfirmed: true,
      });
      if (refusal !== null)
        return err(refusal === "not-permitted" ? "requester-not-permitted" : "limit-reached");
      const decided = await recordDecision(tx, actor, input, "approved");
      return decided.ok ? ok({ approvalId: row.id }) : err(decided.error.code);
    },
  );
  if (opened.ok) {
    // The request id has a refund already: somebody else has approved the request meanwhile.
    if (!opened.value.created) return err("not-waiting");
    return ok({ kind: "sent", refund: await sendOpened(context, opened.value.row) });
  }
  switch (opened.error.code) {
    // Somebody else decided or amended meanwhile, or a refund has just ended: everything is judged again.
    case "other-state":
    case "reading-outdated":
      return decideApproval(context, actor, input);
    case "requester-not-permitted":
      return endAsVoid({ code: "requester-not-permitted", changes: [] });
    default:
      return err(opened.error.code);
  }
}

/**
 * Plans the stored request on what PortOne says now. A refusal comes with what has changed. A request that cannot be read can
 * never be sent.
 */
async function prepareFrozen(
  context: RefundContext,
  row: ApprovalRow,
  { reason, basis }: FrozenRefund,
): Promise<Result<PreparedRefund, RefundRequestError | "request-unreadable", BasisChange[]>> {
  const request = storedRefund(context, row);
  if (request === null) return err("request-unreadable", []);
  const read = await readForRefund(context, request);
  if (!read.ok) return err(read.error.code);
  const planned = await planRead(context, read.value, { ...request, requestId: row.requestId }, reason);
  if (planned.ok) return planned;
  return err(planned.error.code, basisChanges(basis, { ...basis, ...read.value.basis }));
}
