// Cancellations that stay requested are looked at on a schedule, whoever made them: PortOne gives up on a webhook
// after five retries, and has none for an asynchronous cancellation that failed. So are acts whose answer did not come,
// and the transfers to customers of virtual accounts.
import "server-only";
import { databaseNow } from "@/lib/db/clock";
import { duePayouts, postponePayouts } from "@/lib/db/payments/payouts";
import { duePolls, postponePolls } from "@/lib/db/payments/write-payments";
import { dueOperations, postponeOperations } from "@/lib/db/refunds/write-operations";
import { log } from "@/lib/log";
import { type SyncContext, syncPayment } from "./sync-payment";

const batch = 50;
const afterFailureMs = 60_000;
const afterVanishingMs = 60 * 60_000;

/** What is followed by reading, each with how its next look is put off where a reading did not settle it. */
const followed = [
  { due: duePolls, postpone: postponePolls },
  { due: dueOperations, postpone: postponeOperations },
  { due: duePayouts, postpone: postponePayouts },
] as const;

/** Syncs every payment of which something followed is due. Answers how many were read and how many could not be. */
export async function pollPending(context: SyncContext): Promise<{ read: number; failed: number }> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const report = { read: 0, failed: 0 };
  for (const { due, postpone } of followed) {
    for (const key of await due(db, now, batch)) {
      const read = await syncPayment(context, key).then(
        ({ ok }) => ok,
        (error: unknown) => {
          // One payment that cannot be merged must not keep the others from being looked at.
          log.error({ err: error, paymentId: key.paymentId }, "a payment could not be synced");
          return false;
        },
      );
      report[read ? "read" : "failed"] += 1;
      await postpone(db, key, now, new Date(now.getTime() + (read ? afterVanishingMs : afterFailureMs)));
    }
  }
  return report;
}
