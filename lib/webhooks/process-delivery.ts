// Works off one delivery: reads the truth and merges it. The body is used for one thing, which payment.
import "server-only";
import { deliveryById, endDelivery, noteDeliveryError } from "@/lib/db/deliveries";
import { log } from "@/lib/log";
import { type SyncContext, syncPayment } from "@/lib/sync/sync-payment";

/** Throws when PortOne could not be read, so that the job is tried again. Safe to repeat. */
export async function processDelivery(context: SyncContext, deliveryId: string): Promise<void> {
  const { db } = context.database;
  const delivery = await deliveryById(db, deliveryId);
  if (delivery === null || delivery.state !== "waiting" || delivery.paymentId === null) return;
  const synced = await syncPayment(context, {
    paymentId: delivery.paymentId,
    storeId: delivery.storeId ?? undefined,
  });
  if (synced.ok) return endDelivery(db, delivery, synced.value.payment.storeId);
  if (synced.error.code === "payment-not-found") {
    // Of another store, or deleted: PortOne is the truth, and it knows no such payment.
    log.warn({ deliveryId }, "a webhook named a payment that PortOne does not know");
    await noteDeliveryError(db, deliveryId, "payment-not-found");
    return endDelivery(db, delivery, null);
  }
  await noteDeliveryError(db, deliveryId, synced.error.code);
  throw new Error(`delivery ${deliveryId} waits: ${synced.error.code}`);
}
