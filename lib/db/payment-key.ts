import "server-only";
import { type AnyColumn, and, eq, type SQL } from "drizzle-orm";
import { payments } from "./schema/payments";

export type PaymentKey = { storeId: string; paymentId: string };

/** A key, or the columns of another table in a join. */
type Key = { storeId: string | AnyColumn; paymentId: string | AnyColumn };

/** Returns the condition that a row of a table belongs to the payment. */
export function belongsToPayment(
  table: { storeId: AnyColumn; paymentId: AnyColumn },
  { storeId, paymentId }: Key,
): SQL | undefined {
  return and(eq(table.storeId, storeId), eq(table.paymentId, paymentId));
}

/** Returns the condition that a row of `payments` is the payment. */
export function isPayment({ storeId, paymentId }: Key): SQL | undefined {
  return and(eq(payments.storeId, storeId), eq(payments.id, paymentId));
}
