import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { isDueForRemoval, retentionCutoff } from "@/lib/db/payments/personal-data";
import { payments } from "@/lib/db/schema/payments";
import type { RetentionPreview } from "@/lib/domain/payment/retention";

/** More payments are not counted, because the embedded database runs on the event loop. */
const countCap = 10_000;

/** Returns how many payments a retention of so many months would concern now. */
export async function previewRetention(db: Database, months: number): Promise<RetentionPreview> {
  const before = await retentionCutoff(db, months);
  const due = db
    .select({ one: sql`1` })
    .from(payments)
    .where(isDueForRemoval(before))
    .limit(countCap + 1)
    .as("due");
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(due);
  const count = row?.count ?? 0;
  return { count: Math.min(count, countCap), atLeast: count > countCap, before: before.toISOString() };
}
