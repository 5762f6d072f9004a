import "server-only";
import { type AnyColumn, and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { payments } from "./schema/payments";

type Key = { storeId: string | AnyColumn; paymentId: string | AnyColumn };
type TableOfPayments = { storeId: AnyColumn; paymentId: AnyColumn };

export function belongsToPayment(table: TableOfPayments, { storeId, paymentId }: Key): SQL | undefined {
  return and(eq(table.storeId, storeId), eq(table.paymentId, paymentId));
}

/** For webhooks: one that names no store may belong to the payment of any store. */
export function mayBelongToPayment(
  table: TableOfPayments,
  { storeId, paymentId }: { storeId: string | null; paymentId: string },
): SQL | undefined {
  const namesNone = isNull(table.storeId);
  return and(
    eq(table.paymentId, paymentId),
    storeId === null ? namesNone : or(namesNone, eq(table.storeId, storeId)),
  );
}

/** Matches the id in every store where `storeId` is null. */
export function isPayment({
  storeId,
  paymentId,
}: Key | { storeId: null; paymentId: string }): SQL | undefined {
  return and(eq(payments.id, paymentId), storeId === null ? undefined : eq(payments.storeId, storeId));
}

export function isOneOf(keys: readonly { storeId: string; id: string }[]): SQL {
  const stores = sql.param(keys.map(({ storeId }) => storeId));
  const ids = sql.param(keys.map(({ id }) => id));
  return sql`(${payments.storeId}, ${payments.id}) in (select * from unnest(${stores}::text[], ${ids}::text[]))`;
}
