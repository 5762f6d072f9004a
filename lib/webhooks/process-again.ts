// A person has one webhook processed again: its payment is read once more, whatever became of the webhook before.
import "server-only";
import { audit } from "@/lib/db/audit";
import { paymentKeyOf } from "@/lib/db/payments/write-payments";
import { lastTold, toldSince } from "@/lib/db/timeline";
import { deliveryById, noteFailure } from "@/lib/db/webhooks/write-deliveries";
import type { Actor } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import type { DeliveryInput, ProcessAgainError } from "@/lib/domain/webhook/delivery";
import { type ReadContext, read } from "./process-deliveries";

/**
 * Reads the payment of a webhook at PortOne and merges it, which also ends every other webhook of the payment that
 * waits or was given up. Answers how much that brought to the payment's story. Where it fails, a webhook that waits
 * keeps its retries and a dead letter stays one; the failure is kept with it, and the audit has who tried.
 */
export async function processAgain(
  context: ReadContext,
  actor: Actor,
  { deliveryId }: DeliveryInput,
): Promise<Result<{ changes: number }, ProcessAgainError>> {
  const { db } = context.database;
  const delivery = await deliveryById(db, deliveryId);
  if (delivery === null) return err("delivery-not-found");
  const { paymentId, storeId, state } = delivery;
  // What is ignored is of a type that says nothing of a payment's money.
  if (paymentId === null || state === "ignored") return err("nothing-to-read");
  const before = await lastTold(db);
  const error = await read(context, { paymentId, storeId });
  await db.transaction(async (tx) => {
    if (error !== null) await noteFailure(tx, deliveryId, error);
    await audit(tx, {
      actor,
      action: "webhook.processed-again",
      subject: `delivery:${deliveryId}`,
      detail: { paymentId, before: state, error },
    });
  });
  if (error !== null) return err(error);
  const key = await paymentKeyOf(db, { paymentId, storeId: storeId ?? context.storeId });
  return ok({ changes: key === null ? 0 : await toldSince(db, key, before) });
}
