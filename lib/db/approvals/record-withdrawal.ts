import "server-only";
import type { Database } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { DecisionError, WithdrawInput } from "@/lib/domain/approval/approval";
import { isOpenApproval } from "@/lib/domain/approval/approval-state";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockApproval, moveApproval, recordApprovalEvent } from "./write-approvals";

/** Ends a request of the person's own. Its payment can be refunded again. */
export function recordWithdrawal(
  db: Database,
  actor: { id: string; name: string },
  { approvalId, revision, note }: WithdrawInput,
): Promise<Result<null, DecisionError>> {
  return db.transaction(async (tx) => {
    const row = await lockApproval(tx, approvalId);
    if (row === null) return err("approval-not-found");
    const now = await databaseNow(tx);
    if (!isOpenApproval(row.state) || row.expiresAt <= now) return err("not-waiting");
    if (row.requesterId !== actor.id) return err("not-permitted");
    if (row.revision !== revision) return err("approval-changed");
    await moveApproval(tx, row, "withdrawn", now);
    await recordApprovalEvent(tx, row, "withdrawn", actor, now, { note });
    return ok(null);
  });
}
