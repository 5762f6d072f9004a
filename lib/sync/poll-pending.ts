// PortOne retries a webhook five times at most and sends none for an asynchronous cancellation that failed.
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

/** `postpone` delays the next poll where a reading did not end the wait. */
const polls = [
  { due: duePolls, postpone: postponePolls },
  { due: dueOperations, postpone: postponeOperations },
  { due: duePayouts, postpone: postponePayouts },
] as const;

export async function pollPending(context: SyncContext): Promise<{ read: number; failed: number }> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const report = { read: 0, failed: 0 };
  for (const { due, postpone } of polls) {
    for (const key of await due(db, now, batch)) {
      const read = await syncPayment(context, key).then(
        ({ ok }) => ok,
        (error: unknown) => {
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
