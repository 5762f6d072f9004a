// A search matches a whole id of any sort, an amount, or a part of a payment's search text
// (lib/domain/payment/search-text), which a trigram index serves.
import "server-only";
import { and, eq, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { idKey } from "@/lib/db/payments/derived-columns";
import { payments } from "@/lib/db/schema/payments";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import { orderAmount } from "@/lib/domain/amounts";
import { minorUnitDigits } from "@/lib/domain/money";
import { amountIn, isSearchable, phoneIn, searchForm, wholeId } from "@/lib/domain/payment/search-text";

export type ListedPaymentKey = { storeId: string; id: string };

/** Further payments with the same id are not read: approval numbers repeat. */
const mostMatches = 10;

/** Returns payments with the text as a whole id: of the payment, transaction, PG, approval, cancellation or refund. */
export async function matchIds(db: Database, query: string): Promise<ListedPaymentKey[]> {
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

/** Returns the patterns by which the text may be a part of `search`; none where the index cannot serve the text. */
export function patternsOf(query: string): string[] {
  const forms = [searchForm(query), phoneIn(query) ?? ""].filter(isSearchable);
  return [...new Set(forms)].map((form) => `%${form.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`);
}

/** Returns a condition: the search matches the payment. A payment with the text as its id always matches. */
export function matchesSearch(query: string, currencies: readonly string[]): SQL {
  const parts = patternsOf(query).map((pattern) => sql`${payments.search} like ${pattern}`);
  return or(eq(payments.id, query), matchesAmount(query, currencies), ...parts) as SQL;
}

/** Returns a condition: the text is the payment's amount, in each currency's own units. Undefined where it is no amount. */
export function matchesAmount(query: string, currencies: readonly string[]): SQL | undefined {
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
