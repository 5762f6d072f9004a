// Tries at a password or a set-up code, counted by what limits them within a window.
import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { signInFailures } from "@/lib/db/schema/people";

type AttemptState = Pick<typeof signInFailures.$inferSelect, "failures" | "windowEndsAt" | "nextAt">;
type Decision = { ok: true; state: AttemptState } | { ok: false; until: Date };

/**
 * Counts a try before it is made, so that tries at once cannot slip past: `decide` gets the count as it is, by the database's
 * clock, and says what it becomes. Returns its decision; `waitMs` is how long to wait where no try is taken.
 */
export async function countAttempt(
  db: Database,
  key: string,
  decide: (before: AttemptState, now: Date) => Decision,
): Promise<{ ok: true; failures: number } | { ok: false; waitMs: number }> {
  return db.transaction(async (tx) => {
    // Locks the row, also where another transaction has just made or deleted it.
    const [row] = await tx
      .insert(signInFailures)
      .values({ key, failures: 0, windowEndsAt: sql`clock_timestamp()`, nextAt: sql`clock_timestamp()` })
      .onConflictDoUpdate({ target: signInFailures.key, set: { key: sql`excluded.key` } })
      .returning();
    if (row === undefined) throw new Error("a count of attempts was neither made nor found");
    const now = await databaseNow(tx);
    const decision = decide(row, now);
    if (!decision.ok) return { ok: false, waitMs: decision.until.getTime() - now.getTime() };
    await tx.update(signInFailures).set(decision.state).where(eq(signInFailures.key, key));
    return { ok: true, failures: decision.state.failures };
  });
}

/** Forgets tries by these keys altogether: they ended well, or an administrator gave a new password. */
export async function forgetAttempts(db: Database, keys: readonly string[]): Promise<void> {
  await db.delete(signInFailures).where(inArray(signInFailures.key, [...keys]));
}

/** Forgets the tries of every key that begins so. */
export async function forgetAttemptsFrom(db: Database, beginning: string): Promise<void> {
  await db.delete(signInFailures).where(sql`starts_with(${signInFailures.key}, ${beginning})`);
}

/** Takes one try back: it was none that failed, and those of others stay counted. */
export async function takeBackAttempt(db: Database, key: string): Promise<void> {
  await db
    .update(signInFailures)
    .set({ failures: sql`greatest(${signInFailures.failures} - 1, 0)` })
    .where(eq(signInFailures.key, key));
}

/** Returns the tries that the present window has of each key; keys without any are left out. */
export async function attemptsWithin(
  db: Database,
  keys: readonly string[],
): Promise<Map<string, { failures: number; windowEndsAt: Date }>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .select()
    .from(signInFailures)
    .where(
      sql`${inArray(signInFailures.key, [...keys])} and ${signInFailures.windowEndsAt} > clock_timestamp()`,
    );
  return new Map(rows.map(({ key, failures, windowEndsAt }) => [key, { failures, windowEndsAt }]));
}

/** Clears away counts whose window is over. */
export async function clearOldAttempts(db: Database): Promise<void> {
  await db.delete(signInFailures).where(sql`${signInFailures.windowEndsAt} < clock_timestamp()`);
}
