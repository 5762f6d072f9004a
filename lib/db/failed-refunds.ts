// Failed refunds and who has dealt with them. The rows come from a trigger, with the failure itself.
import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { type Result, refuse, succeed } from "@/lib/domain/result";
import type { HandleRefundError, HandleRefundInput } from "@/lib/domain/worklist";
import { audit } from "./audit";
import type { Database } from "./client";
import { refundById } from "./refunds";
import { failedRefunds, refunds } from "./schema";
import type { PaymentKey } from "./timeline";

/** Records that a person has dealt with a failed refund. Changes nothing of the refund; the first one stays. */
export async function handleFailedRefund(
  db: Database,
  actor: { id: string; name: string },
  { refundId, note }: HandleRefundInput,
): Promise<Result<null, HandleRefundError>> {
  const refund = await refundById(db, refundId);
  if (refund === null) return refuse("refund-not-found");
  if (refund.state !== "failed") return refuse("not-failed");
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(failedRefunds)
      .set({
        handledAt: sql`clock_timestamp()`,
        handledById: actor.id,
        handledByName: actor.name,
        note,
      })
      .where(and(eq(failedRefunds.refundId, refundId), isNull(failedRefunds.handledAt)))
      .returning({ refundId: failedRefunds.refundId });
    if (row === undefined) return refuse("already-handled");
    await audit(tx, {
      actor,
      action: "refund.handled",
      subject: `refund:${refundId}`,
      detail: { number: refund.number, note },
    });
    return succeed(null);
  });
}

/** Returns the ids of a payment's refunds that failed and that nobody has dealt with, the latest first. */
export async function openFailuresOf(db: Database, key: PaymentKey): Promise<string[]> {
  const rows = await db
    .select({ id: failedRefunds.refundId })
    .from(failedRefunds)
    .innerJoin(refunds, eq(refunds.id, failedRefunds.refundId))
    .where(
      and(
        eq(refunds.storeId, key.storeId),
        eq(refunds.paymentId, key.paymentId),
        isNull(failedRefunds.handledAt),
      ),
    )
    .orderBy(desc(failedRefunds.failedAt));
  return rows.map(({ id }) => id);
}
