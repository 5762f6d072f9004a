import fc from "fast-check";
import { expect, test } from "vitest";
import { auditKinds } from "./audit-actions";
import {
  type AuditFilter,
  everyEntry,
  isAuditFilterSet,
  readAuditFilter,
  writeAuditFilter,
} from "./audit-filter";

const filters: fc.Arbitrary<AuditFilter> = fc.record({
  period: fc.constantFrom(null, { from: "2026-01-01", to: null }, { from: "2026-01-01", to: "2026-01-31" }),
  person: fc.constantFrom(null, "-", "person-1"),
  kind: fc.constantFrom(null, ...auditKinds),
  action: fc.constantFrom(null, "refund.requested" as const),
  payment: fc.constantFrom(null, "order/1?&=", "주문"),
  subject: fc.constantFrom(null, "refund:1"),
  text: fc.constantFrom("", "메모", "100%_'\"\\", "R-ABC"),
});

test("a filter that is written and read is the same", () => {
  fc.assert(
    fc.property(filters, (filter) => {
      expect(readAuditFilter(new URLSearchParams(writeAuditFilter(filter)))).toEqual({ filter, ignored: [] });
    }),
  );
});

test("any address is read, and what is ignored does not filter", () => {
  const names = fc.constantFrom("from", "to", "person", "kind", "action", "payment", "subject", "q", "other");
  fc.assert(
    fc.property(fc.array(fc.tuple(names, fc.string({ unit: "binary", maxLength: 300 }))), (pairs) => {
      const { filter } = readAuditFilter(new URLSearchParams(pairs));
      expect(readAuditFilter(new URLSearchParams(writeAuditFilter(filter))).filter).toEqual(filter);
      expect(JSON.stringify(filter)).not.toContain("\\u0000");
    }),
  );
});

test.each([
  ["from=2026-13-01", "from"],
  ["from=2026-02-01&to=2026-01-01", "to"],
  ["kind=nonsense", "kind"],
  ["action=nonsense", "action"],
  ["q=ab", "q"],
  [`q=${encodeURIComponent(`%_'"\\`)}`, "q"],
  [`person=${"x".repeat(201)}`, "person"],
])("%s is named as not understood", (address, name) => {
  const { ignored } = readAuditFilter(new URLSearchParams(address));
  expect(ignored).toEqual([name]);
});

test("a text of 10,000 characters is cut", () => {
  const { filter } = readAuditFilter({ q: "x".repeat(10_000) });
  expect(filter.text).toHaveLength(200);
  expect(isAuditFilterSet(filter)).toBe(true);
  expect(isAuditFilterSet(everyEntry)).toBe(false);
});
