import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { user } from "@/lib/db/schema/people";

export async function hasSignedIn(db: Database, personId: string): Promise<boolean> {
  const found = await db
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.id, personId), isNotNull(user.lastSignedInAt)));
  return found.length > 0;
}
