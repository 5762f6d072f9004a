import "server-only";
import { audit } from "@/lib/db/audit";
import type { Database } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { roleNow } from "@/lib/db/people/read-roles";
import type { RevealAccountError } from "@/lib/domain/approval/approval-errors";
import { isOpenApproval } from "@/lib/domain/approval/approval-state";
import { type Actor, may } from "@/lib/domain/people/permissions";
import type { RefundAccount } from "@/lib/domain/refund/refund-request";
import { err, ok, type Result } from "@/lib/domain/result";
import { type ApprovalRow, approvalById } from "./write-approvals";

/** Records who reads the account number, without the number. `accountOf` returns null where there is none to read. */
export function recordReveal(
  db: Database,
  actor: Actor,
  approvalId: string,
  accountOf: (row: ApprovalRow) => RefundAccount | null,
): Promise<Result<RefundAccount, RevealAccountError>> {
  return db.transaction(async (tx) => {
    const role = await roleNow(tx, actor.id);
    if (role === null || !may(role, "accounts:read")) return err("not-permitted");
    const row = await approvalById(tx, approvalId);
    if (row === null) return err("approval-not-found");
    if (!isOpenApproval(row.state) || row.expiresAt <= (await databaseNow(tx))) return err("not-waiting");
    const account = accountOf(row);
    if (account === null) return err("no-account");
    await audit(tx, {
      actor,
      action: "approval.account-revealed",
      subject: `approval:${row.id}`,
      payment: row,
      detail: { revision: row.revision },
    });
    return ok(account);
  });
}
