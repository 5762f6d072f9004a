// Acts beside refunds as the screens show them.
import "server-only";
import { and, desc, eq } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { acts } from "@/lib/db/schema/refunds";
import type { PaymentKey } from "@/lib/db/timeline";
import type { ActView } from "@/lib/domain/views/refund";

const shown = 20;

/** The latest acts of a payment, newest first. */
export async function actsOf(db: Database, key: PaymentKey): Promise<ActView[]> {
  const rows = await db
    .select()
    .from(acts)
    .where(and(eq(acts.storeId, key.storeId), eq(acts.paymentId, key.paymentId)))
    .orderBy(desc(acts.startedAt))
    .limit(shown);
  return rows.map(actView);
}

export function actView(row: typeof acts.$inferSelect): ActView {
  return {
    id: row.id,
    kind: row.kind,
    transactionId: row.transactionId,
    cancellationId: row.cancellationId,
    state: row.state,
    actorName: row.actorName,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    answer: row.answer,
  };
}
