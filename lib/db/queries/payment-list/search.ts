// Which payments a search means: by a whole id of any sort, by an amount, or by a part of what they are known by. Parts
// are found by the form of lib/domain/payment/search-text, out of an index that knows three letters in a row.
import "server-only";
import { and, eq, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { idKey } from "@/lib/db/payments/derived-columns";
import { payments } from "@/lib/db/schema/payments";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import { orderAmount } from "@/lib/domain/amounts";
import { minorUnitDigits } from "@/lib/domain/money";
import { amountIn, isSearchable, phoneIn, searchForm, wholeId } from "@/lib/domain/payment/search-text";

export type PaymentKey = { storeId: string; id: string };

/** More ids that are the same are not asked for: approval numbers repeat. */
const mostMatches = 10;

/** Payments that have the text as a whole id: their own, the transaction's, the PG's, an approval's, a cancellation's, a refund's. */
export async function matchIds(db: Database, query: string): Promise<PaymentKey[]> {
  const number = query.replace(/^#/, "").toUpperCase();
  const { rows } = await db.execute(sql`
    select store_id, id from (
      (select store_id, id from ${payments} where id = ${query} limit ${mostMatches})
      union (select store_id, id from ${payments}
        where search_keys @> array[${idKey(wholeId(query))}]::text[] limit ${mostMatches})
      union (select store_id, payment_id from ${cancellations} where id = ${query} limit ${mostMatches})
      union (select store_id, payment_id from ${cancellations} where pg_cancellation_id = ${query} limit ${mostMatches})
      union (select store_id, payment_id from ${refunds} where number = ${number})
    ) as matches limit ${mostMatches}`);
  return rows.map((row) => ({ storeId: String(row.store_id), id: String(row.id) }));
}

/** The ways in which a text may be a part of a payment, as patterns for `search`; none where the index cannot serve it. */
export function patternsOf(query: string): string[] {
  const forms = [searchForm(query), phoneIn(query) ?? ""].filter(isSearchable);
  return [...new Set(forms)].map((form) => `%${form.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`);
}

/** Whether a payment is one that the search means; one that has the text as its id always is. */
export function meantBy(query: string, currencies: readonly string[]): SQL {
  const parts = patternsOf(query).map((pattern) => sql`${payments.search} like ${pattern}`);
  return or(eq(payments.id, query), amountMeantBy(query, currencies), ...parts) as SQL;
}

/** The amount that the text may be, in each currency's own units; undefined where it is none. */
export function amountMeantBy(query: string, currencies: readonly string[]): SQL | undefined {
  const amount = amountIn(query);
  if (amount === null) return undefined;
  return or(
    ...currencies.map((currency) =>
      and(
        eq(payments.currency, currency),
        eq(payments.total, orderAmount(amount * 10 ** (minorUnitDigits(currency) ?? 0))),
      ),
    ),
  );
}
