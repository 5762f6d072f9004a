import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { belongsToPayment } from "@/lib/db/payment-key";
import { failedRefunds, refunds } from "@/lib/db/schema/refunds";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";

export async function openFailuresOf(db: Database, key: PaymentKey): Promise<string[]> {
  const rows = await db
    .select({ id: failedRefunds.refundId })
    .from(failedRefunds)
    .innerJoin(refunds, eq(refunds.id, failedRefunds.refundId))
    .where(and(belongsToPayment(refunds, key), isNull(failedRefunds.handledAt)))
    .orderBy(desc(failedRefunds.failedAt));
  return rows.map(({ id }) => id);
}
