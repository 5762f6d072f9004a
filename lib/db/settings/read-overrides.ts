import "server-only";
import { asc } from "drizzle-orm";
import * as z from "zod/mini";
import type { Database } from "@/lib/db/client";
import { policyOverrides } from "@/lib/db/schema/settings";
import { policyOverride, type SetOverride } from "@/lib/domain/policy/overrides";
import { log } from "@/lib/log";

export async function activeOverrides(db: Database): Promise<SetOverride[]> {
  const rows = await db.select().from(policyOverrides).orderBy(asc(policyOverrides.key));
  return rows.flatMap(({ key, override, note, actorName, at }) => {
    const read = policyOverride.safeParse(override);
    if (!read.success) {
      log.error(
        { key, problems: z.prettifyError(read.error) },
        "a policy override cannot be read; it is not applied",
      );
      return [];
    }
    return [{ key, override: read.data, note, by: actorName, at: at.toISOString() }];
  });
}
