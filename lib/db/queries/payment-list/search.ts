import "server-only";
import { and, eq, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { idKey, totalKey } from "@/lib/db/payments/derived-columns";
import { payments } from "@/lib/db/schema/payments";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import { orderAmount } from "@/lib/domain/amounts";
import { minorUnitDigits } from "@/lib/domain/money";
import { isServed, isServedTerm, readSearch, type SearchTerm } from "@/lib/domain/payment/search-terms";
import { isSearchable, wholeId } from "@/lib/domain/payment/search-text";

export type ListedPaymentKey = { storeId: string; id: string };

/** Approval numbers repeat, so further payments with the same id are not read. */
const mostMatches = 10;

/** Finds the whole id of a payment, transaction, PG, approval, cancellation or refund. */
async function matchIds(db: Database, query: string): Promise<ListedPaymentKey[]> {
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

const mostIds = 20;

export type IdMatches = {
  keys: ListedPaymentKey[];
  found: Set<string>;
  idsOf: (key: ListedPaymentKey) => string[];
};

export async function matchAllIds(db: Database, ids: readonly string[]): Promise<IdMatches> {
  const matches: { key: ListedPaymentKey; by: string }[] = [];
  for (const by of ids.slice(0, mostIds)) for (const key of await matchIds(db, by)) matches.push({ key, by });
  const isSame = (a: ListedPaymentKey, b: ListedPaymentKey) => a.storeId === b.storeId && a.id === b.id;
  return {
    keys: matches
      .map(({ key }) => key)
      .filter((key, at, keys) => keys.findIndex((other) => isSame(other, key)) === at),
    found: new Set(matches.map(({ by }) => by)),
    idsOf: (key) => matches.filter((match) => isSame(match.key, key)).map(({ by }) => by),
  };
}

/** A way to the payments of a search. `found` is served by an index; `matches` is the whole condition. */
export type SearchWay = { found: SQL; matches: SQL };

/** Returns ways that together find every payment of the search, except those that only an unserved word finds. */
export function waysOf(query: string, currencies: readonly string[]): SearchWay[] {
  return readSearch(query).alternatives.flatMap((terms) => {
    const [first, ...others] = terms;
    if (first === undefined) return [];
    if (others.length === 0) return waysOfTerm(first, currencies);
    const matches = meetsAll(terms, currencies);
    return partsOf(terms, currencies).map((parts) => {
      const found = and(...parts) ?? sql`false`;
      return { found, matches: and(found, matches) ?? found };
    });
  });
}

/** Returns whether an index finds the payments of the text. Otherwise only whole ids and amounts are found. */
export function isServedSearch(query: string): boolean {
  const { alternatives } = readSearch(query);
  return alternatives.length > 0 && alternatives.every(isServed);
}

export function matchesSearch(query: string, currencies: readonly string[]): SQL {
  const { alternatives } = readSearch(query);
  return or(...alternatives.map((terms) => meetsAll(terms, currencies))) ?? sql`true`;
}

function meetsAll(terms: readonly SearchTerm[], currencies: readonly string[]): SQL | undefined {
  // A text that is too short for the index counts only beside one that is not, which leaves few payments.
  const isAny = terms.length > 1 && isServed(terms);
  return and(
    ...terms.map((term) =>
      or(
        eq(payments.id, term.typed),
        hasAmount(term, currencies),
        ...term.forms.filter((form) => isAny || isSearchable(form)).map(contains),
      ),
    ),
  );
}

function waysOfTerm(term: SearchTerm, currencies: readonly string[]): SearchWay[] {
  const amount = hasAmount(term, currencies);
  return [...(amount === undefined ? [] : [amount]), ...term.forms.filter(isSearchable).map(contains)].map(
    (found) => ({ found, matches: found }),
  );
}

/** Further words are compared in the rows that the others leave. */
const mostWays = 8;

/** Returns conditions of one index, which intersects them. A payment meets all of one of the lists. */
function partsOf(terms: readonly SearchTerm[], currencies: readonly string[]): SQL[][] {
  const served = terms.filter(isServedTerm);
  if (served.length === 0) return terms.flatMap((term) => keyParts(term, currencies)).map((part) => [part]);
  return served.reduce<SQL[][]>(
    (lists, term) => {
      const parts = keyParts(term, currencies);
      if (lists.length * parts.length > mostWays) return lists;
      return lists.flatMap((list) => parts.map((part) => [...list, part]));
    },
    [[]],
  );
}

function keyParts({ amount, forms }: SearchTerm, currencies: readonly string[]): SQL[] {
  const parts = forms.filter(isSearchable).map(contains);
  if (amount === null) return parts;
  const keys = currencies.map((currency) => totalKey(currency, inMinorUnits(amount, currency)));
  return [...parts, sql`${payments.searchKeys} && ${sql.param(keys)}::text[]`];
}

function contains(form: string): SQL {
  return sql`${payments.search} like ${`%${form.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`}`;
}

/** Compares in each currency's own units. Undefined where the text is no amount. */
function hasAmount({ amount }: SearchTerm, currencies: readonly string[]): SQL | undefined {
  if (amount === null) return undefined;
  return or(
    ...currencies.map((currency) =>
      and(eq(payments.currency, currency), eq(payments.total, orderAmount(inMinorUnits(amount, currency)))),
    ),
  );
}

function inMinorUnits(amount: number, currency: string): number {
  return amount * 10 ** (minorUnitDigits(currency) ?? 0);
}
