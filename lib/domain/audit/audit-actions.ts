import { approvalEventKinds } from "../approval/approval-state";

/** Everything that the audit records, by kind. */
export const auditActions = {
  signIn: [
    "person.signed-in",
    "person.confirmed",
    "person.signed-out-everywhere",
    "person.session-ended",
    "sign-in.failed",
    "sign-in.locked",
    "sign-in.failed-more",
  ],
  refund: [
    "refund.requested",
    "refund.state-changed",
    "refund.decided",
    "refund.handled",
    "manual-refund.recorded",
    "manual-refund.reversed",
    "payout.handled",
    "operation.requested",
    "operation.ended",
  ],
  approval: approvalEventKinds.map((kind) => `approval.${kind}` as const),
  data: [
    "payment.viewed",
    "payments.viewed",
    "approval.account-revealed",
    "payments.export-started",
    "payments.exported",
    "payments.export-cut-off",
    "refunds.export-started",
    "refunds.exported",
    "refunds.export-cut-off",
    "audit.export-started",
    "audit.exported",
    "audit.export-cut-off",
    "evidence.export-started",
    "evidence.exported",
    "evidence.export-cut-off",
    "audit.verified",
    "retention.applied",
  ],
  people: [
    "desk.set-up",
    "person.added",
    "person.role-changed",
    "person.disabled",
    "person.enabled",
    "person.password-reset",
    "person.password-changed",
    "person.invitation-accepted",
    "person.provider-linked",
    "person.provider-unlinked",
    "person.rescued",
    "second-factor.set-up",
    "second-factor.removed",
    "second-factor.recovery-codes-renewed",
    "second-factor.reset",
    "passkey.added",
    "passkey.removed",
    "role.added",
    "role.changed",
    "role.deleted",
    "role.second-factor-needed",
    "role.second-factor-optional",
    "limits.changed",
  ],
  settings: [
    "approval.rules-changed",
    "approval.settings-changed",
    "sign-in.settings-changed",
    "retention.changed",
    "policy.override-set",
    "policy.override-removed",
    "reason.added",
    "reason.changed",
    "reasons.ordered",
    "view.shared",
    "view.shared-changed",
    "view.unshared",
    "alert-channel.added",
    "alert-channel.changed",
    "alert-channel.deleted",
    "alert-channel.tested",
    "alerts.chosen",
  ],
  portone: [
    "payments.pulled",
    "ledgers.compared",
    "webhook.processed-again",
    "webhook.resend-requested",
    "discrepancy.found",
    "discrepancy.found-again",
    "discrepancy.seen",
    "discrepancy.closed",
  ],
} as const;

export type AuditKind = keyof typeof auditActions;
export type AuditAction = (typeof auditActions)[AuditKind][number];

export const auditKinds = Object.keys(auditActions) as AuditKind[];
const all: readonly AuditAction[] = auditKinds.flatMap((kind) => [...auditActions[kind]]);

export function isAuditAction(text: string): text is AuditAction {
  return all.some((action) => action === text);
}
