import "server-only";
import { count, eq, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { roleOf } from "@/lib/db/people/read-roles";
import { roles, user } from "@/lib/db/schema/people";
import { defaultRoleIds, isDefaultRoleId, type Role } from "@/lib/domain/people/permissions";
import type { RoleRow } from "@/lib/domain/people/role";

/** Returns the default roles, then the own roles by name, each with the number of its people. */
export async function listRoles(db: Database): Promise<RoleRow[]> {
  const rows = await db
    .select({ role: roles, people: count(user.id) })
    .from(roles)
    .leftJoin(user, eq(user.role, roles.id))
    .groupBy(roles.id)
    .orderBy(sql`${roles.name} nulls first`, roles.id);
  const listed = rows.map(({ role, people }) => ({
    ...roleOf(role),
    revision: role.revision,
    limits: role.limits,
    needsSecondFactor: role.needsSecondFactor,
    people,
  }));
  const rank = ({ id }: Role) => (isDefaultRoleId(id) ? defaultRoleIds.indexOf(id) : defaultRoleIds.length);
  return listed.sort((a, b) => rank(a) - rank(b));
}
