// Writes to the story of a payment. Append only; the key makes a second telling harmless.
import "server-only";
import type { TimelineEntry } from "@/lib/domain/timeline";
import type { Transaction } from "./client";
import { timelineEntries } from "./schema";

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
