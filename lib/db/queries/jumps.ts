// Payments by an id of theirs, as it is being typed: a handful, by indexes alone.
import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Jump } from "@/lib/domain/jump";
import { typedRefundNumber } from "@/lib/domain/refund-number";
import type { Database } from "../client";
import { beginsWith } from "../like";
import { payments, refunds } from "../schema";

const most = 6;

/** The payment of the refund with this number, and payments whose id begins with the text; at most seven. */
export async function jumpsTo(db: Database, text: string): Promise<Jump[]> {
  const number = typedRefundNumber(text);
  const byRefund = number === null ? [] : await ofRefund(db, number);
  const byPayment = await db
    .select({ id: payments.id, orderName: payments.orderName })
    .from(payments)
    .where(beginsWith(payments.id, text))
    .orderBy(asc(payments.id))
    .limit(most);
  return [
    ...byRefund,
    ...byPayment.map(({ id, orderName }): Jump => ({ paymentId: id, orderName, by: "payment", id })),
  ];
}

async function ofRefund(db: Database, number: string): Promise<Jump[]> {
  const found = await db
    .select({ paymentId: refunds.paymentId, orderName: payments.orderName })
    .from(refunds)
    .innerJoin(payments, and(eq(payments.storeId, refunds.storeId), eq(payments.id, refunds.paymentId)))
    .where(eq(refunds.number, number));
  return found.map((one) => ({ ...one, by: "refund", id: number }));
}
