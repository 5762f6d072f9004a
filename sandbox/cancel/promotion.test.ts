// Cancels of payments whose charge is less than the order: PortOne promotions, and points or coupons.
import { describe, expect, it } from "vitest";
import { testPayment } from "../test-harness.ts";

describe("promotions", () => {
  const order = { total: 6_000 };
  const rate = { kind: "rate", value: 10, threshold: 5_000 } as const;
  const fixed = { kind: "fixed", value: 1_000, threshold: 5_000 } as const;

  // The table of https://developers.portone.io/opi/ko/extra/promotion/refund
  it.each([
    ["10 % off", rate, "RETAIN", 1_800],
    ["10 % off", rate, "RELEASE", 1_400],
    ["1,000 off", fixed, "RETAIN", 1_800],
    ["1,000 off", fixed, "RELEASE", 1_000],
    ["1,000 off", fixed, null, 1_000],
  ] as const)("%s: %o with %s gives back %i of 2,000", async (_, promotion, option, money) => {
    const { type, control, id, payment } = await testPayment({ ...order, promotion });
    const choice = option ? { promotionDiscountRetainOption: option } : {};
    expect(await type({ amount: 2_000, ...choice })).toBe("SUCCEEDED");
    expect(control.ledger(id)).toMatchObject([{ amount: money, counted: 2_000 }]);
    expect(payment()?.amount.cancelled).toBe(2_000);
    expect(await type({ ...choice })).toBe("SUCCEEDED");
    const charged = payment()?.amount.paid;
    expect(control.ledger(id).reduce((sum, entry) => sum + entry.amount, 0)).toBe(charged);
  });

  it("are bound to the option of the first cancel, and reject a negative refund", async () => {
    const { type } = await testPayment({ promotion: { kind: "rate", value: 10, threshold: 10_000 } });
    expect(await type({ amount: 500 })).toBe("NEGATIVE_PROMOTION_ADJUSTED_CANCEL_AMOUNT");
    expect(await type({ amount: 500, promotionDiscountRetainOption: "RETAIN" })).toBe("SUCCEEDED");
    expect(await type({ amount: 500 })).toBe("PROMOTION_DISCOUNT_RETAIN_OPTION_SHOULD_NOT_BE_CHANGED");
    expect(await type({ amount: 500, promotionDiscountRetainOption: "RETAIN" })).toBe("SUCCEEDED");
    expect(await type({})).toBe("SUCCEEDED");
  });

  it("show the refunded money as total and lock by the charge when the switches say so", async () => {
    const { type, control, payment } = await testPayment({ ...order, promotion: rate });
    control.setSwitches({ promotionCancellationTotal: "refunded", balanceBasis: "paid" });
    expect(await type({ amount: 2_000, currentCancellableAmount: 6_000 })).toBe(
      "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN",
    );
    expect(await type({ amount: 2_000, currentCancellableAmount: 5_400 })).toBe("SUCCEEDED");
    expect(payment()?.amount.cancelled).toBe(1_400);
    expect(await type({ amount: 4_000, currentCancellableAmount: 4_000 })).toBe("SUCCEEDED");
    expect(payment()?.status).toBe("CANCELLED");
  });
});

describe("points", () => {
  const points = { pgProvider: "NAVERPAY", method: "EASY_PAY", discount: 1_000 } as const;

  it("with the balance by total come back after the money", async () => {
    const { type, control, id, payment } = await testPayment(points);
    expect(await type({ amount: 9_500, currentCancellableAmount: 10_000 })).toBe("SUCCEEDED");
    expect(control.ledger(id)).toMatchObject([{ amount: 9_000, points: 500 }]);
    expect(payment()?.cancellations?.[0]?.easyPayDiscountAmount).toBe(500);
    expect(await type({})).toBe("SUCCEEDED");
    expect(payment()?.status).toBe("CANCELLED");
  });

  it("with the balance by charge come back with the last cancel", async () => {
    const { type, control, id, payment } = await testPayment(points);
    control.setSwitches({ balanceBasis: "paid" });
    expect(await type({ currentCancellableAmount: 10_000 })).toBe("CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN");
    expect(await type({ amount: 9_500 })).toBe("CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT");
    expect(await type({ currentCancellableAmount: 9_000 })).toBe("SUCCEEDED");
    expect(control.ledger(id)).toMatchObject([{ amount: 9_000, points: 1_000 }]);
    expect(payment()).toMatchObject({ status: "CANCELLED", amount: { cancelled: 9_000 } });
  });
});
