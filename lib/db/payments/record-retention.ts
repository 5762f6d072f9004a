import "server-only";
import { audit } from "@/lib/db/audit";
import type { Database } from "@/lib/db/client";
import { roleNow } from "@/lib/db/people/read-roles";
import { retentionSettings } from "@/lib/db/schema/settings";
import { retentionOf } from "@/lib/db/settings/read-retention";
import type { RetentionInput } from "@/lib/domain/payment/retention";
import { type Actor, may } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";

/** The next night applies the setting. Removed data does not come back. */
export function recordRetention(
  db: Database,
  actor: Actor,
  { months }: RetentionInput,
): Promise<Result<null, "not-permitted">> {
  return db.transaction(async (tx) => {
    const role = await roleNow(tx, actor.id);
    if (role === null || !may(role, "settings:manage")) return err("not-permitted");
    const before = await retentionOf(tx);
    await tx
      .insert(retentionSettings)
      .values({ months })
      .onConflictDoUpdate({ target: retentionSettings.id, set: { months } });
    await audit(tx, {
      actor,
      action: "retention.changed",
      subject: "retention",
      detail: { before: before.months, after: months },
    });
    return ok(null);
  });
}
