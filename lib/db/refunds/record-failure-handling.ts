import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database } from "@/lib/db/client";
import { failedRefunds } from "@/lib/db/schema/refunds";
import { err, ok, type Result } from "@/lib/domain/result";
import type { HandleRefundError, HandleRefundInput } from "@/lib/domain/views/refund-list";
import { refundById } from "./write-refunds";

export async function recordFailureHandling(
  db: Database,
  actor: { id: string; name: string },
  { refundId, note }: HandleRefundInput,
): Promise<Result<null, HandleRefundError>> {
  const refund = await refundById(db, refundId);
  if (refund === null) return err("refund-not-found");
  if (refund.state !== "failed") return err("not-failed");
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
    if (row === undefined) return err("already-handled");
    await audit(tx, {
      actor,
      action: "refund.handled",
      subject: `refund:${refundId}`,
      payment: refund,
      detail: { number: refund.number, note },
    });
    return ok(null);
  });
}
