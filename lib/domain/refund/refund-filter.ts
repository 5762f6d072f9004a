import { minorUnitDigits } from "../money";
import {
  type AddressQuery,
  type CancellationTime,
  calendarDay,
  cancellationTimes,
  channelTypes,
} from "../payment/payment-filter";

export const refundPeriods = ["finished", "requested"] as const;
type RefundPeriod = (typeof refundPeriods)[number];

/** `succeeded`: PortOne shows that the money went back. `recorded`: only a person recorded the refund as done. */
export const refundListStates = [
  "succeeded",
  "recorded",
  "pending",
  "submitting",
  "undecided",
  "failed",
] as const;
export type RefundListState = (typeof refundListStates)[number];

/** Stand for what a row lacks: a person of ours, a reason code, a PG or method. */
export const madeElsewhere = "-";
export const noReason = "-";
export const noneOfThem = "-";

/** Upper bounds, since the request of a refund that PortOne accepted and has not ended. */
export const pendingAges = ["hour", "day", "three-days", "longer"] as const;
export type PendingAge = (typeof pendingAges)[number];

export type RefundFilter = {
  /** Calendar days in Seoul, YYYY-MM-DD, both included; null is open. */
  period: { of: RefundPeriod; from: string | null; to: string | null } | null;
  states: readonly RefundListState[];
  person: string | null;
  reason: string | null;
  methods: readonly string[];
  pgs: readonly string[];
  channel: (typeof channelTypes)[number] | null;
  currency: string | null;
  took: CancellationTime | null;
  pending: PendingAge | null;
  /** Only refunds whose money is unknown, that returned points, or that were sent without a needed approval. */
  only: (typeof refundOnly)[number] | null;
};

const refundOnly = ["unknown", "points", "emergency"] as const;

export const everyRefund: RefundFilter = {
  period: null,
  states: [],
  person: null,
  reason: null,
  methods: [],
  pgs: [],
  channel: null,
  currency: null,
  took: null,
  pending: null,
  only: null,
};

const parameters = [
  "by",
  "from",
  "to",
  "state",
  "person",
  "reason",
  "method",
  "pg",
  "channel",
  "currency",
  "took",
  "pending",
  "only",
] as const;
export type RefundParameter = (typeof parameters)[number];

const mostChoices = 30;
const longestCode = 200;

/** Returns the filter, and the parameters that were not understood, which do not filter. */
export function readRefundFilter(query: AddressQuery): { filter: RefundFilter; ignored: RefundParameter[] } {
  const ignored = new Set<RefundParameter>();
  const all = (name: RefundParameter): string[] => {
    const values = query instanceof URLSearchParams ? query.getAll(name) : [query[name] ?? []].flat();
    // No database can search for U+0000.
    return values.flatMap((value) => value.replaceAll("\u0000", "").split(",")).filter(Boolean);
  };
  const some = <Known extends string>(name: RefundParameter, read: (word: string) => Known | undefined) => {
    const found = all(name).slice(0, mostChoices).map(read);
    if (found.includes(undefined) || all(name).length > mostChoices) ignored.add(name);
    return [...new Set(found.filter((word) => word !== undefined))];
  };
  const one = <Known extends string>(name: RefundParameter, read: (word: string) => Known | undefined) =>
    some(name, read)[0] ?? null;
  const among =
    <Known extends string>(known: readonly Known[]) =>
    (word: string) =>
      known.find((candidate) => candidate === word);
  const term = (word: string) => (/^([A-Za-z0-9_]{1,40}|-)$/.test(word) ? word : undefined);
  const code = (word: string) => (word.length <= longestCode ? word : undefined);

  const of = one("by", among(refundPeriods)) ?? "finished";
  const day = (name: "from" | "to") => one(name, (word) => calendarDay.safeParse(word).data);
  const [from, to] = [day("from"), day("to")];
  const isInverted = from !== null && to !== null && from > to;
  if (isInverted) ignored.add("to");
  const filter: RefundFilter = {
    period: isInverted || (from === null && to === null) ? null : { of, from, to },
    states: some("state", among(refundListStates)),
    person: one("person", code),
    reason: one("reason", code),
    methods: some("method", term),
    pgs: some("pg", term),
    channel: one("channel", among(channelTypes)),
    currency: one("currency", (word) => (minorUnitDigits(word) === null ? undefined : word)),
    took: one("took", among(cancellationTimes)),
    pending: one("pending", among(pendingAges)),
    only: one("only", among(refundOnly)),
  };
  return { filter, ignored: [...ignored] };
}

/** Returns the query of the address. What does not filter is left out. */
export function writeRefundFilter(filter: RefundFilter): string {
  const { period, states, methods, pgs } = filter;
  const query = new URLSearchParams();
  const write = (name: RefundParameter, value: string | null) => {
    if (value !== null && value !== "") query.set(name, value);
  };
  write("by", period?.of ?? null);
  write("from", period?.from ?? null);
  write("to", period?.to ?? null);
  write("state", states.join(","));
  write("person", filter.person);
  write("reason", filter.reason);
  write("method", methods.join(","));
  write("pg", pgs.join(","));
  write("channel", filter.channel);
  write("currency", filter.currency);
  write("took", filter.took);
  write("pending", filter.pending);
  write("only", filter.only);
  return query.toString();
}

export function isRefundFilterSet(filter: RefundFilter): boolean {
  return writeRefundFilter(filter) !== "";
}
