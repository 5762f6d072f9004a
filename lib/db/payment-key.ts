import "server-only";
import { type AnyColumn, and, eq, type SQL } from "drizzle-orm";
import { payments } from "./schema/payments";

export type PaymentKey = { storeId: string; paymentId: string };

type Key = { storeId: string | AnyColumn; paymentId: string | AnyColumn };

export function belongsToPayment(
  table: { storeId: AnyColumn; paymentId: AnyColumn },
  { storeId, paymentId }: Key,
): SQL | undefined {
  return and(eq(table.storeId, storeId), eq(table.paymentId, paymentId));
}

export function isPayment({ storeId, paymentId }: Key): SQL | undefined {
  return and(eq(payments.storeId, storeId), eq(payments.id, paymentId));
}
