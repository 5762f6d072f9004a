import "server-only";
import { eq } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { roleNow } from "@/lib/db/people/read-roles";
import { user } from "@/lib/db/schema/people";
import type { AnyAlertKind } from "@/lib/domain/alerts/alert";
import { may } from "@/lib/domain/people/permissions";

/** Returns the e-mail address of a person who may be told of the kind now, or null. */
export function personToTell(db: Database, personId: string, kind: AnyAlertKind): Promise<string | null> {
  return db.transaction(async (tx) => {
    const role = await roleNow(tx, personId);
    const needed = kind === "approval-wanted" ? "refunds:approve" : "payments:read";
    if (role === null || !may(role, needed)) return null;
    const [row] = await tx.select({ email: user.email }).from(user).where(eq(user.id, personId));
    return row?.email ?? null;
  });
}
