// Writes of the policy's overrides, each with its audit.
import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Actor } from "@/lib/domain/actor";
import { overrideKey, type SetOverrideInput } from "@/lib/domain/policy/overrides";
import { audit } from "./audit";
import type { Database } from "./client";
import { policyOverrides } from "./schema";

/** Sets an override, in the place of the one for the same subject. */
export async function setOverride(
  db: Database,
  actor: Actor,
  { override, note }: SetOverrideInput,
): Promise<void> {
  const key = overrideKey(override);
  await db.transaction(async (tx) => {
    const row = { override, note, actorId: actor.id, actorName: actor.name, at: sql`clock_timestamp()` };
    await tx
      .insert(policyOverrides)
      .values({ key, ...row })
      .onConflictDoUpdate({ target: policyOverrides.key, set: row });
    await audit(tx, {
      actor,
      action: "policy.override-set",
      subject: `policy:${key}`,
      detail: { override: JSON.stringify(override), note },
    });
  });
}

/** Goes back to what the documents say. One that is not there any more is no error: somebody else was first. */
export async function removeOverride(db: Database, actor: Actor, key: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [gone] = await tx.delete(policyOverrides).where(eq(policyOverrides.key, key)).returning();
    if (gone === undefined) return;
    await audit(tx, {
      actor,
      action: "policy.override-removed",
      subject: `policy:${key}`,
      detail: { override: JSON.stringify(gone.override), note: gone.note },
    });
  });
}
