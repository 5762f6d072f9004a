// A query runs on the event loop, so a scan ends after `scanLimit` payments and returns where the next scan continues.
import "server-only";
import { and, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { isOneOf } from "@/lib/db/payment-key";
import { inPeriod } from "@/lib/db/queries/payment-conditions";
import { payments } from "@/lib/db/schema/payments";
import type { PaymentFilter, PaymentSort } from "@/lib/domain/payment/payment-filter";
import { beyond, orderOf, type PaymentPlace, placeColumn } from "./order";
import type { ListedPaymentKey } from "./search";

const { raw: _, snapshot: __, kind: ___, ...columns } = getTableColumns(payments);
export const listColumns = columns;

export type ListedPayment = Omit<typeof payments.$inferSelect, "raw" | "snapshot" | "kind"> & {
  place: string[];
};

export type ScanRequest = {
  from: PaymentPlace | null;
  backwards: boolean;
  limit: number;
  scanLimit: number;
  /** Whether a search finds parts of customers' data, or only whole values. */
  seesCustomers: boolean;
};

/** `scannedTo` is set where a scan ended before it found enough or reached the end. */
export type Scan = { rows: ListedPayment[]; scannedTo: PaymentPlace | null };

export async function scanInOrder(
  db: Database,
  filter: PaymentFilter,
  condition: SQL | undefined,
  reading: ScanRequest,
): Promise<Scan> {
  const rows = await rowsInOrder(db, filter, condition, reading);
  if (rows.length === reading.limit) return { rows, scannedTo: null };
  return { rows, scannedTo: await endOfScan(db, filter.sort, rangeFrom(filter, reading), reading) };
}

async function rowsInOrder(
  db: Database,
  filter: PaymentFilter,
  condition: SQL | undefined,
  reading: ScanRequest,
): Promise<ListedPayment[]> {
  const { sort } = filter;
  const order = orderOf(sort, reading.backwards);
  const scanned = db
    .select({ ...columns, place: placeColumn(sort.key).as("place") })
    .from(payments)
    .where(rangeFrom(filter, reading))
    .orderBy(...order)
    .limit(reading.scanLimit)
    // The alias makes the condition and the order refer to the scanned rows.
    .as("payments");
  return db
    .select()
    .from(scanned)
    .where(condition)
    .orderBy(...order)
    .limit(reading.limit);
}

export async function countInOrder(
  db: Database,
  filter: PaymentFilter,
  condition: SQL | undefined,
  scanLimit: number,
): Promise<{ byStatus: { status: string; count: number }[]; isAll: boolean }> {
  const scanned = db
    .select(columns)
    .from(payments)
    .where(rangeOf(filter))
    .orderBy(...orderOf(filter.sort))
    .limit(scanLimit)
    .as("payments");
  const counted = await db
    .select({
      status: scanned.status,
      count: sql<number>`(count(*) filter (where ${condition ?? sql`true`}))::int`,
      scanned: sql<number>`count(*)::int`,
    })
    .from(scanned)
    .groupBy(scanned.status);
  const all = counted.reduce((sum, row) => sum + row.scanned, 0);
  return { byStatus: counted, isAll: all < scanLimit };
}

export async function scanByKinds(
  db: Database,
  filter: PaymentFilter,
  kinds: readonly string[],
  { from, backwards, limit }: ScanRequest,
): Promise<Scan> {
  const order = orderOf(filter.sort, backwards);
  const { rows } = await db.execute(sql`
    select payments.store_id, payments.id from unnest(${sql.param(kinds)}::bigint[]) as wanted (kind)
    cross join lateral (
      select store_id, id, requested_at from ${payments}
      where ${and(
        sql`${payments.kind} = wanted.kind`,
        rangeOf(filter),
        from === null ? undefined : beyond(filter.sort, from, backwards),
      )}
      order by ${sql.join(order, sql`, `)} limit ${limit}
    ) as payments
    order by ${sql.join(order, sql`, `)} limit ${limit}`);
  return { rows: await readKeys(db, filter.sort, rows.map(keyOf), backwards), scannedTo: null };
}

export async function readKeys(
  db: Database,
  sort: PaymentSort,
  keys: readonly ListedPaymentKey[],
  backwards = false,
): Promise<ListedPayment[]> {
  if (keys.length === 0) return [];
  return db
    .select({ ...columns, place: placeColumn(sort.key) })
    .from(payments)
    .where(isOneOf(keys))
    .orderBy(...orderOf(sort, backwards));
}

export function keyOf(row: Record<string, unknown>): ListedPaymentKey {
  return { storeId: String(row.store_id), id: String(row.id) };
}

export function placeOfRow({ key }: PaymentSort, row: ListedPayment): PaymentPlace {
  return { key, values: row.place, storeId: row.storeId, id: row.id };
}

/** Returns the index range that the filter's own period and currency leave of its order. */
function rangeOf({ sort, period, currency }: PaymentFilter): SQL | undefined {
  return and(
    period !== null && period.of === sort.key ? inPeriod(period, null) : undefined,
    sort.key === "amount" && currency !== null ? sql`${payments.currency} = ${currency}` : undefined,
  );
}

function rangeFrom(filter: PaymentFilter, { from, backwards }: ScanRequest): SQL | undefined {
  return and(rangeOf(filter), from === null ? undefined : beyond(filter.sort, from, backwards));
}

async function endOfScan(
  db: Database | Transaction,
  sort: PaymentSort,
  range: SQL | undefined,
  { backwards, scanLimit }: ScanRequest,
): Promise<PaymentPlace | null> {
  const [last] = await db
    .select({ place: placeColumn(sort.key), storeId: payments.storeId, id: payments.id })
    .from(payments)
    .where(range)
    .orderBy(...orderOf(sort, backwards))
    .offset(scanLimit - 1)
    .limit(1);
  return last === undefined
    ? null
    : { key: sort.key, values: last.place, storeId: last.storeId, id: last.id };
}
