import "server-only";
import { audit } from "@/lib/db/audit";
import { paymentKeyOf } from "@/lib/db/payments/write-payments";
import { countEntriesSince, latestEntrySeq } from "@/lib/db/timeline";
import { deliveryById, recordManualFailure } from "@/lib/db/webhooks/write-deliveries";
import type { Actor } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import type { DeliveryInput, ProcessAgainError } from "@/lib/domain/webhook/delivery";
import { type PaymentReadContext, readPaymentOf } from "./process-deliveries";

/** Returns the number of new timeline events. A failure is stored and changes neither the retries nor the state. */
export async function processAgain(
  context: PaymentReadContext,
  actor: Actor,
  { deliveryId }: DeliveryInput,
): Promise<Result<{ changes: number }, ProcessAgainError>> {
  const { db } = context.database;
  const delivery = await deliveryById(db, deliveryId);
  if (delivery === null) return err("delivery-not-found");
  const { paymentId, storeId, state } = delivery;
  // Ignored webhooks are of types that the desk does not process, or of another store.
  if (paymentId === null || state === "ignored") return err("nothing-to-read");
  const before = await latestEntrySeq(db);
  const error = await readPaymentOf(context, { paymentId, storeId });
  await db.transaction(async (tx) => {
    if (error !== null) await recordManualFailure(tx, deliveryId, error);
    await audit(tx, {
      actor,
      action: "webhook.processed-again",
      subject: `delivery:${deliveryId}`,
      payment: { storeId, paymentId },
      detail: { before: state, error },
    });
  });
  if (error !== null) return err(error);
  const key = await paymentKeyOf(db, { paymentId, storeId: storeId ?? context.storeId });
  return ok({ changes: key === null ? 0 : await countEntriesSince(db, key, before) });
}
