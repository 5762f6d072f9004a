import { expect, test } from "vitest";
import { everyRefund, type RefundFilter, readRefundFilter, writeRefundFilter } from "./refund-filter";

const read = (query: string) => readRefundFilter(new URLSearchParams(query));

test("a written filter is read back equal", () => {
  const filter: RefundFilter = {
    period: { of: "requested", from: "2026-11-01", to: null },
    states: ["succeeded", "failed"],
    person: "-",
    reason: "DEFECTIVE",
    methods: ["CARD", "-"],
    pgs: ["KCP_V2"],
    channel: "LIVE",
    currency: "KRW",
    took: "hour",
    pending: "three-days",
    only: "points",
  };
  expect(read(writeRefundFilter(filter))).toEqual({ filter, ignored: [] });
  expect(read(writeRefundFilter(everyRefund))).toEqual({ filter: everyRefund, ignored: [] });
});

test("repeated and joined parameters are the same, and a period without a kind is one of ends", () => {
  expect(read("state=failed&state=pending")).toEqual(read("state=failed,pending"));
  expect(read("from=2026-11-01").filter.period).toEqual({ of: "finished", from: "2026-11-01", to: null });
});

test.each([
  ["state=nonsense", "state"],
  ["from=2026-02-30", "from"],
  ["from=2026-11-02&to=2026-11-01", "to"],
  ["pg=a b", "pg"],
  ["currency=nonsense", "currency"],
  [`person=${"x".repeat(201)}`, "person"],
] as const)("%s does not filter and is named", (query, parameter) => {
  expect(read(query)).toEqual({ filter: everyRefund, ignored: [parameter] });
});

test("a character that no database can search for is left out", () => {
  expect(read("person=a%00b").filter.person).toBe("ab");
});
