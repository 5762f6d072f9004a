import "server-only";
import type { AppContext } from "@/lib/context";
import { databaseNow } from "@/lib/db/clock";
import {
  type DeliveryKey,
  dueDeliveriesOf,
  failDeliveries,
  overdueDeliveries,
  type StoredDelivery,
} from "@/lib/db/webhooks/write-deliveries";
import type { AttemptError } from "@/lib/domain/webhook/delivery";
import { log } from "@/lib/log";
import { syncPayment } from "@/lib/sync/sync-payment";

/** `storeId`: the store of webhooks that name none. */
export type PaymentReadContext = Pick<AppContext, "database" | "portone" | "storeId">;
export type DeliveryContext = Pick<AppContext, "database" | "portone" | "storeId" | "jobs">;

/** PortOne's reads may show a payment later than its webhook: an unknown payment is read again this long. */
const findableWithinMs = 2 * 60_000;
const lostAfterMs = 60_000;
const round = 5_000;
const batch = 100;

/** One reading ends all due deliveries of the payment. Returns the error, or null. Safe to repeat. */
export async function processDeliveries(
  context: DeliveryContext,
  key: DeliveryKey,
): Promise<AttemptError | null> {
  const { db } = context.database;
  const due = await dueDeliveriesOf(db, key, await databaseNow(db));
  if (due.length === 0) return null;
  const error = await readPaymentOf(context, key);
  if (error === null) return null;
  const at = await databaseNow(db);
  // Another store, a deleted payment or the wrong environment: a person can find out, retries cannot help.
  const isFinal = ({ receivedAt }: StoredDelivery) =>
    error === "payment-not-found" && at.getTime() - receivedAt.getTime() > findableWithinMs;
  await db.transaction(async (tx) => {
    await failDeliveries(tx, due.filter(isFinal), { error, at, final: true });
    const retried = due.filter((delivery) => !isFinal(delivery));
    const next = await failDeliveries(tx, retried, { error, at, final: false });
    if (next !== null) await context.jobs.enqueueDeliveries(tx, [key], next);
  });
  return error;
}

/** Creates jobs that were lost or never created; a second job is harmless. Returns the number of payments. */
export async function requeueWaiting(context: DeliveryContext, afterMs = lostAfterMs): Promise<number> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const overdue = await overdueDeliveries(db, new Date(now.getTime() - afterMs), round);
  for (let n = 0; n < overdue.length; n += batch)
    await db.transaction((tx) => context.jobs.enqueueDeliveries(tx, overdue.slice(n, n + batch)));
  return overdue.length;
}

/** Returns the error that is stored with the deliveries, or null. Never throws. */
export async function readPaymentOf(
  context: PaymentReadContext,
  key: DeliveryKey,
): Promise<AttemptError | null> {
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
