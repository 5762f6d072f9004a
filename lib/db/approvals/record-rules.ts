import "server-only";
import { randomUUID } from "node:crypto";
import { count, eq, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { approvalRules, approvalSettings } from "@/lib/db/schema/approvals";
import type { ApprovalSettings } from "@/lib/domain/approval/approval";
import {
  type ApprovalRuleError,
  mostApprovalRules,
  type SaveApprovalRuleInput,
} from "@/lib/domain/approval/approval-rule";
import type { Actor } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { approvalSettingsOf } from "./needed-approval";

/** Adds a rule, or changes one. In force with the next request; requests that wait keep the approvals that they need. */
export function recordApprovalRule(
  db: Database,
  actor: Actor,
  { id, revision, conditions }: SaveApprovalRuleInput,
): Promise<Result<null, ApprovalRuleError>> {
  return db.transaction(async (tx) => {
    await lockRules(tx);
    if (id === undefined) {
      const [stored] = await tx.select({ rules: count() }).from(approvalRules);
      if ((stored?.rules ?? 0) >= mostApprovalRules) return err("rules-too-many");
      const position = sql`(select coalesce(max(${approvalRules.position}), 0) + 1 from ${approvalRules})`;
      await tx.insert(approvalRules).values({ id: randomUUID(), position, conditions });
      await auditRules(tx, actor, { before: null, after: JSON.stringify(conditions) });
      return ok(null);
    }
    const [before] = await tx.select().from(approvalRules).where(eq(approvalRules.id, id));
    if (before === undefined) return err("rule-gone");
    if (before.revision !== revision) return err("rule-changed");
    await tx
      .update(approvalRules)
      .set({ conditions, revision: before.revision + 1, updatedAt: sql`clock_timestamp()` })
      .where(eq(approvalRules.id, id));
    await auditRules(tx, actor, {
      before: JSON.stringify(before.conditions),
      after: JSON.stringify(conditions),
    });
    return ok(null);
  });
}

export function recordApprovalRuleDeletion(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Result<null, ApprovalRuleError>> {
  return db.transaction(async (tx) => {
    await lockRules(tx);
    const [deleted] = await tx.delete(approvalRules).where(eq(approvalRules.id, id)).returning();
    if (deleted === undefined) return err("rule-gone");
    await auditRules(tx, actor, { before: JSON.stringify(deleted.conditions), after: null });
    return ok(null);
  });
}

export function recordApprovalSettings(
  db: Database,
  actor: Actor,
  settings: ApprovalSettings,
): Promise<Result<null, never>> {
  return db.transaction(async (tx) => {
    await lockRules(tx);
    const before = await approvalSettingsOf(tx);
    await tx
      .insert(approvalSettings)
      .values(settings)
      .onConflictDoUpdate({ target: approvalSettings.id, set: settings });
    await audit(tx, {
      actor,
      action: "approval.settings-changed",
      subject: "approval-settings",
      detail: { before: JSON.stringify(before), after: JSON.stringify(settings) },
    });
    return ok(null);
  });
}

async function lockRules(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('refund-desk.approval-rules'))`);
}

function auditRules(
  tx: Transaction,
  actor: Actor,
  detail: { before: string | null; after: string | null },
): Promise<void> {
  return audit(tx, { actor, action: "approval.rules-changed", subject: "approval-rules", detail });
}
