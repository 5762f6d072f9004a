import "server-only";
import { asc, isNull, sql } from "drizzle-orm";
import { isPayment } from "@/lib/db/payment-key";
import { failedPayouts, payments } from "@/lib/db/schema/payments";
import type { CappedCount } from "@/lib/domain/views/payment-list";
import type { FailedPayoutRow } from "@/lib/domain/views/refund-list";
import type { Database } from "../client";

const shown = 20;
const countCap = 1_000;

export async function failedPayoutList(db: Database): Promise<FailedPayoutRow[]> {
  const rows = await db
    .select({
      storeId: payments.storeId,
      paymentId: payments.id,
      orderName: payments.orderName,
      channelType: payments.channelType,
      currency: payments.currency,
      cancelled: { order: payments.cancelledOrder, money: payments.moneyBack },
      failedAt: failedPayouts.failedAt,
    })
    .from(failedPayouts)
    .innerJoin(payments, isPayment(failedPayouts))
    .where(isNull(failedPayouts.handledAt))
    .orderBy(asc(failedPayouts.failedAt))
    .limit(shown);
  return rows.map((row) => ({ ...row, failedAt: row.failedAt.toISOString() }));
}

export async function countFailedPayouts(db: Database): Promise<CappedCount> {
  const some = db
    .select({ one: sql`1` })
    .from(failedPayouts)
    .where(isNull(failedPayouts.handledAt))
    .limit(countCap + 1)
    .as("some");
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  const count = row?.count ?? 0;
  return { count: Math.min(count, countCap), atLeast: count > countCap };
}
