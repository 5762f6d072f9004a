// What the list of payments is asked for, and how it is written in an address: shared by the list, its export, the saved
// views and the palette. Pure; a filter is read from what anybody may have typed into the address bar.

import * as z from "zod/mini";
import { minorUnitDigits } from "../money";
import { readAmount, writePlainAmount } from "../parse-amount";
import { cleanQuery } from "../text-input";
import { paymentStatuses } from "./payment";
import { methodTypes } from "./payment-method";
import { type PaymentTab, paymentTabs } from "./payment-tabs";

type KnownStatus = (typeof paymentStatuses)[number];
type KnownMethod = (typeof methodTypes)[number];

/** What a period is of: when the payment was made at PortOne, paid, or money of it went back. */
export const periodKinds = ["created", "paid", "cancelled"] as const;
type PeriodKind = (typeof periodKinds)[number];

export const channelTypes = ["LIVE", "TEST"] as const;
type ChannelType = (typeof channelTypes)[number];

/** `deadline`: until when the rules let it be refunded; payments without one come last, or first in reverse. */
export const sortKeys = ["created", "paid", "amount", "deadline"] as const;
export type SortKey = (typeof sortKeys)[number];
export type PaymentSort = { key: SortKey; direction: "asc" | "desc" };

/**
 * How long PortOne took from the request of a cancellation to its end: under so much, and no less than the one before;
 * `unknown` where PortOne gives no time of the end. Such a one belongs to the day of its request.
 */
export const cancellationTimes = ["minute", "hour", "day", "three-days", "longer", "unknown"] as const;
export type CancellationTime = (typeof cancellationTimes)[number];

export type PaymentFilter = {
  tab: PaymentTab;
  /** Empty for none. */
  query: string;
  /** Calendar days in Seoul, YYYY-MM-DD, both included; null is open. */
  period: { of: PeriodKind; from: string | null; to: string | null } | null;
  /** Only beside a period of cancellation: the cancellation in it took so long. */
  took: CancellationTime | null;
  /** Empty lists do not filter. */
  statuses: readonly KnownStatus[];
  methods: readonly KnownMethod[];
  pgs: readonly string[];
  channel: ChannelType | null;
  /** In minor units of `currency`, which is never null beside it. Both included. */
  amount: { from: number | null; to: number | null } | null;
  currency: string | null;
  pendingCancellation: boolean;
  /** The rules stop letting it be refunded within `blockedSoonDays`. */
  blockedSoon: boolean;
  sort: PaymentSort;
};

export const blockedSoonDays = 7;
export const longestQuery = 200;
/** What an amount without a currency is meant in. */
const usualCurrency = "KRW";
const mostChoices = 30;

export const everyPayment: PaymentFilter = {
  tab: "all",
  query: "",
  period: null,
  took: null,
  statuses: [],
  methods: [],
  pgs: [],
  channel: null,
  amount: null,
  currency: null,
  pendingCancellation: false,
  blockedSoon: false,
  sort: { key: "created", direction: "desc" },
};

/** What of an address was not understood, and therefore left out. Every one has words in `messages`. */
export type FilterProblem =
  | "query-too-long"
  | "tab-unknown"
  | "period-unreadable"
  | "period-inverted"
  | "took-unreadable"
  | "status-unknown"
  | "method-unknown"
  | "pg-unreadable"
  | "channel-unknown"
  | "currency-unknown"
  | "amount-unreadable"
  | "amount-inverted"
  | "switch-unreadable"
  | "sort-unknown";

/** The parameters of a filter in an address; the list's own page cursors are not among them. */
type Parameter =
  | "tab"
  | "q"
  | "by"
  | "from"
  | "to"
  | "took"
  | "status"
  | "method"
  | "pg"
  | "channel"
  | "currency"
  | "min"
  | "max"
  | "pending"
  | "soon"
  | "sort";

/** What Next gives a page, or what a browser reads from its address. */
export type AddressQuery = URLSearchParams | Readonly<Record<string, string | string[] | undefined>>;

/** The filter of an address. What cannot be read does not filter, and is told by `problems`, each once. */
export function readPaymentFilter(query: AddressQuery): { filter: PaymentFilter; problems: FilterProblem[] } {
  const problems = new Set<FilterProblem>();
  const given = (name: Parameter) => firstOf(query, name);
  /** The value, or nothing with a note that it was not understood. */
  const understood = <Value>(value: Value | undefined, problem: FilterProblem): Value | undefined => {
    if (value === undefined) problems.add(problem);
    return value;
  };
  const oneOf = <Known extends string>(name: Parameter, known: readonly Known[], problem: FilterProblem) => {
    const text = given(name);
    return text === ""
      ? undefined
      : understood(
          known.find((word) => word === text),
          problem,
        );
  };
  const someOf = <Known extends string>(
    name: Parameter,
    read: (word: string) => Known | undefined,
    problem: FilterProblem,
  ) => {
    const words = given(name).split(",").filter(Boolean);
    if (words.length > mostChoices) problems.add(problem);
    const known = words.slice(0, mostChoices).flatMap((word) => understood(read(word), problem) ?? []);
    return [...new Set(known)];
  };
  const isOn = (name: "pending" | "soon") => oneOf(name, ["1"], "switch-unreadable") !== undefined;

  const typed = given("q").trim();
  if (typed.length > longestQuery) problems.add("query-too-long");
  const currency =
    given("currency") === ""
      ? null
      : (understood(
          minorUnitDigits(given("currency")) === null ? undefined : given("currency"),
          "currency-unknown",
        ) ?? null);
  const amount = readAmounts(given("min"), given("max"), currency ?? usualCurrency);
  if (typeof amount === "string") problems.add(amount);
  const period = readPeriod(
    oneOf("by", periodKinds, "period-unreadable") ?? "created",
    given("from"),
    given("to"),
  );
  if (typeof period === "string") problems.add(period);
  const took = oneOf("took", cancellationTimes, "took-unreadable") ?? null;
  const isOfCancellations = typeof period !== "string" && period?.of === "cancelled";
  if (took !== null && !isOfCancellations) problems.add("took-unreadable");
  const isRange = amount !== null && typeof amount !== "string";

  const filter: PaymentFilter = {
    tab: oneOf("tab", paymentTabs, "tab-unknown") ?? "all",
    query: cleanQuery(typed.slice(0, longestQuery)),
    period: typeof period === "string" ? null : period,
    took: isOfCancellations ? took : null,
    statuses: someOf("status", (word) => paymentStatuses.find((one) => one === word), "status-unknown"),
    methods: someOf("method", (word) => methodTypes.find((one) => one === word), "method-unknown"),
    pgs: someOf("pg", (word) => (/^[A-Z0-9_]{1,40}$/.test(word) ? word : undefined), "pg-unreadable"),
    channel: oneOf("channel", channelTypes, "channel-unknown") ?? null,
    amount: isRange ? amount : null,
    currency: isRange ? (currency ?? usualCurrency) : currency,
    pendingCancellation: isOn("pending"),
    blockedSoon: isOn("soon"),
    sort: readSort(given("sort"), () => problems.add("sort-unknown")),
  };
  return { filter, problems: [...problems] };
}

/** The query of an address that `readPaymentFilter` reads again, without what is so anyway; "" for every payment. */
export function writePaymentFilter(filter: PaymentFilter): string {
  const query = new URLSearchParams();
  const put = (name: Parameter, value: string | null) => {
    if (value !== null && value !== "") query.set(name, value);
  };
  const { tab, period, amount, currency, sort } = filter;
  const isUsualSort = sort.key === everyPayment.sort.key && sort.direction === everyPayment.sort.direction;
  const isUsualCurrency = amount !== null && currency === usualCurrency;
  put("tab", tab === "all" ? null : tab);
  put("q", filter.query);
  if (period !== null) {
    put("by", period.of === "created" ? null : period.of);
    put("from", period.from);
    put("to", period.to);
    put("took", filter.took);
  }
  put("status", filter.statuses.join(","));
  put("method", filter.methods.join(","));
  put("pg", filter.pgs.join(","));
  put("channel", filter.channel);
  put("currency", isUsualCurrency ? null : currency);
  put("min", plainAmount(amount?.from ?? null, currency));
  put("max", plainAmount(amount?.to ?? null, currency));
  put("pending", filter.pendingCancellation ? "1" : null);
  put("soon", filter.blockedSoon ? "1" : null);
  put("sort", isUsualSort ? null : `${sort.direction === "desc" ? "-" : ""}${sort.key}`);
  return query.toString();
}

/** Whether anything but the tab and the order is asked for. */
export function isNarrowed(filter: PaymentFilter): boolean {
  return writePaymentFilter({ ...filter, tab: "all", sort: everyPayment.sort }) !== "";
}

function firstOf(query: AddressQuery, name: Parameter): string {
  const value = query instanceof URLSearchParams ? query.get(name) : query[name];
  // No database can look for U+0000.
  return ((Array.isArray(value) ? value[0] : value) ?? "").replaceAll("\u0000", "");
}

/** A day that is in the calendar, of a year in which there can be payments. */
export const calendarDay = z.iso
  .date()
  .check(z.refine((text) => text >= "2000-01-01" && text <= "2199-12-31"));

function readPeriod(
  of: PeriodKind,
  from: string,
  to: string,
): PaymentFilter["period"] | "period-unreadable" | "period-inverted" {
  if (from === "" && to === "") return null;
  const days = [from, to].map((text) =>
    text === "" ? null : (calendarDay.safeParse(text).data ?? undefined),
  );
  const [first, last] = days;
  if (first === undefined || last === undefined) return "period-unreadable";
  if (first !== null && last !== null && first > last) return "period-inverted";
  return { of, from: first, to: last };
}

function readAmounts(
  least: string,
  most: string,
  currency: string,
): PaymentFilter["amount"] | "amount-unreadable" | "amount-inverted" {
  if (least === "" && most === "") return null;
  const [from, to] = [least, most].map((text) => (text === "" ? null : amountOf(text, currency)));
  if (from === undefined || to === undefined) return "amount-unreadable";
  if (from !== null && to !== null && from > to) return "amount-inverted";
  return { from, to };
}

/** Minor units; undefined for what is no amount. Zero is one here, unlike in a refund. */
function amountOf(text: string, currency: string): number | undefined {
  const read = readAmount(text, currency);
  if (read.ok) return read.value;
  return read.error.code === "amount-zero" ? 0 : undefined;
}

function plainAmount(amount: number | null, currency: string | null): string | null {
  return amount === null ? null : writePlainAmount(amount, currency ?? usualCurrency);
}

function readSort(text: string, unknown: () => void): PaymentSort {
  if (text === "") return everyPayment.sort;
  const key = sortKeys.find((known) => known === text.replace(/^-/, ""));
  if (key === undefined) {
    unknown();
    return everyPayment.sort;
  }
  return { key, direction: text.startsWith("-") ? "desc" : "asc" };
}
