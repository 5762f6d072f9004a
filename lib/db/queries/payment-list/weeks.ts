// Searches the index week by week: for texts with too many matches to read at once, and too few to fill a page by a scan.
import "server-only";
import { and, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { startOfWeek, weekKey, weekOf } from "@/lib/db/payments/derived-columns";
import { payments } from "@/lib/db/schema/payments";
import type { PaymentFilter } from "@/lib/domain/payment/payment-filter";
import { beyond, orderOf } from "./order";
import { keyOf, listColumns, readKeys, type Scan, type ScanRequest } from "./scan";
import { type ListedPaymentKey, type TextSearch, waysOf } from "./search";

/** Further matches of one week are not read: the page is full long before. */
const mostInWeek = 500;

type WeeksReading = ScanRequest & { mostWeeks: number; currencies: readonly string[] };

export async function scanByWeeks(
  db: Database,
  filter: PaymentFilter,
  condition: SQL | undefined,
  { from, backwards, limit, mostWeeks, currencies, seesCustomers }: WeeksReading,
): Promise<Scan> {
  const isDown = (filter.sort.direction === "desc") !== backwards;
  const ends = await endsOf(db);
  if (ends === null) return { rows: [], scannedTo: null };
  const start =
    from === null ? (isDown ? ends.last : ends.first) : new Date(`${from.values[0]?.replace(" ", "T")}Z`);
  const keys: ListedPaymentKey[] = [];
  let week = weekOf(start);
  for (let scanned = 0; scanned < mostWeeks && keys.length < limit; scanned += 1) {
    if (week < weekOf(ends.first) || week > weekOf(ends.last)) break;
    keys.push(
      ...(await inWeek(
        db,
        filter,
        week,
        { query: filter.query, currencies, seesCustomers },
        and(condition, from === null ? undefined : beyond(filter.sort, from, backwards)),
        backwards,
      )),
    );
    week += isDown ? -1 : 1;
  }
  const rows = await readKeys(db, filter.sort, keys.slice(0, limit), backwards);
  const isAtEnd = week < weekOf(ends.first) || week > weekOf(ends.last);
  if (keys.length >= limit || isAtEnd) return { rows, scannedTo: null };
  const edge = startOfWeek(isDown ? week + 1 : week)
    .toISOString()
    .replace("T", " ")
    .replace("Z", "");
  return { rows, scannedTo: { key: "created", values: [edge], storeId: "", id: "" } };
}

async function inWeek(
  db: Database,
  filter: PaymentFilter,
  week: number,
  search: TextSearch,
  condition: SQL | undefined,
  backwards: boolean,
): Promise<ListedPaymentKey[]> {
  const ofWeek = sql`${payments.searchKeys} @> array[${weekKey(week)}]::text[]`;
  return db.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true)`,
    );
    const selected = sql.join(Object.values(listColumns), sql`, `);
    const found = sql.join(
      waysOf(search).map(
        ({ matches }) =>
          sql`(select ${selected} from ${payments} where ${ofWeek} and ${matches} limit ${mostInWeek})`,
      ),
      sql` union `,
    );
    const { rows } = await tx.execute(sql`
      select store_id, id from (${found}) as payments where ${condition ?? sql`true`}
      order by ${sql.join(orderOf(filter.sort, backwards), sql`, `)}`);
    return rows.map(keyOf);
  });
}

async function endsOf(db: Database): Promise<{ first: Date; last: Date } | null> {
  const [ends] = await db
    .select({
      first: sql<Date | null>`min(${payments.requestedAt})`.mapWith(payments.requestedAt),
      last: sql<Date | null>`max(${payments.requestedAt})`.mapWith(payments.requestedAt),
    })
    .from(payments);
  return ends?.first && ends.last ? { first: ends.first, last: ends.last } : null;
}
