import "server-only";
import { databaseNow } from "@/lib/db/clock";
import { dueComparisons, postponeComparison } from "@/lib/db/reconciliation/write-discrepancies";
import { log } from "@/lib/log";
import { type SyncContext, syncPayment } from "./sync-payment";

const batch = 50;
const afterFailureMs = 10 * 60_000;

export async function compareDue(context: SyncContext): Promise<{ read: number; failed: number }> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const report = { read: 0, failed: 0 };
  for (const key of await dueComparisons(db, now, batch)) {
    const read = await syncPayment(context, key).then(
      ({ ok }) => ok,
      (error: unknown) => {
        log.error({ err: error, paymentId: key.paymentId }, "a payment could not be compared");
        return false;
      },
    );
    report[read ? "read" : "failed"] += 1;
    // Also after a successful reading: a reading older than the stored one does not compare.
    await postponeComparison(db, key, now, new Date(now.getTime() + afterFailureMs));
  }
  return report;
}
