import "server-only";
import { type ApprovalRow, recordDecision } from "@/lib/db/approvals/write-approvals";
import { roleNow } from "@/lib/db/people/read-roles";
import { writeManualRefund } from "@/lib/db/refunds/record-manual-refunds";
import type { DecideInput } from "@/lib/domain/approval/approval";
import type { DecideApprovalError } from "@/lib/domain/approval/approval-errors";
import { voidReason } from "@/lib/domain/approval/approval-state";
import { type Actor, may } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { syncPayment } from "@/lib/sync/sync-payment";
import { type Decided, recordVoid } from "./decision";
import type { RefundContext } from "./send-refund";
import { storedManualRefund } from "./stored-request";

/** Records the approval. The last one records the manual refund, judged by what PortOne says now. */
export async function approveManualRefund(
  context: RefundContext,
  actor: Actor,
  input: DecideInput,
  row: ApprovalRow,
): Promise<Result<Decided, DecideApprovalError>> {
  const { db } = context.database;
  const request = storedManualRefund(context, row);
  if (request === null) return recordVoid(context, actor, input, { code: "request-unreadable", changes: [] });
  const synced = await syncPayment(context, request);
  if (!synced.ok) return err("portone-unreachable");
  const first = await db.transaction((tx) => recordDecision(tx, actor, input, "waiting"));
  if (first.ok) return ok({ kind: "recorded" });
  if (first.error.code !== "other-state") return err(first.error.code);
  const written = await writeManualRefund(
    db,
    { id: row.requesterId, name: row.requesterName },
    synced.value.payment,
    { ...request, requestId: row.requestId },
    row.id,
    async (tx) => {
      const role = await roleNow(tx, row.requesterId);
      if (role === null || !may(role, "manual-refunds:record")) return err("requester-not-permitted");
      const decided = await recordDecision(tx, actor, input, "approved");
      return decided.ok ? ok({ approvalId: row.id }) : err(decided.error.code);
    },
  );
  if (written.ok) return ok({ kind: "manual-recorded" });
  const { code } = written.error;
  switch (code) {
    // Somebody else has decided or amended the request meanwhile: everything is judged again.
    case "other-state":
      return approveManualRefund(context, actor, input, row);
    case "not-paid":
    case "refund-open":
    case "approval-open":
    case "amount-exceeds-rest":
    case "date-out-of-range":
    case "requester-not-permitted":
      return recordVoid(context, actor, input, { code: voidReason(code), changes: [] });
    case "request-id-reused":
      return err("not-waiting");
    default:
      return err(code);
  }
}
