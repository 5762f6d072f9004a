import * as z from "zod/mini";
import { minorUnitDigits } from "../money";
import { readAmount, writePlainAmount } from "../parse-amount";
import { cleanQuery } from "../text-input";
import { paymentStatuses } from "./payment";
import { methodTypes } from "./payment-method";
import { type PaymentTab, paymentTabs } from "./payment-tabs";

type KnownStatus = (typeof paymentStatuses)[number];
type KnownMethod = (typeof methodTypes)[number];

export const periodKinds = ["created", "paid", "cancelled"] as const;
type PeriodKind = (typeof periodKinds)[number];

export const channelTypes = ["LIVE", "TEST"] as const;
type ChannelType = (typeof channelTypes)[number];

/** `deadline`: until when the rules allow a refund; payments without one come last, or first in reverse. */
export const sortKeys = ["created", "paid", "amount", "deadline"] as const;
export type SortKey = (typeof sortKeys)[number];
export type PaymentSort = { key: SortKey; direction: "asc" | "desc" };

/** Upper bounds, from request to end. `unknown`: PortOne gives no time of the end; the day of the request counts. */
export const cancellationTimes = ["minute", "hour", "day", "three-days", "longer", "unknown"] as const;
export type CancellationTime = (typeof cancellationTimes)[number];

/** Days in Seoul, YYYY-MM-DD; null is open. `LIVE`: every channel but TEST. `amount`: in minor units of `currency`. */
export type PaymentFilter = {
  tab: PaymentTab;
  query: string;
  period: { of: PeriodKind; from: string | null; to: string | null } | null;
  took: CancellationTime | null;
  statuses: readonly KnownStatus[];
  methods: readonly KnownMethod[];
  pgs: readonly string[];
  channel: ChannelType | null;
  amount: { from: number | null; to: number | null } | null;
  currency: string | null;
  pendingCancellation: boolean;
  blockedSoon: boolean;
  /** Only payments whose charged amount is unknown. */
  unknownCharge: boolean;
  sort: PaymentSort;
};

export const blockedSoonDays = 7;
export const maxQueryLength = 200;
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
  unknownCharge: false,
  sort: { key: "created", direction: "desc" },
};

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
  | "unknown"
  | "sort";

export type AddressQuery = URLSearchParams | Readonly<Record<string, string | string[] | undefined>>;

/** Unreadable parameters do not filter. */
export function readPaymentFilter(query: AddressQuery): { filter: PaymentFilter; problems: FilterProblem[] } {
  const problems = new Set<FilterProblem>();
  const parameter = (name: Parameter) => firstOf(query, name);
  const understood = <Value>(value: Value | undefined, problem: FilterProblem): Value | undefined => {
    if (value === undefined) problems.add(problem);
    return value;
  };
  const oneOf = <Known extends string>(name: Parameter, known: readonly Known[], problem: FilterProblem) => {
    const text = parameter(name);
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
    const values = parameter(name).split(",").filter(Boolean);
    if (values.length > mostChoices) problems.add(problem);
    const known = values.slice(0, mostChoices).flatMap((word) => understood(read(word), problem) ?? []);
    return [...new Set(known)];
  };
  const isOn = (name: "pending" | "soon" | "unknown") =>
    oneOf(name, ["1"], "switch-unreadable") !== undefined;

  const typed = parameter("q").trim();
  if (typed.length > maxQueryLength) problems.add("query-too-long");
  const currency =
    parameter("currency") === ""
      ? null
      : (understood(
          minorUnitDigits(parameter("currency")) === null ? undefined : parameter("currency"),
          "currency-unknown",
        ) ?? null);
  const amount = readAmounts(parameter("min"), parameter("max"), currency ?? usualCurrency);
  if (typeof amount === "string") problems.add(amount);
  const period = readPeriod(
    oneOf("by", periodKinds, "period-unreadable") ?? "created",
    parameter("from"),
    parameter("to"),
  );
  if (typeof period === "string") problems.add(period);
  const took = oneOf("took", cancellationTimes, "took-unreadable") ?? null;
  const isOfCancellations = typeof period !== "string" && period?.of === "cancelled";
  if (took !== null && !isOfCancellations) problems.add("took-unreadable");
  const isRange = amount !== null && typeof amount !== "string";

  const filter: PaymentFilter = {
    tab: oneOf("tab", paymentTabs, "tab-unknown") ?? "all",
    query: cleanQuery(typed.slice(0, maxQueryLength)),
    period: typeof period === "string" ? null : period,
    took: isOfCancellations ? took : null,
    statuses: someOf("status", (word) => paymentStatuses.find((known) => known === word), "status-unknown"),
    methods: someOf("method", (word) => methodTypes.find((known) => known === word), "method-unknown"),
    pgs: someOf("pg", (word) => (/^[A-Z0-9_]{1,40}$/.test(word) ? word : undefined), "pg-unreadable"),
    channel: oneOf("channel", channelTypes, "channel-unknown") ?? null,
    amount: isRange ? amount : null,
    currency: isRange ? (currency ?? usualCurrency) : currency,
    pendingCancellation: isOn("pending"),
    blockedSoon: isOn("soon"),
    unknownCharge: isOn("unknown"),
    sort: readSort(parameter("sort"), () => problems.add("sort-unknown")),
  };
  return { filter, problems: [...problems] };
}

/** What the audit says of a filter: not the text of a search, which may be a customer's name, because an entry stays for ever. */
export function auditedFilter(filter: PaymentFilter): { filter: string; searched: boolean } {
  return {
    filter: writePaymentFilter({ ...filter, query: everyPayment.query }),
    searched: filter.query !== everyPayment.query,
  };
}

export function writePaymentFilter(filter: PaymentFilter): string {
  const query = new URLSearchParams();
  const write = (name: Parameter, value: string | null) => {
    if (value !== null && value !== "") query.set(name, value);
  };
  const { tab, period, amount, currency, sort } = filter;
  const isUsualSort = sort.key === everyPayment.sort.key && sort.direction === everyPayment.sort.direction;
  const isUsualCurrency = amount !== null && currency === usualCurrency;
  write("tab", tab === "all" ? null : tab);
  write("q", filter.query);
  if (period !== null) {
    write("by", period.of === "created" ? null : period.of);
    write("from", period.from);
    write("to", period.to);
    write("took", filter.took);
  }
  write("status", filter.statuses.join(","));
  write("method", filter.methods.join(","));
  write("pg", filter.pgs.join(","));
  write("channel", filter.channel);
  write("currency", isUsualCurrency ? null : currency);
  write("min", plainAmount(amount?.from ?? null, currency));
  write("max", plainAmount(amount?.to ?? null, currency));
  write("pending", filter.pendingCancellation ? "1" : null);
  write("soon", filter.blockedSoon ? "1" : null);
  write("unknown", filter.unknownCharge ? "1" : null);
  write("sort", isUsualSort ? null : `${sort.direction === "desc" ? "-" : ""}${sort.key}`);
  return query.toString();
}

export function isNarrowed(filter: PaymentFilter): boolean {
  return writePaymentFilter({ ...filter, tab: "all", sort: everyPayment.sort }) !== "";
}

function firstOf(query: AddressQuery, name: Parameter): string {
  const value = query instanceof URLSearchParams ? query.get(name) : query[name];
  // No database can search for U+0000.
  return ((Array.isArray(value) ? value[0] : value) ?? "").replaceAll("\u0000", "");
}

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

/** Undefined if the text is not an amount. Zero is allowed, unlike in a refund. */
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
