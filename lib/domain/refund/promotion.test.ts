import { describe, expect, test } from "vitest";
import { type PromotionDiscount, type PromotionTerms, promotionOutcome } from "./promotion";
import type { RetainOption } from "./refund";

const from = (threshold: number, discount: PromotionDiscount, maxDiscount: number | null = null) => ({
  brackets: [{ from: threshold, discount }],
  maxDiscount,
});
const percent = (value: number): PromotionDiscount => ({ kind: "percent", percent: value });
const won = (amount: number): PromotionDiscount => ({ kind: "amount", amount });

describe("the table of PortOne's guide: an order of 6,000, promotion from 5,000 on, 2,000 cancelled", () => {
  test.each<[string, PromotionDiscount, RetainOption, number, number, number]>([
    ["10% off, RETAIN", percent(10), "RETAIN", 600, 3_600, 1_800],
    ["10% off, RELEASE", percent(10), "RELEASE", 600, 4_000, 1_400],
    ["1,000 off, RETAIN", won(1_000), "RETAIN", 1_000, 3_200, 1_800],
    ["1,000 off, RELEASE", won(1_000), "RELEASE", 1_000, 4_000, 1_000],
  ])("%s", (_, discount, option, off, remainingCharge, refunded) => {
    expect(promotionOutcome(from(5_000, discount), { total: 6_000, discount: off }, 2_000, option)).toEqual({
      kind: "refunds",
      refunded,
      remainingOrder: 4_000,
      remainingCharge,
    });
  });

  test("10% off from 10,000 on: a cancel of 500 of 10,000 is impossible with RELEASE and possible with RETAIN", () => {
    const order = { total: 10_000, discount: 1_000 };
    const terms = from(10_000, percent(10));
    expect(promotionOutcome(terms, order, 500, "RELEASE")).toEqual({ kind: "impossible" });
    expect(promotionOutcome(terms, order, 500, "RETAIN")).toMatchObject({ kind: "refunds", refunded: 450 });
  });
});

test("RELEASE prices the remainder by a lower bracket, RETAIN by the first", () => {
  const terms: PromotionTerms = {
    brackets: [
      { from: 10_000, discount: percent(5) },
      { from: 20_000, discount: percent(10) },
    ],
    maxDiscount: null,
  };
  const order = { total: 20_000, discount: 2_000 };
  expect(promotionOutcome(terms, order, 5_000, "RELEASE")).toMatchObject({ refunded: 3_750 });
  expect(promotionOutcome(terms, order, 5_000, "RETAIN")).toMatchObject({ refunded: 4_500 });
  expect(promotionOutcome(terms, order, 12_000, "RELEASE")).toMatchObject({ refunded: 10_000 });
});

test("a cancel of no more than the lost discount returns zero", () => {
  const terms = from(5_000, percent(10));
  const order = { total: 5_000, discount: 500 };
  expect(promotionOutcome(terms, order, 500, "RELEASE")).toMatchObject({ kind: "refunds", refunded: 0 });
});

describe("the outcome is unclear", () => {
  const order = { total: 6_000, discount: 600 };
  test("where another discount applies besides the promotion's", () => {
    const terms = from(5_000, percent(10));
    expect(promotionOutcome(terms, { total: 6_000, discount: 700 }, 2_000, "RETAIN").kind).toBe("unclear");
  });
  test("where a fixed discount is one rate of the charge and another of the threshold", () => {
    const terms = from(5_000, won(600));
    expect(promotionOutcome(terms, order, 2_000, "RETAIN").kind).toBe("unclear");
    expect(promotionOutcome(terms, order, 2_000, "RELEASE")).toMatchObject({ refunded: 1_400 });
  });
  test("where the maximum discount applied at first, so that there is no rate", () => {
    const terms = from(5_000, percent(20), 600);
    expect(promotionOutcome(terms, order, 2_000, "RETAIN").kind).toBe("unclear");
    expect(promotionOutcome(terms, order, 500, "RELEASE")).toMatchObject({ refunded: 500 });
  });
  test("where a share would have to be rounded", () => {
    const terms = from(5_000, percent(10));
    expect(promotionOutcome(terms, order, 2_005, "RETAIN").kind).toBe("unclear");
  });
});
