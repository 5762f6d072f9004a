// Every query does bounded work: the embedded database runs on the event loop. docs/decisions/043 explains the ways.
import "server-only";
import { and, type SQL } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { lastPull } from "@/lib/db/payments/pulls";
import { conditionOf } from "@/lib/db/queries/payment-conditions";
import { looksLikeId } from "@/lib/domain/payment/looks-like-id";
import type { PaymentFilter } from "@/lib/domain/payment/payment-filter";
import { paymentTabs } from "@/lib/domain/payment/payment-tabs";
import { readSearch, type Search } from "@/lib/domain/payment/search-terms";
import { isOpenlyFound } from "@/lib/domain/payment/search-text";
import type { ListScan, PaymentListPage, PaymentRow, PullProgress } from "@/lib/domain/views/payment-list";
import { type Candidates, candidatesOf } from "./candidates";
import {
  countByTab,
  currenciesOf,
  isOfKindsOnly,
  kindsOf,
  type PaymentKind,
  paymentKinds,
  pgsOf,
} from "./kinds";
import { withMatches } from "./matches";
import { type PaymentPlace, readPlace, writePlace } from "./order";
import { paymentRows } from "./payment-rows";
import {
  countInOrder,
  type ListedPayment,
  placeOfRow,
  readKeys,
  type Scan,
  type ScanRequest,
  scanByKinds,
  scanInOrder,
} from "./scan";
import { type IdMatches, isServedSearch, matchAllIds, matchesSearch } from "./search";
import { scanByWeeks } from "./weeks";

const pageSize = 25;
const scanLimit = 1_500;
/** Weeks scanned for one page, before and after the matches of a search were found to be too many. */
const firstWeeks = 3;
const mostWeeks = 12;
/** Where only whole values of customers match, a week may have many more texts to read than payments to show. */
const mostWeeksOfWholeValues = 3;
/** Payments scanned for a page of an export, where nobody waits for the first row. */
const wholeScanLimit = 5_000;

type ListRequest = {
  filter: PaymentFilter;
  after: string | null;
  before: string | null;
  /** The person has `customers:read`. */
  seesCustomers: boolean;
};
type Found = Pick<PaymentListPage, "counts" | "scan"> & { page: Scan };

/** Returns the first page for a cursor of another list or order. */
export async function listPayments(
  db: Database,
  { filter, seesCustomers, ...cursors }: ListRequest,
): Promise<PaymentListPage> {
  const after = cursors.after === null ? null : readPlace(filter.sort, cursors.after);
  const before = cursors.before === null ? null : readPlace(filter.sort, cursors.before);
  const backwards = before !== null;
  const reading: ScanRequest = {
    from: before ?? after,
    backwards,
    limit: pageSize + 1,
    scanLimit,
    seesCustomers,
  };
  const search = readSearch(filter.query);
  const isFirstPage = reading.from === null;
  const matches = await matchAllIds(db, isFirstPage || search.isSeveral ? search.ids : []);
  const matched = await readKeys(db, filter.sort, matches.keys);
  const named = isFirstPage ? matched : [];
  const isNamed = isWholly(search, matches.found);
  const kinds = await paymentKinds(db);
  const { page, counts, scan } = isNamed
    ? onlyNamed(named)
    : search.isSeveral
      ? addNamed(await find(db, withoutFound(filter, search, matches), kinds, reading), matched)
      : await find(db, filter, kinds, reading);
  const isFull = page.rows.length > pageSize;
  const rows = page.rows.slice(0, pageSize);
  if (backwards) rows.reverse();
  const edge = (row: ListedPayment | undefined) => (row === undefined ? null : placeOfRow(filter.sort, row));
  const [first, last] = [edge(rows[0]), edge(rows.at(-1))];
  const further = isFull ? (backwards ? first : last) : page.scannedTo;
  const back = (backwards ? last : first) ?? reading.from;
  const write = (place: PaymentPlace | null) => (place === null ? null : writePlace(filter.sort, place));
  const isNamedHere = (row: ListedPayment) =>
    named.some(({ storeId, id }) => storeId === row.storeId && id === row.id);
  const others = rows.filter((row) => !isNamedHere(row));
  const listed = [...named, ...others];
  const shown = await withMatches(
    db,
    search,
    matches,
    await paymentRows(db, listed, seesCustomers),
    seesCustomers,
  );
  return {
    named: shown.slice(0, named.length),
    rows: shown.slice(named.length),
    missing: further === null && scan.kind === "all" ? missingOf(search, matches, rows, seesCustomers) : [],
    filter,
    seesCustomers,
    counts,
    scan,
    choices: {
      pgs: pgsOf(kinds),
      currencies: currenciesOf(kinds).sort(),
    },
    next: write(backwards ? back : further),
    previous: write(backwards ? further : after === null ? null : back),
    pull: await pullProgress(db),
  };
}

/** Pages may be empty. Nothing is held between pages: a payment that moves meanwhile may come twice or not at all. */
export async function* pagesOfPayments(
  db: Database,
  { filter, seesCustomers }: Pick<ListRequest, "filter" | "seesCustomers">,
  size = 500,
): AsyncGenerator<PaymentRow[], void, undefined> {
  const condition = wholeCondition(filter, await paymentKinds(db), seesCustomers);
  let from: PaymentPlace | null = null;
  for (;;) {
    const reading: ScanRequest = {
      from,
      backwards: false,
      limit: size,
      scanLimit: wholeScanLimit,
      seesCustomers,
    };
    const { rows, scannedTo }: Scan = await scanInOrder(db, filter, condition, reading);
    const last = rows.at(-1);
    yield await paymentRows(db, rows, seesCustomers);
    from = rows.length === size && last !== undefined ? placeOfRow(filter.sort, last) : scannedTo;
    if (from === null) return;
  }
}

/** Tries the ways of docs/decisions/043-read-the-list-in-five-ways.md, cheapest first, until one gives a full answer. */
async function find(
  db: Database,
  filter: PaymentFilter,
  kinds: readonly PaymentKind[],
  reading: ScanRequest,
): Promise<Found> {
  const { query, sort, period } = filter;
  const all = { ...filter, tab: "all" as const };
  const isCreated = sort.key === "created";
  const ofKinds = kindsOf(filter, kinds);
  if (isOfKindsOnly(filter) && ofKinds.length === 0)
    return { page: nothing, counts: exactCounts(all, kinds), scan: everything };
  if (isCreated && isOfKindsOnly({ ...filter, period: period?.of === "created" ? null : period })) {
    const isPart = ofKinds.length < kinds.length;
    const page = isPart
      ? await scanByKinds(
          db,
          filter,
          ofKinds.map(({ kind }) => kind),
          reading,
        )
      : await scanInOrder(db, filter, undefined, reading);
    return { page, counts: await countTabs(db, all, kinds, reading), scan: everything };
  }
  const byWeeks = (weeks: number) =>
    scanByWeeks(db, filter, wholeCondition({ ...filter, query: "" }, kinds, reading.seesCustomers), {
      ...reading,
      mostWeeks: weeks,
      currencies: currenciesOf(kinds),
    });
  const isByWeeks = isCreated && isServedSearch(query);
  if (isByWeeks) {
    // A common text fills a page within weeks; reading all its payments would cost more.
    const page = await byWeeks(firstWeeks);
    if (page.rows.length === reading.limit)
      return { page, counts: await countTabs(db, all, kinds, reading), scan: everything };
  }
  const candidates = await candidatesOf(db, filter, kinds, reading);
  const isOver = candidates !== null && candidates.scannedTo !== null && reading.from !== null;
  if (candidates !== null && !isOver) return ofCandidates(db, filter, candidates, reading);
  const page = isByWeeks
    ? await byWeeks(reading.seesCustomers ? mostWeeks : mostWeeksOfWholeValues)
    : await scanInOrder(db, filter, wholeCondition(filter, kinds, reading.seesCustomers), reading);
  const counts =
    candidates === null ? await countTabs(db, all, kinds, reading) : countByTab(candidates.byStatus, true);
  return { page, counts, scan: scanOf(page) };
}

function scanOf({ scannedTo }: Scan): ListScan {
  return scannedTo === null ? everything : { kind: "scanned-to", place: scannedTo.values[0] ?? "" };
}

async function ofCandidates(
  db: Database,
  filter: PaymentFilter,
  { page, byStatus, isCut, scannedTo }: Candidates,
  { backwards, limit }: ScanRequest,
): Promise<Found> {
  const rows = await readKeys(db, filter.sort, page, backwards);
  const counts = countByTab(byStatus, isCut);
  if (scannedTo !== null) {
    const page = { rows, scannedTo: rows.length === limit ? null : scannedTo };
    return { page, counts, scan: scanOf(page) };
  }
  const isShort = filter.query !== "" && !isServedSearch(filter.query);
  return {
    page: { rows, scannedTo: null },
    counts,
    scan: isCut ? { kind: "cut" } : isShort ? { kind: "whole-only" } : everything,
  };
}

const everything: ListScan = { kind: "all" };
const nothing: Scan = { rows: [], scannedTo: null };

/** Returns whether whole ids are all that was searched for. Other texts may be an id by chance. */
function isWholly({ ids, isSeveral, alternatives }: Search, found: ReadonlySet<string>): boolean {
  return isSeveral
    ? alternatives.every(([id]) => id !== undefined && found.has(id.typed)) || found.has(ids.at(-1) ?? "")
    : ids.some((id) => found.has(id) && looksLikeId(id));
}

function missingOf(
  search: Search,
  { found }: IdMatches,
  rows: readonly ListedPayment[],
  seesCustomers: boolean,
): string[] {
  if (!search.isSeveral || found.has(search.ids.at(-1) ?? "")) return [];
  return search.alternatives
    .flat()
    .filter(({ typed, forms }) => {
      const isIn = ({ search }: ListedPayment) =>
        search !== null &&
        forms.some((form) => (seesCustomers ? search.includes(form) : isOpenlyFound(search, form)));
      return !found.has(typed) && !rows.some(isIn);
    })
    .map(({ typed }) => typed);
}

/** A whole id is unambiguous: payments that contain it as a part are not searched. */
function onlyNamed(named: readonly ListedPayment[]): Found {
  const counts = countByTab(
    named.map(({ status }) => ({ status, count: 1 })),
    false,
  );
  return { page: nothing, counts, scan: everything };
}

/** Returns the search for those of several ids that are no whole id. Parts of a known id are in very many payments. */
function withoutFound(filter: PaymentFilter, { alternatives }: Search, { found }: IdMatches): PaymentFilter {
  const unknown = alternatives.flat().filter(({ typed }) => !found.has(typed));
  return { ...filter, query: unknown.map(({ typed }) => typed).join(" ") };
}

function addNamed(others: Found, named: readonly ListedPayment[]): Found {
  const ofNamed = onlyNamed(named).counts;
  const counts = { ...others.counts };
  for (const tab of paymentTabs)
    counts[tab] = { ...counts[tab], count: counts[tab].count + ofNamed[tab].count };
  return { ...others, counts };
}

function wholeCondition(
  filter: PaymentFilter,
  kinds: readonly PaymentKind[],
  seesCustomers: boolean,
): SQL | undefined {
  const { query } = filter;
  return and(
    conditionOf(filter),
    query === "" ? undefined : matchesSearch({ query, currencies: currenciesOf(kinds), seesCustomers }),
  );
}

async function countTabs(
  db: Database,
  filter: PaymentFilter,
  kinds: readonly PaymentKind[],
  { seesCustomers }: ScanRequest,
) {
  if (isOfKindsOnly(filter)) return exactCounts(filter, kinds);
  const condition = wholeCondition(filter, kinds, seesCustomers);
  const { byStatus, isAll } = await countInOrder(db, filter, condition, scanLimit);
  return countByTab(byStatus, !isAll);
}

function exactCounts(filter: PaymentFilter, kinds: readonly PaymentKind[]): PaymentListPage["counts"] {
  return countByTab(kindsOf(filter, kinds), false);
}

async function pullProgress(db: Database): Promise<PullProgress> {
  const row = await lastPull(db);
  if (row === null) return { state: "never", pulled: 0, finishedAt: null };
  const state = row.state === "paused" ? "running" : row.state;
  return { state, pulled: row.pulled, finishedAt: row.finishedAt?.toISOString() ?? null };
}
