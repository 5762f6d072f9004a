import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { roles, user } from "@/lib/db/schema/people";
import {
  completePermissions,
  covers,
  defaultRole,
  isDefaultRoleId,
  type Permission,
  type Role,
} from "@/lib/domain/people/permissions";

export function roleOf({
  id,
  name,
  permissions,
}: Pick<typeof roles.$inferSelect, "id" | "name" | "permissions">): Role {
  if (isDefaultRoleId(id)) return defaultRole(id);
  return { id, name: name ?? id, permissions: completePermissions(permissions ?? []) };
}

/** Returns null for an unknown role. A default role needs no query. */
export async function roleById(db: Database | Transaction, id: string): Promise<Role | null> {
  if (isDefaultRoleId(id)) return defaultRole(id);
  const [row] = await db.select().from(roles).where(eq(roles.id, id));
  return row === undefined ? null : roleOf(row);
}

/** Returns the role of that id, or the own role of that name, or null. */
export async function roleByIdOrName(db: Database | Transaction, text: string): Promise<Role | null> {
  const byId = await roleById(db, text);
  if (byId !== null) return byId;
  const [row] = await db.select().from(roles).where(sql`lower(${roles.name}) = lower(${text})`);
  return row === undefined ? null : roleOf(row);
}

/** Runs one change of people or roles at a time, until the transaction ends. */
export async function lockPeople(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('refund-desk.people'))`);
}

/** Returns the role that an enabled person has now, or null. */
export async function roleNow(tx: Transaction, personId: string): Promise<Role | null> {
  const [row] = await tx
    .select({ role: roles })
    .from(user)
    .innerJoin(roles, eq(roles.id, user.role))
    .where(and(eq(user.id, personId), eq(user.disabled, false)));
  return row === undefined ? null : roleOf(row.role);
}

/** Returns whether a person with the role manages people and has every one of the permissions. */
export function mayGive(own: Role | null, permissions: readonly Permission[]): boolean {
  return own !== null && covers(own, ["people:manage", ...permissions]);
}
