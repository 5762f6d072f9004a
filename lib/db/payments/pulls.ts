import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { pulls } from "@/lib/db/schema/payments";

export type PullRow = typeof pulls.$inferSelect;

/** `payments`: by creation; `changes`: by last status change; `nightly`: payments that may still change, read again. */
export type PullName = "payments" | "changes" | "events" | "nightly";
/** A running pull without a new page for this long was interrupted and may be taken over. */
const staleAfter = sql`interval '2 minutes'`;

export async function lastPull(db: Database, name: PullName = "payments"): Promise<PullRow | null> {
  const [row] = await db.select().from(pulls).where(eq(pulls.name, name));
  return row ?? null;
}

/** Returns null while the pull runs elsewhere. A later pull begins `overlapMs` before the last end; with null, at `from`. */
export async function beginPull(
  db: Database,
  name: PullName,
  { now, from, overlapMs }: { now: Date; from: Date; overlapMs: number | null },
): Promise<PullRow | null> {
  return db.transaction(async (tx) => {
    const fresh = {
      name,
      state: "running" as const,
      from,
      until: now,
      cursor: null,
      pulled: 0,
      startedAt: now,
      touchedAt: now,
    };
    const [first] = await tx.insert(pulls).values(fresh).onConflictDoNothing().returning();
    if (first) return first;
    const [row] = await tx.select().from(pulls).where(eq(pulls.name, name)).for("update");
    if (row === undefined) throw new Error("the pull is gone");
    const next =
      row.state === "done"
        ? { ...fresh, from: overlapMs === null ? from : new Date(row.until.getTime() - overlapMs) }
        : { ...row, state: "running" as const, startedAt: now, touchedAt: now, error: null };
    const [taken] = await tx
      .update(pulls)
      .set({ ...next, finishedAt: null })
      .where(
        and(
          eq(pulls.name, name),
          sql`(${pulls.state} <> 'running' or ${pulls.touchedAt} < clock_timestamp() - ${staleAfter})`,
        ),
      )
      .returning();
    return taken ?? null;
  });
}

/** Writes nothing for a pull that another instance has taken over. */
export async function recordPullPage(
  db: Database,
  pull: PullRow,
  page: { cursor: string; pulled: number },
): Promise<void> {
  await db
    .update(pulls)
    .set({ ...page, touchedAt: sql`clock_timestamp()` })
    .where(isPull(pull));
}

/** Writes nothing for a pull that another instance has taken over. */
export async function endPull(
  db: Database,
  pull: PullRow,
  end: { state: "paused" | "done" | "failed"; error: string | null },
): Promise<void> {
  await db
    .update(pulls)
    .set({ ...end, finishedAt: sql`clock_timestamp()` })
    .where(isPull(pull));
}

/** Only the pull that was begun writes: a pull that took over has another start. */
function isPull(pull: PullRow) {
  return and(eq(pulls.name, pull.name), eq(pulls.startedAt, pull.startedAt));
}
