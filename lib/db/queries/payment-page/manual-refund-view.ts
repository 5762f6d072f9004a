import "server-only";
import { desc } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { belongsToPayment } from "@/lib/db/payment-key";
import { manualRefunds } from "@/lib/db/schema/refunds";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import type { ManualRefundView } from "@/lib/domain/views/refund";

export async function manualRefundsOf(db: Database, key: PaymentKey): Promise<ManualRefundView[]> {
  const rows = await db
    .select()
    .from(manualRefunds)
    .where(belongsToPayment(manualRefunds, key))
    .orderBy(desc(manualRefunds.createdAt));
  const reversals = new Map(rows.map((row) => [row.reverses, row]));
  return rows
    .filter(({ reverses }) => reverses === null)
    .map((row) => {
      const reversal = reversals.get(row.id);
      return {
        id: row.id,
        amount: row.amount,
        currency: row.currency,
        bank: row.bank,
        paidOn: row.paidOn,
        note: row.note,
        actorName: row.actorName,
        createdAt: row.createdAt.toISOString(),
        reversal: reversal
          ? {
              actorName: reversal.actorName,
              createdAt: reversal.createdAt.toISOString(),
              note: reversal.note,
            }
          : null,
      };
    });
}
