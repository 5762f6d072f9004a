// Payments whose two ledgers could not be compared to the end yet are read again when the time has come.
import "server-only";
import { databaseNow } from "@/lib/db/clock";
import { dueComparisons, postponeComparison } from "@/lib/db/reconciliation/write-discrepancies";
import { log } from "@/lib/log";
import { type SyncContext, syncPayment } from "./sync-payment";

const batch = 50;
const afterFailureMs = 10 * 60_000;

/** Reads and compares every payment that is due. Answers how many were read and how many could not be. */
export async function compareDue(context: SyncContext): Promise<{ read: number; failed: number }> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const report = { read: 0, failed: 0 };
  for (const key of await dueComparisons(db, now, batch)) {
    const read = await syncPayment(context, key).then(
      ({ ok }) => ok,
      (error: unknown) => {
        // One payment that cannot be merged must not keep the others from being compared.
        log.error({ err: error, paymentId: key.paymentId }, "a payment could not be compared");
        return false;
      },
    );
    report[read ? "read" : "failed"] += 1;
    // Also after a reading that an even younger one had overtaken, and so was not compared by.
    await postponeComparison(db, key, now, new Date(now.getTime() + afterFailureMs));
  }
  return report;
}
