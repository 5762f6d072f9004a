import { describe, expect, test } from "vitest";
import type { RefundNeeds } from "@/lib/domain/refund-needs";
import { figuresOf } from "./figures";

const day = (from: string, until: string | null = from) => ({ from, until, exact: true });
const arrival = { whole: day("2026-11-25"), part: day("2026-11-30", "2026-12-02") };
const needs: RefundNeeds = {
  account: null,
  email: false,
  promotionOption: false,
  taxFree: false,
  vat: "computed",
};
const given = {
  cancellable: { amount: 10_000, taxFree: 0, basisKnown: true, vat: 909 },
  needs,
  policy: { fee: { onTop: 300, totalForAll: 10_300 }, arrival },
};
const part = (amount: number | null) => ({ kind: "partial", amount }) as const;

test("everything: 10,000 cost the merchant 10,300, and nothing remains", () => {
  expect(figuresOf(given, { kind: "full" }, true)).toEqual({
    amount: 10_000,
    remaining: 0,
    fee: 300,
    cost: 10_300,
    arrival: arrival.whole,
  });
});

test("a part arrives as a part, one that takes all that is left as the whole", () => {
  expect(figuresOf(given, part(4_000), true)).toMatchObject({
    remaining: 6_000,
    cost: 4_300,
    arrival: arrival.part,
  });
  expect(figuresOf(given, part(10_000), true)).toMatchObject({ remaining: 0, arrival: arrival.whole });
  expect(figuresOf(given, part(null), true)).toMatchObject({ amount: null, remaining: null, cost: null });
});

test("where the basis is not known, all that is left is no figure", () => {
  const unknown = { ...given, cancellable: { ...given.cancellable, basisKnown: false } };
  expect(figuresOf(unknown, { kind: "full" }, true)).toMatchObject({
    amount: null,
    cost: null,
    remaining: 0,
  });
});

describe("an account that is only offered", () => {
  const account = { need: "offered", why: "transfer-by-account", phone: true } as const;
  const offered = { ...given, needs: { ...needs, account } };
  test("and given: neither cost nor arrival is documented", () => {
    expect(figuresOf(offered, { kind: "full" }, true)).toMatchObject({
      fee: null,
      cost: null,
      arrival: null,
    });
  });
  test("and not given: it goes back as it came", () => {
    expect(figuresOf(offered, { kind: "full" }, false)).toMatchObject({ fee: 300, arrival: arrival.whole });
  });
});
