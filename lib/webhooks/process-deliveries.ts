import "server-only";
import { databaseNow } from "@/lib/db/clock";
import {
  type DeliveryKey,
  dueDeliveriesOf,
  failDeliveries,
  overdueDeliveries,
  type StoredDelivery,
} from "@/lib/db/webhooks/write-deliveries";
import type { AttemptError } from "@/lib/domain/webhook/delivery";
import type { JobQueue } from "@/lib/jobs/queue";
import { log } from "@/lib/log";
import { type SyncContext, syncPayment } from "@/lib/sync/sync-payment";

/** `storeId`: the store of webhooks that name none. */
export type ReadContext = SyncContext & { storeId: string | null };
export type DeliveryContext = ReadContext & { jobs: JobQueue };

/** A webhook may arrive before PortOne's reads show its payment: an unknown payment is read again this long. */
const findableWithinMs = 2 * 60_000;
const lostAfterMs = 60_000;
/** Payments per round and per insert: a large insert would block the embedded database for long. */
const round = 5_000;
const batch = 100;

/**
 * Processes the due deliveries of a payment with one reading, which ends them all. Returns the error, or null. A failed
 * attempt is counted and retried later; after the last attempt the delivery is a dead letter. Safe to repeat.
 */
export async function processDeliveries(
  context: DeliveryContext,
  key: DeliveryKey,
): Promise<AttemptError | null> {
  const { db } = context.database;
  const due = await dueDeliveriesOf(db, key, await databaseNow(db));
  if (due.length === 0) return null;
  const error = await read(context, key);
  if (error === null) return null;
  const at = await databaseNow(db);
  // Another store, a deleted payment or the wrong environment: a person can find out, retries cannot help.
  const isFinal = ({ receivedAt }: StoredDelivery) =>
    error === "payment-not-found" && at.getTime() - receivedAt.getTime() > findableWithinMs;
  await db.transaction(async (tx) => {
    await failDeliveries(tx, due.filter(isFinal), { error, at, final: true });
    const retried = due.filter((delivery) => !isFinal(delivery));
    const next = await failDeliveries(tx, retried, { error, at, final: false });
    if (next !== null) await context.jobs.processDeliveries(tx, [key], next);
  });
  return error;
}

/**
 * Creates jobs for payments whose deliveries have been due for longer than `afterMs`: their jobs were lost or never created.
 * A second job of a payment is harmless. Returns the number of payments.
 */
export async function requeueWaiting(context: DeliveryContext, afterMs = lostAfterMs): Promise<number> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const overdue = await overdueDeliveries(db, new Date(now.getTime() - afterMs), round);
  for (let n = 0; n < overdue.length; n += batch)
    await db.transaction((tx) => context.jobs.processDeliveries(tx, overdue.slice(n, n + batch)));
  return overdue.length;
}

/** Reads the payment of a webhook and merges it. Returns the error, or null. */
export async function read(context: ReadContext, key: DeliveryKey): Promise<AttemptError | null> {
  try {
    const synced = await syncPayment(context, {
      paymentId: key.paymentId,
      storeId: key.storeId ?? context.storeId ?? undefined,
    });
    return synced.ok ? null : synced.error.code;
  } catch (error) {
    log.error({ err: error, paymentId: key.paymentId }, "the payment of a webhook could not be stored");
    return "unexpected";
  }
}
