import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type LimitedRefund,
  limitReached,
  mostAmount,
  noLimits,
  type RefundLimits,
  refundLimitsSchema,
  wantsProof,
} from "./refund-limits";

const refund: LimitedRefund = { method: "CARD", pg: "KCP_V2", currency: "KRW", amount: 30_000 };
const none = { count: 0, amount: 0 };
const reached = (limits: Partial<RefundLimits>, today = none, of: Partial<LimitedRefund> = {}) =>
  limitReached({ role: { ...noLimits, ...limits }, person: noLimits }, { ...refund, ...of }, today);

describe("a refund", () => {
  test("without limits is never stopped", () => {
    expect(reached({}, { count: 1_000_000, amount: mostAmount }, { amount: null, pg: null })).toBeNull();
  });

  test.each([
    [{ amounts: { KRW: { single: 30_000, daily: null } } }, 30_000, null],
    [
      { amounts: { KRW: { single: 29_999, daily: null } } },
      30_000,
      { limit: "single", most: 29_999, left: 29_999 },
    ],
    [{ amounts: { KRW: { single: 0, daily: null } } }, 1, { limit: "single", most: 0, left: 0 }],
    [{ amounts: { KRW: { single: null, daily: 50_000 } } }, 30_000, null],
    [
      { amounts: { KRW: { single: null, daily: 50_000 } } },
      30_001,
      { limit: "daily", most: 50_000, left: 30_000 },
    ],
    [{ amounts: { KRW: { single: null, daily: 10_000 } } }, 1, { limit: "daily", most: 10_000, left: 0 }],
    [{ amounts: { KRW: { single: mostAmount, daily: mostAmount } } }, null, { limit: "single" }],
    [{ count: 3 }, 30_000, null],
    [{ count: 2 }, 30_000, { limit: "count", most: 2, left: 0 }],
    [{ count: 0 }, 30_000, { limit: "count", most: 0, left: 0 }],
    [{ methods: ["CARD", "TRANSFER"] }, 30_000, null],
    [{ methods: ["TRANSFER"] }, 30_000, { limit: "method", most: null, left: null }],
    [{ methods: [] }, 30_000, { limit: "method" }],
    [{ pgs: ["KCP_V2"] }, 30_000, null],
    [{ pgs: ["NAVERPAY"] }, 30_000, { limit: "pg" }],
  ] as const)("under %j of %j, after two refunds of 20,000 today: %j", (limits, amount, expected) => {
    const stopped = reached(limits, { count: 2, amount: 20_000 }, { amount });
    if (expected === null) expect(stopped).toBeNull();
    else expect(stopped).toMatchObject({ owner: "role", ...expected });
  });

  test.each([
    [30_000, "KRW", 30_000, true],
    [30_001, "KRW", 30_000, false],
    [0, "KRW", 1, true],
    [1_000_000, "KRW", null, true],
    [undefined, "KRW", mostAmount, false],
    [1, "USD", 30_000, false],
  ])("with a proof from %j %s on, of %j won, wants one: %j", (confirmFrom, currency, amount, wanted) => {
    const own = { ...noLimits, amounts: { [currency]: { single: null, daily: null, confirmFrom } } };
    expect(wantsProof({ role: own, person: noLimits }, { ...refund, amount })).toBe(wanted);
    expect(wantsProof({ role: noLimits, person: own }, { ...refund, amount })).toBe(wanted);
  });

  test("in another currency has no limit of amounts, or is stopped where only listed currencies are allowed", () => {
    const amounts = { KRW: { single: 1, daily: 1 } };
    expect(reached({ amounts }, none, { currency: "USD" })).toBeNull();
    expect(reached({ amounts, otherCurrencies: false }, none, { currency: "USD" })).toMatchObject({
      limit: "currency",
    });
    expect(reached({ amounts }, none, { currency: "constructor" })).toBeNull();
  });

  test("of a payment without a PG is stopped where PGs are limited", () => {
    expect(reached({ pgs: ["KCP_V2"] }, none, { pg: null })).toMatchObject({ limit: "pg" });
  });

  test("is stopped by the person's limit as by the role's, whichever is lower", () => {
    const of = (single: number) => ({ ...noLimits, amounts: { KRW: { single, daily: null } } });
    expect(limitReached({ role: of(50_000), person: of(10_000) }, refund, none)).toMatchObject({
      owner: "person",
    });
    expect(limitReached({ role: of(10_000), person: of(50_000) }, refund, none)).toMatchObject({
      owner: "role",
    });
    expect(limitReached({ role: of(30_000), person: of(30_000) }, refund, none)).toBeNull();
  });
});

test("refunds that pass one after the other never exceed a daily limit", () => {
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.nat(20),
      fc.array(fc.integer({ min: 1, max: 50_000 }), { maxLength: 40 }),
      (daily, count, amounts) => {
        const limits = { count, amounts: { KRW: { single: null, daily } } };
        const today = { count: 0, amount: 0 };
        for (const amount of amounts)
          if (reached(limits, today, { amount }) === null) {
            today.count += 1;
            today.amount += amount;
          }
        expect(today.amount).toBeLessThanOrEqual(daily);
        expect(today.count).toBeLessThanOrEqual(count);
      },
    ),
  );
});

describe("stored limits", () => {
  const parse = (limits: unknown) => refundLimitsSchema.safeParse(limits);
  test.each([
    [{ ...noLimits, count: 0 }, true],
    [{ ...noLimits, count: -1 }, false],
    [{ ...noLimits, count: 1.5 }, false],
    [{ ...noLimits, amounts: { KRW: { single: 0, daily: mostAmount } } }, true],
    [{ ...noLimits, amounts: { KRW: { single: null, daily: mostAmount + 1 } } }, false],
    [{ ...noLimits, amounts: { ZZZ: { single: 1, daily: 1 } } }, false],
    [{ ...noLimits, amounts: { __proto__: null, nonsense: { single: 1, daily: 1 } } }, false],
    [{ ...noLimits, methods: ["CASH"] }, false],
    [{ ...noLimits, pgs: ["a\u0000b"] }, false],
  ])("%j: %s", (limits, isValid) => expect(parse(limits).success).toBe(isValid));
});
