// Works off the deliveries of a payment: reads the truth once and merges it, which ends them all. Their bodies are used
// for one thing, which payment.
import "server-only";
import { databaseNow } from "@/lib/db/clock";
import {
  type DeliveryKey,
  type DeliveryRow,
  dueDeliveriesOf,
  failDeliveries,
  overdueDeliveries,
} from "@/lib/db/webhooks/write-deliveries";
import type { AttemptError } from "@/lib/domain/webhook/delivery";
import type { JobQueue } from "@/lib/jobs/queue";
import { log } from "@/lib/log";
import { type SyncContext, syncPayment } from "@/lib/sync/sync-payment";

/** `storeId`: the store that is meant where a webhook names none. */
export type ReadContext = SyncContext & { storeId: string | null };
export type DeliveryContext = ReadContext & { jobs: JobQueue };

/** A webhook may outrun PortOne's own reads: a payment that is not found is looked for again this long. */
const findableWithinMs = 2 * 60_000;
const lostAfterMs = 60_000;
/** Payments in one round, and in one insert: a large one would hold the embedded database for long. */
const round = 5_000;
const batch = 100;

/**
 * Processes what is due of a payment. Answers why it could not be, or null. A failed attempt is counted and tried
 * again later; after the last one the delivery is a dead letter. Safe to repeat.
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
  // Of another store, deleted, or a webhook of the wrong environment: a person can tell, retries cannot.
  const isFinal = ({ receivedAt }: DeliveryRow) =>
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
 * Gives a new job to payments whose deliveries have been due for longer than `afterMs` and still wait: their job was lost,
 * or a burst was cut off before it was made. A second job beside a living one does no harm. Answers how many.
 */
export async function requeueWaiting(context: DeliveryContext, afterMs = lostAfterMs): Promise<number> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const overdue = await overdueDeliveries(db, new Date(now.getTime() - afterMs), round);
  for (let n = 0; n < overdue.length; n += batch)
    await db.transaction((tx) => context.jobs.processDeliveries(tx, overdue.slice(n, n + batch)));
  return overdue.length;
}

/** Reads the payment that a webhook told of and merges it. Answers why that failed, or null. */
export async function read(context: ReadContext, key: DeliveryKey): Promise<AttemptError | null> {
  try {
    const synced = await syncPayment(context, {
      paymentId: key.paymentId,
      storeId: key.storeId ?? context.storeId ?? undefined,
    });
    return synced.ok ? null : synced.error.code;
  } catch (error) {
    log.error({ err: error, paymentId: key.paymentId }, "what a webhook told of could not be stored");
    return "unexpected";
  }
}
