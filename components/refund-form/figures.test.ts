import { describe, expect, test } from "vitest";
import { chargedAmount, orderAmount } from "@/lib/domain/amounts";
import type { RefundNeeds } from "@/lib/domain/refund/refund-needs";
import { testAmount, testPayment } from "@/tests/support/test-payment";
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
const { cancellations: _, ...payment } = testPayment();
const given = {
  payment: { ...payment, method: null },
  charged: chargedAmount(10_000),
  cancellations: [],
  cancellable: { amount: orderAmount(10_000), taxFree: 0, basisKnown: true, vat: 909 },
  needs,
  policy: { fee: { onTop: 300, isDocumented: true }, arrival },
};
const part = (amount: number | null) => ({ kind: "partial", amount }) as const;
const none = { terms: null, option: null };

test("a full refund of 10,000 costs the merchant 10,300, and nothing remains", () => {
  expect(figuresOf(given, { kind: "full" }, true, none)).toEqual({
    sent: { kind: "full", order: 10_000, money: 10_000 },
    remaining: 0,
    fee: 300,
    isFeeDocumented: true,
    cost: 10_300,
    arrival: arrival.whole,
  });
});

test("a part has the arrival of a part, and a part of all that is left has the arrival of the whole", () => {
  expect(figuresOf(given, part(4_000), true, none)).toMatchObject({
    remaining: 6_000,
    cost: 4_300,
    arrival: arrival.part,
  });
  expect(figuresOf(given, part(10_000), true, none)).toMatchObject({ remaining: 0, arrival: arrival.whole });
  expect(figuresOf(given, part(null), true, none)).toMatchObject({ sent: null, remaining: null, cost: null });
});

describe("under a discount", () => {
  const discounted = {
    ...given,
    payment: { ...given.payment, amount: testAmount({ discount: 1_000, paid: 9_000 }) },
    charged: chargedAmount(9_000),
  };

  test("a full refund returns the charge, and the order amount is a separate figure", () => {
    expect(figuresOf(discounted, { kind: "full" }, false, none)).toMatchObject({
      sent: { order: 10_000, money: 9_000 },
      remaining: 0,
      cost: 9_300,
    });
  });

  test("the money and the cost of a partial refund are unknown", () => {
    expect(figuresOf(discounted, part(4_000), false, none)).toMatchObject({
      sent: { order: null, money: null },
      remaining: 6_000,
      cost: null,
    });
  });
});

describe("with an account that is only offered", () => {
  const account = { need: "offered", why: "transfer-by-account", phone: true } as const;
  const offered = { ...given, needs: { ...needs, account } };
  test("cost and arrival are unknown when the account is given", () => {
    expect(figuresOf(offered, { kind: "full" }, true, none)).toMatchObject({
      fee: null,
      cost: null,
      arrival: null,
    });
  });
  test("cost and arrival are those of the original way when no account is given", () => {
    expect(figuresOf(offered, { kind: "full" }, false, none)).toMatchObject({
      fee: 300,
      arrival: arrival.whole,
    });
  });
});
