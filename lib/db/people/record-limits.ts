import "server-only";
import { eq, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { roles, user } from "@/lib/db/schema/people";
import type { Actor } from "@/lib/domain/people/permissions";
import type { LimitsError, RefundLimits, SaveLimitsInput } from "@/lib/domain/people/refund-limits";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockPeople, mayGive, roleNow, roleOf } from "./read-roles";

/** Sets the limits of a role or a person. In force with the next refund. */
export function recordLimits(
  db: Database,
  actor: Actor,
  { kind, id, limits }: SaveLimitsInput,
): Promise<Result<null, LimitsError>> {
  return db.transaction(async (tx) => {
    await lockPeople(tx);
    const subject = await subjectOf(tx, kind, id);
    if (subject === null) return err(kind === "role" ? "role-gone" : "person-not-found");
    const own = await roleNow(tx, actor.id);
    if (kind === "role" ? own?.id === id && id !== "admin" : actor.id === id) return err("own-limits");
    if (!mayGive(own, subject.role.permissions)) return err("beyond-own-role");
    const change = { limits, updatedAt: sql`clock_timestamp()` };
    if (kind === "role") await tx.update(roles).set(change).where(eq(roles.id, id));
    else await tx.update(user).set(change).where(eq(user.id, id));
    await audit(tx, {
      actor,
      action: "limits.changed",
      subject: `${kind}:${id}`,
      detail: { before: textOf(subject.before), after: textOf(limits) },
    });
    return ok(null);
  });
}

async function subjectOf(tx: Transaction, kind: SaveLimitsInput["kind"], id: string) {
  if (kind === "role") {
    const [role] = await tx.select().from(roles).where(eq(roles.id, id));
    return role === undefined ? null : { role: roleOf(role), before: role.limits };
  }
  const [found] = await tx
    .select({ person: user, role: roles })
    .from(user)
    .innerJoin(roles, eq(roles.id, user.role))
    .where(eq(user.id, id));
  return found === undefined ? null : { role: roleOf(found.role), before: found.person.limits };
}

function textOf(limits: RefundLimits | null): string | null {
  return limits === null ? null : JSON.stringify(limits);
}
