// Writes to the story of a payment. Append only; the key makes a second telling harmless.
import "server-only";
import { and, eq, gt, ne, sql } from "drizzle-orm";
import type { TimelineEntry } from "@/lib/domain/timeline/timeline";
import type { Database, Transaction } from "./client";
import { timelineEntries } from "./schema/journal";

export type PaymentKey = { storeId: string; paymentId: string };

/** Adds an entry unless its key is told already. `at` is when it happened, not when it was learnt. */
export async function tell(
  tx: Transaction,
  payment: PaymentKey,
  key: string,
  at: Date,
  entry: TimelineEntry,
): Promise<void> {
  await tx
    .insert(timelineEntries)
    .values({ storeId: payment.storeId, paymentId: payment.paymentId, at, dedupeKey: key, entry })
    .onConflictDoNothing({ target: timelineEntries.dedupeKey });
}

/** The last entry of all stories; 0 where there is none. */
export async function lastTold(db: Database): Promise<number> {
  const [row] = await db
    .select({ seq: sql<number>`coalesce(max(${timelineEntries.seq}), 0)` })
    .from(timelineEntries);
  return row?.seq ?? 0;
}

/** How much was told of a payment after an entry, webhooks that came left out. */
export async function toldSince(
  db: Database,
  { storeId, paymentId }: PaymentKey,
  seq: number,
): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(timelineEntries)
    .where(
      and(
        eq(timelineEntries.storeId, storeId),
        eq(timelineEntries.paymentId, paymentId),
        gt(timelineEntries.seq, seq),
        ne(sql`${timelineEntries.entry} ->> 'kind'`, "webhook-received"),
      ),
    );
  return row?.count ?? 0;
}
