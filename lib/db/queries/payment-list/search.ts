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

/** Approval numbers repeat, so further payments with the same id are not read. */
const mostMatches = 10;

/** Finds the whole id of a payment, transaction, PG, approval, cancellation or refund. */
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

/** Returns no pattern where the index cannot serve the text. */
export function patternsOf(query: string): string[] {
  const forms = [searchForm(query), phoneIn(query) ?? ""].filter(isSearchable);
  return [...new Set(forms)].map((form) => `%${form.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`);
}

export function matchesSearch(query: string, currencies: readonly string[]): SQL {
  const parts = patternsOf(query).map((pattern) => sql`${payments.search} like ${pattern}`);
  return or(eq(payments.id, query), matchesAmount(query, currencies), ...parts) as SQL;
}

/** Compares in each currency's own units. Undefined where the text is no amount. */
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
