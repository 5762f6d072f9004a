import { describe, expect, expectTypeOf, test } from "vitest";
import { testAmount, testCancellation, testPayment } from "../../../tests/support/test-payment";
import {
  type ChargedAmount,
  chargedAmount,
  type MoneyBack,
  moneyBack,
  type OrderAmount,
  orderAmount,
  type PointsBack,
  pointsBack,
  sumOf,
} from "../amounts";
import { chargedOf, type Payment } from "../payment/payment";
import { figuresOfCancellations, figuresOfPayment, refundFigures, type SentFigures } from "./cancel-figures";
import type { PromotionTerms } from "./promotion";

type Made = Parameters<typeof figuresOfCancellations>[1][number];

const paid = (overrides: Partial<Payment> = {}, charged: number | null = 10_000) => ({
  ...testPayment(overrides),
  charged: charged === null ? null : chargedAmount(charged),
});
const discounted = (overrides: Partial<Payment> = {}) =>
  paid({ amount: testAmount({ discount: 1_000, paid: 9_000 }), ...overrides }, 9_000);
/** 10 % off 6,000, as in PortOne's guide. */
const promoted = (overrides: Partial<Payment> = {}) =>
  paid(
    { amount: testAmount({ total: 6_000, discount: 600, paid: 5_400 }), promotionId: "promo", ...overrides },
    5_400,
  );
const terms: PromotionTerms = {
  brackets: [{ from: 5_000, discount: { kind: "percent", percent: 10 } }],
  maxDiscount: null,
};
const made = (overrides: Partial<Made> = {}): Made => ({ ...testCancellation(), refund: null, ...overrides });
const of = (payment: ReturnType<typeof paid>, ...all: Made[]) => [
  ...figuresOfCancellations(payment, all).values(),
];
const sent = (kind: SentFigures["kind"], order: number | null, money: number | null): SentFigures => ({
  kind,
  order: order === null ? null : orderAmount(order),
  money: money === null ? null : moneyBack(money),
});

test("no kind of amount is assignable to another, or can be added to another", () => {
  expectTypeOf<OrderAmount>().not.toExtend<MoneyBack>();
  expectTypeOf<ChargedAmount>().not.toExtend<MoneyBack>();
  expectTypeOf<PointsBack>().not.toExtend<MoneyBack>();
  expectTypeOf<number>().not.toExtend<MoneyBack>();
  expectTypeOf(sumOf([moneyBack(1), moneyBack(2)])).toEqualTypeOf<MoneyBack>();
  // @ts-expect-error order amounts and money make no sum
  expect(sumOf<MoneyBack>([moneyBack(1), orderAmount(2)])).toBe(3);
});

describe("without a discount", () => {
  test("PortOne's figures are order amount and money at once, for any cancellation", () => {
    const payment = paid({ status: "PARTIAL_CANCELLED" });
    const some = [made({ totalAmount: 3_000 }), made({ id: "b", totalAmount: 2_000, status: "REQUESTED" })];
    expect(of(payment, ...some)).toEqual([
      { order: 3_000, money: 3_000, points: null },
      { order: 2_000, money: 2_000, points: null },
    ]);
    expect(figuresOfPayment(payment, some, figuresOfCancellations(payment, some))).toEqual({
      order: 3_000,
      money: 3_000,
    });
  });

  test("the money is unknown if PortOne states points anyway", () => {
    expect(of(paid({ status: "CANCELLED" }), made({ pointsBack: pointsBack(500) }))).toEqual([
      { order: 10_000, money: null, points: 500 },
    ]);
  });

  test("the figures are unknown if the charge differs from the order amount", () => {
    const odd = paid({ status: "PARTIAL_CANCELLED" }, 8_000);
    expect(of(odd, made({ totalAmount: 3_000 }))).toMatchObject([{ order: null, money: null }]);
  });
});

describe("under a discount", () => {
  test("a full first cancel returns exactly what was charged, with points apart", () => {
    const payment = discounted({ status: "CANCELLED" });
    expect(of(payment, made({ pointsBack: pointsBack(1_000) }))).toEqual([
      { order: 10_000, money: 9_000, points: 1_000 },
    ]);
  });

  test("a failed cancellation before a full cancel changes nothing", () => {
    const failed = made({ id: "f", status: "FAILED" });
    expect(of(discounted({ status: "CANCELLED" }), failed, made())[1]).toMatchObject({ money: 9_000 });
  });

  test("the money of our full refund is known before the next reading of the payment, unless PortOne cancelled another sum", () => {
    const refund = sent("full", 10_000, 9_000);
    expect(of(discounted(), made({ refund }))).toMatchObject([{ money: 9_000 }]);
    expect(of(discounted(), made({ refund, totalAmount: 9_000 }))).toMatchObject([{ money: null }]);
    expect(of(discounted({ status: "PARTIAL_CANCELLED" }), made({ refund }))).toMatchObject([
      { money: null },
    ]);
  });

  test("the figures of a part are unknown, and all parts together return all that was charged", () => {
    const payment = discounted({ status: "CANCELLED" });
    const some = [made({ totalAmount: 4_000 }), made({ id: "b", totalAmount: 6_000 })];
    expect(of(payment, ...some)).toMatchObject([{ money: null }, { money: null }]);
    expect(figuresOfPayment(payment, some, figuresOfCancellations(payment, some))).toEqual({
      order: 10_000,
      money: 9_000,
    });
  });
});

describe("a first part of a promotion", () => {
  const refund = sent("partial", 2_000, 1_800);
  const first = made({ totalAmount: 2_000, refund });
  const partly = promoted({ status: "PARTIAL_CANCELLED" });

  test.each([
    ["RETAIN", 1_800],
    ["RELEASE", 1_400],
  ] as const)("%s returns the amount in the table of PortOne's guide", (option, money) => {
    expect(refundFigures(promoted(), [], { kind: "partial", amount: 2_000 }, { terms, option })).toEqual(
      sent("partial", 2_000, money),
    );
  });

  test("is known if PortOne's figure is the order amount or the money, and unknown otherwise", () => {
    expect(of(partly, first)).toMatchObject([{ order: 2_000, money: 1_800 }]);
    expect(of(partly, { ...first, totalAmount: 1_800 })).toMatchObject([{ order: 2_000, money: 1_800 }]);
    expect(of(partly, { ...first, totalAmount: 1_900 })).toMatchObject([{ order: null, money: null }]);
  });

  test("is unknown if it was made elsewhere, because the option is unknown", () => {
    expect(of(partly, made({ totalAmount: 2_000 }))).toMatchObject([{ order: null, money: null }]);
  });

  test("is unknown if another cancellation came before it or at the same time", () => {
    const earlier = made({ id: "e", requestedAt: "2026-11-21T00:00:00.000Z", totalAmount: 500 });
    expect(of(partly, earlier, first)[1]).toMatchObject({ order: 2_000, money: null });
    const same = made({ id: "s", totalAmount: 500 });
    expect(of(partly, first, same)[0]).toMatchObject({ order: 2_000, money: null });
    const later = made({ id: "l", requestedAt: "2026-11-23T00:00:00.000Z", totalAmount: 500 });
    expect(of(partly, first, later)[0]).toMatchObject({ order: 2_000, money: 1_800 });
  });

  test("leaves the rest of the charge to the cancellation of the rest", () => {
    const rest = made({ id: "r", requestedAt: "2026-11-23T00:00:00.000Z", totalAmount: 4_000 });
    expect(of(promoted({ status: "CANCELLED" }), first, rest)).toMatchObject([
      { money: 1_800 },
      { order: 4_000, money: 3_600 },
    ]);
    expect(refundFigures(partly, [refund], { kind: "full" }, { terms: null, option: null })).toEqual(
      sent("full", 4_000, 3_600),
    );
  });

  test("is the only part with known money", () => {
    const cancel = { kind: "partial", amount: 1_000 } as const;
    expect(refundFigures(partly, [refund], cancel, { terms, option: "RETAIN" })).toEqual(
      sent("partial", 1_000, null),
    );
    expect(refundFigures(promoted(), [], cancel, { terms: null, option: "RETAIN" }).money).toBeNull();
  });
});

describe("what a buyer was charged", () => {
  test("is known while nothing is cancelled, and afterwards where PortOne's sums agree", () => {
    expect(chargedOf(discounted())).toBe(9_000);
    expect(chargedOf(discounted({ status: "CANCELLED", cancellations: [testCancellation()] }))).toBe(9_000);
  });

  test("is unknown where `paid` may have shrunk, and is the order amount where nothing was deducted", () => {
    const shrunk = { status: "PARTIAL_CANCELLED", cancellations: [testCancellation()] } as const;
    const some = { ...shrunk, cancellations: [...shrunk.cancellations] };
    expect(
      chargedOf(testPayment({ ...some, amount: testAmount({ discount: 1_000, paid: 5_000 }) })),
    ).toBeNull();
    expect(chargedOf(testPayment({ ...some, amount: testAmount({ paid: 5_000 }) }))).toBe(10_000);
  });

  test("is null before the payment", () => {
    for (const status of [
      "READY",
      "PAY_PENDING",
      "VIRTUAL_ACCOUNT_ISSUED",
      "FAILED",
      "UNRECOGNIZED",
    ] as const)
      expect(chargedOf(testPayment({ status }))).toBeNull();
  });
});
