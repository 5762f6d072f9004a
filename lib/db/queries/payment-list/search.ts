import "server-only";
import { and, eq, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { likeLiteral } from "@/lib/db/like";
import { idKey, totalKey } from "@/lib/db/payments/derived-columns";
import { payments } from "@/lib/db/schema/payments";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import { orderAmount } from "@/lib/domain/amounts";
import { minorUnitDigits } from "@/lib/domain/money";
import {
  isServed,
  isServedTerm,
  readSearch,
  type Search,
  type SearchTerm,
} from "@/lib/domain/payment/search-terms";
import { isSearchable, personalMark, phoneIn, searchForm, wholeId } from "@/lib/domain/payment/search-text";

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

/** `seesCustomers`: parts of customers' data match; otherwise only their whole values do. */
export type TextSearch = { query: string; currencies: readonly string[]; seesCustomers: boolean };

/** Returns ways that together find every payment of the search, except those that only an unserved word finds. */
export function waysOf(search: TextSearch): SearchWay[] {
  const reading = readingOf(search);
  const ways = reading.alternatives.flatMap((terms) => {
    const [first, ...others] = terms;
    if (first === undefined) return [];
    if (others.length === 0) return waysOfTerm(first, reading);
    const matches = meetsAll(terms, reading);
    return partsOf(terms, reading).map((parts) => {
      const found = and(...parts) ?? sql`false`;
      return { found, matches: and(found, matches) ?? found };
    });
  });
  return [...ways, ...waysOfWhole(search.query, reading)];
}

/** `mayBeWhole`: only whole values of customers match. Of several ids none does, because many could be tried at once. */
type Reading = Pick<Search, "alternatives"> &
  Pick<TextSearch, "currencies" | "seesCustomers"> & { mayBeWhole: boolean };

function readingOf({ query, currencies, seesCustomers }: TextSearch): Reading {
  const { alternatives, isSeveral } = readSearch(query);
  return { alternatives, currencies, seesCustomers, mayBeWhole: !seesCustomers && !isSeveral };
}

/** Returns whether an index finds the payments of the text. Otherwise only whole ids and amounts are found. */
export function isServedSearch(query: string): boolean {
  const { alternatives } = readSearch(query);
  return alternatives.length > 0 && alternatives.every(isServed);
}

export function matchesSearch(search: TextSearch): SQL {
  const reading = readingOf(search);
  const wholes = waysOfWhole(search.query, reading).map(({ matches }) => matches);
  return or(...reading.alternatives.map((terms) => meetsAll(terms, reading)), ...wholes) ?? sql`true`;
}

function meetsAll(terms: readonly SearchTerm[], reading: Reading): SQL | undefined {
  // A text that is too short for the index counts only beside one that is not, which leaves few payments.
  const isAny = terms.length > 1 && isServed(terms);
  return and(
    ...terms.map((term) =>
      or(
        eq(payments.id, term.typed),
        hasAmount(term, reading),
        ...term.forms
          .filter((form) => isAny || isSearchable(form))
          .map((form) => (reading.seesCustomers ? contains(form) : isOpenlyIn(form, reading))),
      ),
    ),
  );
}

function waysOfTerm(term: SearchTerm, reading: Reading): SearchWay[] {
  const amount = hasAmount(term, reading);
  const texts = term.forms.filter(isSearchable).map((form) => ({
    found: contains(form),
    matches: reading.seesCustomers ? contains(form) : isOpenlyIn(form, reading),
  }));
  return [...(amount === undefined ? [] : [{ found: amount, matches: amount }]), ...texts];
}

/** Further words are compared in the rows that the others leave. */
const mostWays = 8;

/** Returns conditions of one index, which intersects them. A payment meets all of one of the lists. */
function partsOf(terms: readonly SearchTerm[], reading: Reading): SQL[][] {
  const served = terms.filter(isServedTerm);
  if (served.length === 0) return terms.flatMap((term) => keyParts(term, reading)).map((part) => [part]);
  return served.reduce<SQL[][]>(
    (lists, term) => {
      const parts = keyParts(term, reading);
      if (lists.length * parts.length > mostWays) return lists;
      return lists.flatMap((list) => parts.map((part) => [...list, part]));
    },
    [[]],
  );
}

function keyParts({ amount, forms }: SearchTerm, { currencies }: Reading): SQL[] {
  const parts = forms.filter(isSearchable).map(contains);
  if (amount === null) return parts;
  const keys = currencies.map((currency) => totalKey(currency, inMinorUnits(amount, currency)));
  return [...parts, sql`${payments.searchKeys} && ${sql.param(keys)}::text[]`];
}

/** The index serves the condition. Without `seesCustomers` it also finds parts of customers' data: see `isOpenlyIn`. */
function contains(form: string): SQL {
  return sql`${payments.search} like ${`%${likeLiteral(form)}%`}`;
}

/** Finds the form outside of customers' data, or as a whole value of a customer, in texts that have the mark. */
function isOpenlyIn(form: string, { mayBeWhole }: Reading): SQL {
  const open = sql`split_part(${payments.search}, ${personalMark}, 1) like ${`%${likeLiteral(form)}%`}`;
  return sql`(${contains(form)} and strpos(${payments.search}, ${personalMark}) > 0 and ${mayBeWhole ? sql`(${open} or ${isWholeValue(form)})` : open})`;
}

function isWholeValue(form: string): SQL {
  return sql`${payments.search} || ${"\n"} like ${`%${personalMark}${likeLiteral(form)}\n%`}`;
}

/** Returns how several words are found as one value of the customer ("John Smith"), where parts do not match. */
function waysOfWhole(query: string, { mayBeWhole }: Reading): SearchWay[] {
  if (!mayBeWhole || !query.includes(" ")) return [];
  return [searchForm(query), phoneIn(query) ?? ""].filter(isSearchable).map((form) => ({
    found: contains(form),
    matches: sql`(${contains(form)} and ${isWholeValue(form)})`,
  }));
}

/** Compares in each currency's own units. Undefined where the text is no amount. */
function hasAmount({ amount }: SearchTerm, { currencies }: Reading): SQL | undefined {
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
