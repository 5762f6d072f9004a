// What a named person records of a refund that the evidence does not decide.
import "server-only";
import { and, eq } from "drizzle-orm";
import type { DecideRefundInput } from "@/lib/domain/refund";
import { type Result, refuse, succeed } from "@/lib/domain/result";
import type { DecideRefundError } from "@/lib/domain/timeline";
import { audit } from "./audit";
import type { Database } from "./client";
import { databaseNow } from "./clock";
import { lockPayment } from "./payments";
import { triesOf } from "./refund-facts";
import { failureAfter } from "./refund-failure";
import { refundById } from "./refunds";
import { refunds } from "./schema";
import { tell } from "./timeline";

/**
 * Records what a named person found out about a refund that could not be decided. Final, like every end: evidence to
 * the contrary that comes later is linked and shown.
 */
export async function decideRefund(
  db: Database,
  actor: { id: string; name: string },
  { refundId, decision, note }: DecideRefundInput,
): Promise<Result<null, DecideRefundError>> {
  const found = await refundById(db, refundId);
  if (found === null) return refuse("refund-not-found");
  return db.transaction(async (tx) => {
    await lockPayment(tx, found);
    const now = await databaseNow(tx);
    const failure = decision === "failed" ? failureAfter("decided", await triesOf(tx, refundId)) : null;
    const [row] = await tx
      .update(refunds)
      .set({ state: decision, settledAt: now, sealedBody: null, checkAt: null, failure })
      .where(and(eq(refunds.id, refundId), eq(refunds.state, "undecided")))
      .returning();
    if (row === undefined) return refuse("not-undecided");
    await tell(tx, row, `refund:${row.id}:decided`, now, {
      kind: "refund-settled",
      refundId: row.id,
      number: row.number,
      state: decision,
      by: "person",
      actorName: actor.name,
      note,
    });
    await audit(tx, {
      actor,
      action: "refund.decided",
      subject: `refund:${row.id}`,
      detail: { number: row.number, decision, note },
    });
    return succeed(null);
  });
}
