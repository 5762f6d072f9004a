import "server-only";
import type { ApprovalEventKind } from "@/lib/domain/approval/approval-state";
import type { Transaction } from "./client";
import { auditEntries } from "./schema/journal";

export type AuditAction =
  | "refund.requested"
  | "refund.state-changed"
  | "refund.decided"
  | "refund.handled"
  | `approval.${ApprovalEventKind}`
  | "approval.rules-changed"
  | "approval.settings-changed"
  | "approval.account-revealed"
  | "retention.changed"
  | "retention.applied"
  | "operation.requested"
  | "operation.ended"
  | "payout.handled"
  | "manual-refund.recorded"
  | "manual-refund.reversed"
  | "role.added"
  | "role.changed"
  | "role.deleted"
  | "role.second-factor-needed"
  | "role.second-factor-optional"
  | "limits.changed"
  | "person.added"
  | "person.role-changed"
  | "person.disabled"
  | "person.enabled"
  | "person.password-reset"
  | "person.invitation-accepted"
  | "person.provider-linked"
  | "person.provider-unlinked"
  | "person.rescued"
  | "person.password-changed"
  | "person.signed-in"
  | "person.confirmed"
  | `second-factor.${"set-up" | "removed" | "recovery-codes-renewed" | "reset"}`
  | `passkey.${"added" | "removed"}`
  | "sign-in.settings-changed"
  | "person.signed-out-everywhere"
  | "person.session-ended"
  | "sign-in.failed"
  | "sign-in.locked"
  | "sign-in.failed-more"
  | "desk.set-up"
  | "payments.pulled"
  | `${"payments" | "refunds"}.${"export-started" | "exported" | "export-cut-off"}`
  | "view.shared"
  | "view.shared-changed"
  | "view.unshared"
  | "webhook.processed-again"
  | "webhook.resend-requested"
  | "ledgers.compared"
  | "discrepancy.found"
  | "discrepancy.found-again"
  | "discrepancy.seen"
  | "discrepancy.closed"
  | "policy.override-set"
  | "policy.override-removed"
  | "reason.added"
  | "reason.changed"
  | "reasons.ordered";

/** Writes in the transaction of the change. `detail` holds no secrets and no account numbers. */
export async function audit(
  tx: Transaction,
  entry: {
    actor: { id: string | null; name: string };
    action: AuditAction;
    subject: string;
    detail: Record<string, string | number | boolean | null>;
  },
): Promise<void> {
  await tx.insert(auditEntries).values({
    actorId: entry.actor.id,
    actorName: entry.actor.name,
    action: entry.action,
    subject: entry.subject,
    detail: entry.detail,
  });
}
