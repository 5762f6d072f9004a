import "server-only";
import { and, gt, ne, sql } from "drizzle-orm";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import type { TimelineEntry } from "@/lib/domain/timeline/timeline";
import type { Database, Transaction } from "./client";
import { belongsToPayment } from "./payment-key";
import { timelineEntries } from "./schema/journal";

/** Appends unless `key` exists. `at` is the time of the event, not of its recording. */
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

/** Returns the newest number of all timelines; 0 where there is no entry. */
export async function latestEntrySeq(db: Database): Promise<number> {
  const [row] = await db
    .select({ seq: sql<number>`coalesce(max(${timelineEntries.seq}), 0)` })
    .from(timelineEntries);
  return row?.seq ?? 0;
}

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
