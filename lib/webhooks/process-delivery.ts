// Works off one delivery: reads the truth and merges it. The body is used for one thing, which payment.
import "server-only";
import { databaseNow } from "@/lib/db/clock";
import {
  type DeliveryRow,
  deliveryById,
  endDelivery,
  noteDeliveryError,
  waitingDeliveries,
} from "@/lib/db/deliveries";
import type { JobQueue } from "@/lib/jobs/queue";
import { log } from "@/lib/log";
import { type SyncContext, syncPayment } from "@/lib/sync/sync-payment";

export type DeliveryContext = SyncContext & {
  jobs: JobQueue;
  /** The store that is meant where a webhook names none. */
  storeId: string | null;
};

/** A webhook may outrun PortOne's own reads: a payment that is not found is looked for again this long. */
const findableWithinMs = 2 * 60_000;
const lostAfterMs = 5 * 60_000;
const batch = 100;

/** Throws when PortOne could not be read, so that the job is tried again. Safe to repeat. */
export async function processDelivery(context: DeliveryContext, deliveryId: string): Promise<void> {
  const { db } = context.database;
  const delivery = await deliveryById(db, deliveryId);
  if (delivery === null || delivery.state !== "waiting" || delivery.paymentId === null) return;
  const synced = await syncPayment(context, {
    paymentId: delivery.paymentId,
    storeId: delivery.storeId ?? context.storeId ?? undefined,
  });
  if (synced.ok) return endDelivery(db, delivery, synced.value.payment.storeId);
  if (synced.error.code === "payment-not-found" && (await isOld(context, delivery))) {
    // Of another store, or deleted: PortOne is the truth, and it knows no such payment.
    log.warn({ deliveryId }, "a webhook named a payment that PortOne does not know");
    return endDelivery(db, delivery, null);
  }
  await noteDeliveryError(db, deliveryId, synced.error.code);
  throw new Error(`delivery ${deliveryId} waits: ${synced.error.code}`);
}

/** Gives a new job to deliveries that still wait and whose job has given up or was lost. Answers how many. */
export async function requeueWaiting(context: DeliveryContext): Promise<number> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const waiting = await waitingDeliveries(db, new Date(now.getTime() - lostAfterMs), batch);
  for (const id of waiting) await db.transaction((tx) => context.jobs.processDelivery(tx, id));
  return waiting.length;
}

async function isOld(context: DeliveryContext, delivery: DeliveryRow): Promise<boolean> {
  const now = await databaseNow(context.database.db);
  return now.getTime() - delivery.receivedAt.getTime() > findableWithinMs;
}
