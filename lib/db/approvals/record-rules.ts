import "server-only";
import { randomUUID } from "node:crypto";
import { count, eq, inArray, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { lockPeople, roleNow } from "@/lib/db/people/read-roles";
import { approvalRules, approvalSettings } from "@/lib/db/schema/approvals";
import { roles, user } from "@/lib/db/schema/people";
import type { ApprovalSettings } from "@/lib/domain/approval/approval";
import {
  type ApprovalRuleError,
  type DeleteApprovalRuleInput,
  mostApprovalRules,
  type RuleConditions,
  type SaveApprovalRuleInput,
} from "@/lib/domain/approval/approval-rule";
import { type Actor, may } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { approvalSettingsOf } from "./needed-approval";

/** Adds a rule, or changes one. In force at once, also for requests that wait: the larger number of approvals is needed. */
export function recordApprovalRule(
  db: Database,
  actor: Actor,
  { id, revision, conditions }: SaveApprovalRuleInput,
): Promise<Result<null, ApprovalRuleError>> {
  return db.transaction(async (tx) => {
    await lockPeople(tx);
    await lockRules(tx);
    if (!(await mayManage(tx, actor))) return err("not-permitted");
    if (!(await areKnown(tx, conditions.requesters))) return err("requester-unknown");
    if (id === undefined) {
      const [stored] = await tx.select({ rules: count() }).from(approvalRules);
      if ((stored?.rules ?? 0) >= mostApprovalRules) return err("rules-too-many");
      const position = sql`(select coalesce(max(${approvalRules.position}), 0) + 1 from ${approvalRules})`;
      const newId = randomUUID();
      await tx.insert(approvalRules).values({ id: newId, position, conditions });
      await auditRules(tx, actor, { rule: newId, before: null, after: JSON.stringify(conditions) });
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
      rule: id,
      before: JSON.stringify(before.conditions),
      after: JSON.stringify(conditions),
    });
    return ok(null);
  });
}

export function recordApprovalRuleDeletion(
  db: Database,
  actor: Actor,
  { id, revision }: DeleteApprovalRuleInput,
): Promise<Result<null, ApprovalRuleError>> {
  return db.transaction(async (tx) => {
    await lockRules(tx);
    if (!(await mayManage(tx, actor))) return err("not-permitted");
    const [deleted] = await tx.select().from(approvalRules).where(eq(approvalRules.id, id));
    if (deleted === undefined) return err("rule-gone");
    if (deleted.revision !== revision) return err("rule-changed");
    await tx.delete(approvalRules).where(eq(approvalRules.id, id));
    await auditRules(tx, actor, { rule: id, before: JSON.stringify(deleted.conditions), after: null });
    return ok(null);
  });
}

export function recordApprovalSettings(
  db: Database,
  actor: Actor,
  settings: ApprovalSettings,
): Promise<Result<null, "not-permitted">> {
  return db.transaction(async (tx) => {
    await lockRules(tx);
    if (!(await mayManage(tx, actor))) return err("not-permitted");
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

/** The session may have an older role. */
async function mayManage(tx: Transaction, actor: Actor): Promise<boolean> {
  const role = await roleNow(tx, actor.id);
  return role !== null && may(role, "settings:manage");
}

async function areKnown(tx: Transaction, requesters: RuleConditions["requesters"]): Promise<boolean> {
  if (requesters === null) return true;
  const { roleIds, personIds } = requesters;
  const known = [
    ...(await tx.select({ id: roles.id }).from(roles).where(inArray(roles.id, roleIds))),
    ...(await tx.select({ id: user.id }).from(user).where(inArray(user.id, personIds))),
  ];
  return known.length === new Set(roleIds).size + new Set(personIds).size;
}

async function lockRules(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('refund-desk.approval-rules'))`);
}

function auditRules(
  tx: Transaction,
  actor: Actor,
  detail: { rule: string; before: string | null; after: string | null },
): Promise<void> {
  return audit(tx, { actor, action: "approval.rules-changed", subject: "approval-rules", detail });
}
