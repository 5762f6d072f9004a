import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanQuery } from "../text-input";
import { paymentStatuses } from "./payment";
import {
  cancellationTimes,
  channelTypes,
  everyPayment,
  isNarrowed,
  type PaymentFilter,
  periodKinds,
  readPaymentFilter,
  sortKeys,
  writePaymentFilter,
} from "./payment-filter";
import { methodTypes } from "./payment-method";
import { paymentTabs } from "./payment-tabs";

const read = (query: string) => readPaymentFilter(new URLSearchParams(query));

test("an empty query means every payment, newest first, and is written as an empty query", () => {
  expect(read("")).toEqual({ filter: everyPayment, problems: [] });
  expect(writePaymentFilter(everyPayment)).toBe("");
  expect(isNarrowed(everyPayment)).toBe(false);
});

test("a hand-written query is read with all its parameters", () => {
  const { filter, problems } = read(
    "tab=paid&q=+김민+&by=paid&from=2026-11-01&status=PAID,CANCELLED,PAID&pg=KPN&min=12,000원&max=20000&pending=1&sort=-amount",
  );
  expect(problems).toEqual([]);
  expect(filter).toMatchObject({
    tab: "paid",
    query: "김민",
    period: { of: "paid", from: "2026-11-01", to: null },
    statuses: ["PAID", "CANCELLED"],
    pgs: ["KPN"],
    amount: { from: 12_000, to: 20_000 },
    currency: "KRW",
    pendingCancellation: true,
    sort: { key: "amount", direction: "desc" },
  });
});

test("amounts in a query are whole units of their currency, and minor units in the filter", () => {
  expect(read("currency=USD&min=12.5&max=20").filter.amount).toEqual({ from: 1_250, to: 2_000 });
  expect(writePaymentFilter(read("currency=USD&min=12.5").filter)).toBe("currency=USD&min=12.50");
  expect(writePaymentFilter(read("currency=KRW&min=12000").filter)).toBe("min=12000");
  expect(writePaymentFilter(read("currency=KRW").filter)).toBe("currency=KRW");
  expect(read("min=0").filter.amount).toEqual({ from: 0, to: null });
});

describe("an unreadable parameter is reported and does not filter", () => {
  test.each([
    ["tab=nonsense", "tab-unknown"],
    ["by=yesterday&from=2026-11-01", "period-unreadable"],
    ["from=2026-02-31", "period-unreadable"],
    ["to=2026-11-31", "period-unreadable"],
    ["from=0000-01-01", "period-unreadable"],
    ["from=999999-01-01", "period-unreadable"],
    ["from=2026-11-02&to=2026-11-01", "period-inverted"],
    ["by=cancelled&from=2026-11-01&took=ages", "took-unreadable"],
    ["took=hour", "took-unreadable"],
    ["by=paid&from=2026-11-01&took=hour", "took-unreadable"],
    ["status=PAID,LOST", "status-unknown"],
    ["method=UNRECOGNIZED", "method-unknown"],
    ["pg='; drop table payments", "pg-unreadable"],
    [`pg=${Array.from({ length: 31 }, (_, n) => `PG${n}`).join(",")}`, "pg-unreadable"],
    ["channel=live", "channel-unknown"],
    ["currency=XXQ", "currency-unknown"],
    ["min=-5", "amount-unreadable"],
    ["min=12.5", "amount-unreadable"],
    [`max=${"9".repeat(30)}`, "amount-unreadable"],
    ["max=%F0%9F%99%82", "amount-unreadable"],
    ["min=2&max=1", "amount-inverted"],
    ["pending=yes", "switch-unreadable"],
    ["soon=0", "switch-unreadable"],
    ["sort=price", "sort-unknown"],
    [`q=${"x".repeat(10_000)}`, "query-too-long"],
  ])("%s", (query, problem) => {
    expect(read(query).problems).toEqual([problem]);
  });

  test("the other parameters still apply", () => {
    const { filter } = read("tab=nonsense&from=2026-02-31&method=CARD,CASH&soon=1");
    expect(filter).toEqual({ ...everyPayment, methods: ["CARD"], blockedSoon: true });
  });
});

test("a search text is cut to what a database can search", () => {
  expect(read(`q=${"x".repeat(10_000)}`).filter.query).toHaveLength(200);
  expect(read("q=%00").filter.query).toBe("");
  expect(readPaymentFilter({ q: ["a\u0000b", "c"] }).filter.query).toBe("ab");
  // A surrogate pair is not split.
  expect(read(`q=${"\u{1F642}".repeat(101)}`).filter.query.isWellFormed()).toBe(true);
  expect(read(`q=x${"\u{1F642}".repeat(101)}`).filter.query.isWellFormed()).toBe(true);
});

const days = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const open = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const range = <Value extends string | number>(arbitrary: fc.Arbitrary<Value>) =>
  fc
    .tuple(open(arbitrary), open(arbitrary))
    .filter(([from, to]) => (from !== null || to !== null) && (from === null || to === null || from <= to))
    .map(([from, to]) => ({ from, to }));
const filters: fc.Arbitrary<PaymentFilter> = fc
  .record({
    tab: fc.constantFrom(...paymentTabs),
    query: fc.string({ unit: "grapheme", maxLength: 60 }).map((text) => cleanQuery(text.slice(0, 200))),
    period: open(
      fc.tuple(fc.constantFrom(...periodKinds), range(days)).map(([of, between]) => ({ of, ...between })),
    ),
    statuses: fc.subarray([...paymentStatuses]),
    methods: fc.subarray([...methodTypes]),
    pgs: fc.subarray(["TOSSPAYMENTS", "KPN", "INICIS_V2"]),
    channel: open(fc.constantFrom(...channelTypes)),
    amount: open(range(fc.nat({ max: 1e12 }))),
    currency: open(fc.constantFrom("KRW", "USD", "JPY", "KWD")),
    took: open(fc.constantFrom(...cancellationTimes)),
    pendingCancellation: fc.boolean(),
    blockedSoon: fc.boolean(),
    unknownCharge: fc.boolean(),
    sort: fc.record({
      key: fc.constantFrom(...sortKeys),
      direction: fc.constantFrom("asc" as const, "desc" as const),
    }),
  })
  .map((filter) =>
    filter.amount !== null && filter.currency === null ? { ...filter, currency: "KRW" } : filter,
  )
  .map((filter) => (filter.period?.of === "cancelled" ? filter : { ...filter, took: null }));

test("every written filter is read back equal", () => {
  fc.assert(
    fc.property(filters, (filter) => {
      expect(read(writePaymentFilter(filter))).toEqual({ filter, problems: [] });
    }),
  );
});

test("the filter of any query is read back equal after writing", () => {
  const parameters = fc.dictionary(
    fc.constantFrom(
      "tab",
      "q",
      "from",
      "to",
      "by",
      "status",
      "pg",
      "min",
      "max",
      "currency",
      "sort",
      "soon",
      "unknown",
      "took",
    ),
    fc.oneof(fc.string({ unit: "binary" }), fc.array(fc.string(), { maxLength: 2 })),
  );
  fc.assert(
    fc.property(parameters, (query) => {
      const { filter } = readPaymentFilter(query);
      expect(read(writePaymentFilter(filter))).toEqual({ filter, problems: [] });
    }),
    { numRuns: 40 },
  );
});
