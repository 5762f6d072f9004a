import "server-only";
import { audit } from "@/lib/db/audit";
import type { Database } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { failedPayouts } from "@/lib/db/schema/payments";
import { recordEvent } from "@/lib/db/timeline";
import type { HandlePayoutError, HandlePayoutInput } from "@/lib/domain/payment/payout";
import { err, ok, type Result } from "@/lib/domain/result";
import { waiting } from "./payouts";

export async function recordPayoutHandling(
  db: Database,
  actor: { id: string; name: string },
  { storeId, paymentId, note }: HandlePayoutInput,
): Promise<Result<null, HandlePayoutError>> {
  const key = { storeId, paymentId };
  return db.transaction(async (tx) => {
    const now = await databaseNow(tx);
    const handled = await tx
      .update(failedPayouts)
      .set({ handledAt: now, handledById: actor.id, handledByName: actor.name, note })
      .where(waiting(key))
      .returning({ failedAt: failedPayouts.failedAt });
    const [last] = handled;
    if (last === undefined) return err("payout-not-failed");
    await recordEvent(tx, key, `payout-handled:${storeId}:${paymentId}:${last.failedAt.toISOString()}`, now, {
      kind: "payout-handled",
      actorName: actor.name,
      note,
    });
    await audit(tx, {
      actor,
      action: "payout.handled",
      subject: `payment:${paymentId}`,
      payment: key,
      detail: { note },
    });
    return ok(null);
  });
}
