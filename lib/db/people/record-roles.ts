import "server-only";
import { randomUUID } from "node:crypto";
import { count, eq, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { approvalRules } from "@/lib/db/schema/approvals";
import { roles, user } from "@/lib/db/schema/people";
import type { AuditAction } from "@/lib/domain/audit/audit-actions";
import { type Actor, isDefaultRoleId, type Role } from "@/lib/domain/people/permissions";
import { mostRoles, type RoleError, type SaveRoleInput } from "@/lib/domain/people/role";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockPeople, mayGive, roleNow, roleOf } from "./read-roles";

/** Adds a role, or changes an own role. Sessions follow with their next request. */
export function recordRole(
  db: Database,
  actor: Actor,
  { id, revision, name, permissions }: SaveRoleInput,
): Promise<Result<null, RoleError>> {
  return change(db, actor, async (tx, stored, own) => {
    const before = stored.find((role) => role.id === id);
    if (id !== undefined) {
      const refusal = mayNotChange(own, before, id);
      if (refusal !== null) return err(refusal);
      if (before?.revision !== revision) return err("role-changed");
    }
    if (!mayGive(own, permissions)) return err("beyond-own-role");
    const isTaken = stored.some((role) => role.id !== id && role.name?.toLowerCase() === name.toLowerCase());
    if (isTaken) return err("role-name-taken");
    if (id === undefined && stored.length >= mostRoles) return err("roles-too-many");
    const roleId = id ?? randomUUID();
    await tx
      .insert(roles)
      .values({ id: roleId, name, permissions })
      .onConflictDoUpdate({
        target: roles.id,
        set: { name, permissions, revision: sql`${roles.revision} + 1`, updatedAt: sql`clock_timestamp()` },
      });
    await auditRole(tx, actor, before === undefined ? "role.added" : "role.changed", roleId, {
      name,
      permissions: permissions.join(" "),
      ...(before && { nameBefore: before.name, permissionsBefore: roleOf(before).permissions.join(" ") }),
    });
    return ok(null);
  });
}

/** Deletes an own role that nobody has and that no approval rule names. */
export function recordRoleDeletion(db: Database, actor: Actor, id: string): Promise<Result<null, RoleError>> {
  return change(db, actor, async (tx, stored, own) => {
    const role = stored.find((one) => one.id === id);
    const refusal = mayNotChange(own, role, id);
    if (refusal !== null) return err(refusal);
    const [having] = await tx.select({ people: count() }).from(user).where(eq(user.role, id));
    if (having !== undefined && having.people > 0) return err("role-in-use", { people: having.people });
    const rules = await tx.select({ conditions: approvalRules.conditions }).from(approvalRules);
    if (rules.some(({ conditions }) => conditions.requesters?.roleIds.includes(id)))
      return err("role-in-rule");
    await tx.delete(roles).where(eq(roles.id, id));
    await auditRole(tx, actor, "role.deleted", id, { name: role?.name ?? null });
    return ok(null);
  });
}

type StoredRole = typeof roles.$inferSelect;

/** `own`: the role that the person has now. */
function change(
  db: Database,
  actor: Actor,
  run: (tx: Transaction, stored: StoredRole[], own: Role | null) => Promise<Result<null, RoleError>>,
): Promise<Result<null, RoleError>> {
  return db.transaction(async (tx) => {
    await lockPeople(tx);
    return run(tx, await tx.select().from(roles).orderBy(roles.id), await roleNow(tx, actor.id));
  });
}

function mayNotChange(own: Role | null, role: StoredRole | undefined, id: string): RoleError | null {
  if (isDefaultRoleId(id)) return "default-role";
  if (role === undefined) return "role-gone";
  if (own?.id === id) return "own-role";
  return mayGive(own, roleOf(role).permissions) ? null : "beyond-own-role";
}

function auditRole(
  tx: Transaction,
  actor: Actor,
  action: Extract<AuditAction, `role.${string}`>,
  id: string,
  detail: Record<string, string | null>,
): Promise<void> {
  return audit(tx, { actor, action, subject: `role:${id}`, detail });
}
