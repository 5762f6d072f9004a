import "server-only";
import { and, desc, eq, inArray, or } from "drizzle-orm";
import { isPayment } from "@/lib/db/payment-key";
import { payments } from "@/lib/db/schema/payments";
import { refunds } from "@/lib/db/schema/refunds";
import { type AwaitedRefund, maxAwaitedRefunds } from "@/lib/domain/refund/awaited-refund";
import { openRefundStates } from "@/lib/domain/refund/refund";
import type { Database } from "../client";

export async function awaitedRefunds(
  db: Database,
  actorId: string,
  numbers: readonly string[],
): Promise<AwaitedRefund[]> {
  return db
    .select({
      number: refunds.number,
      paymentId: refunds.paymentId,
      orderName: payments.orderName,
      state: refunds.state,
    })
    .from(refunds)
    .innerJoin(payments, isPayment(refunds))
    .where(
      and(
        eq(refunds.actorId, actorId),
        or(
          inArray(refunds.state, [...openRefundStates]),
          numbers.length === 0 ? undefined : inArray(refunds.number, [...numbers]),
        ),
      ),
    )
    .orderBy(desc(refunds.createdAt))
    .limit(2 * maxAwaitedRefunds);
}
