import "server-only";
import { eq, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database } from "@/lib/db/client";
import { policyOverrides } from "@/lib/db/schema/settings";
import type { Actor } from "@/lib/domain/people/permissions";
import { overrideKey, type SetOverrideInput } from "@/lib/domain/policy/overrides";
import { ok, type Result } from "@/lib/domain/result";

export async function recordOverride(
  db: Database,
  actor: Actor,
  { override, note }: SetOverrideInput,
): Promise<Result<null, never>> {
  const key = overrideKey(override);
  return db.transaction(async (tx) => {
    const [before] = await tx
      .select()
      .from(policyOverrides)
      .where(eq(policyOverrides.key, key))
      .for("update");
    const row = { override, note, actorId: actor.id, actorName: actor.name, at: sql`clock_timestamp()` };
    await tx
      .insert(policyOverrides)
      .values({ key, ...row })
      .onConflictDoUpdate({ target: policyOverrides.key, set: row });
    await audit(tx, {
      actor,
      action: "policy.override-set",
      subject: `policy:${key}`,
      detail: {
        before: before === undefined ? null : JSON.stringify(before.override),
        after: JSON.stringify(override),
        note,
      },
    });
    return ok(null);
  });
}

/** An override that another person has already removed is no error. */
export async function recordOverrideRemoval(
  db: Database,
  actor: Actor,
  key: string,
): Promise<Result<null, never>> {
  return db.transaction(async (tx) => {
    const [removed] = await tx.delete(policyOverrides).where(eq(policyOverrides.key, key)).returning();
    if (removed === undefined) return ok(null);
    await audit(tx, {
      actor,
      action: "policy.override-removed",
      subject: `policy:${key}`,
      detail: { before: JSON.stringify(removed.override), after: null, note: removed.note },
    });
    return ok(null);
  });
}
