import "server-only";
import { and, gt, ne, sql } from "drizzle-orm";
import type { TimelineEntry } from "@/lib/domain/timeline/timeline";
import type { Database, Transaction } from "./client";
import { belongsToPayment, type PaymentKey } from "./payment-key";
import { timelineEntries } from "./schema/journal";

/** Appends an entry to a payment's timeline unless its key exists. `at` is the time of the event, not of its recording. */
export async function recordEvent(
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

/** Returns the sequence number of the latest entry of all timelines; 0 where there is none. */
export async function latestEntrySeq(db: Database): Promise<number> {
  const [row] = await db
    .select({ seq: sql<number>`coalesce(max(${timelineEntries.seq}), 0)` })
    .from(timelineEntries);
  return row?.seq ?? 0;
}

/** Returns the number of a payment's entries after `seq`, without received webhooks. */
export async function countEntriesSince(
  db: Database,
  { storeId, paymentId }: PaymentKey,
  seq: number,
): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(timelineEntries)
    .where(
      and(
        belongsToPayment(timelineEntries, { storeId, paymentId }),
        gt(timelineEntries.seq, seq),
        ne(sql`${timelineEntries.entry} ->> 'kind'`, "webhook-received"),
      ),
    );
  return row?.count ?? 0;
}
