import "server-only";
import { desc } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { belongsToPayment } from "@/lib/db/payment-key";
import { operations } from "@/lib/db/schema/refunds";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import type { OperationView } from "@/lib/domain/views/refund";

const shown = 20;

export async function operationsOf(db: Database, key: PaymentKey): Promise<OperationView[]> {
  const rows = await db
    .select()
    .from(operations)
    .where(belongsToPayment(operations, key))
    .orderBy(desc(operations.startedAt))
    .limit(shown);
  return rows.map(operationView);
}

export function operationView(row: typeof operations.$inferSelect): OperationView {
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
