// Tries to sign in, counted by account and by address within a window.
import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Database } from "./client";
import { signInFailures } from "./schema";

/** Counts a try before it is made, so that tries at once cannot slip past. Answers how many the window has now. */
export async function countTry(db: Database, key: string, windowMs: number): Promise<number> {
  const windowEnd = sql`clock_timestamp() + ${windowMs} * interval '1 millisecond'`;
  const [row] = await db
    .insert(signInFailures)
    .values({ key, failures: 1, windowEndsAt: windowEnd })
    .onConflictDoUpdate({
      target: signInFailures.key,
      set: {
        failures: sql`case when ${signInFailures.windowEndsAt} < clock_timestamp() then 1 else ${signInFailures.failures} + 1 end`,
        windowEndsAt: sql`case when ${signInFailures.windowEndsAt} < clock_timestamp() then ${windowEnd} else ${signInFailures.windowEndsAt} end`,
      },
    })
    .returning({ failures: signInFailures.failures });
  return row?.failures ?? Number.POSITIVE_INFINITY;
}

export async function forgetTries(db: Database, key: string): Promise<void> {
  await db.delete(signInFailures).where(eq(signInFailures.key, key));
}

/** Clears away counts whose window is over. */
export async function clearOldTries(db: Database): Promise<void> {
  await db.delete(signInFailures).where(sql`${signInFailures.windowEndsAt} < clock_timestamp()`);
}
