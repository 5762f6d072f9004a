import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { signInFailures } from "@/lib/db/schema/people";

type AttemptState = Pick<typeof signInFailures.$inferSelect, "failures" | "windowEndsAt" | "nextAt">;
type Decision = { ok: true; state: AttemptState } | { ok: false; until: Date };

/** Counts before the attempt, so that concurrent attempts cannot exceed the limit. `now` is the database's time. */
export async function countAttempt(
  db: Database,
  key: string,
  decide: (before: AttemptState, now: Date) => Decision,
): Promise<{ ok: true; failures: number } | { ok: false; waitMs: number }> {
  return db.transaction(async (tx) => {
    // Locks the row, also where another transaction has just inserted or deleted it.
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

export async function deleteAttempts(db: Database, keys: readonly string[]): Promise<void> {
  await db.delete(signInFailures).where(inArray(signInFailures.key, [...keys]));
}

export async function deleteAttemptsByPrefix(db: Database, beginning: string): Promise<void> {
  await db.delete(signInFailures).where(sql`starts_with(${signInFailures.key}, ${beginning})`);
}

/** Subtracts an attempt that did not fail; the attempts of other people stay counted. */
export async function subtractAttempt(db: Database, key: string): Promise<void> {
  await db
    .update(signInFailures)
    .set({ failures: sql`greatest(${signInFailures.failures} - 1, 0)` })
    .where(eq(signInFailures.key, key));
}

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

export async function clearOldAttempts(db: Database): Promise<void> {
  await db.delete(signInFailures).where(sql`${signInFailures.windowEndsAt} < clock_timestamp()`);
}
