import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testAmount, testCancellation, testPayment } from "../../../tests/support/test-payment";
import { cancellableAmount, inOrderAmounts, pendingCancellations } from "./payment";

test("the cancellable amount is total minus cancelled, never below zero", () => {
  const amount = { ...testPayment().amount, taxFree: 2_000, cancelled: 4_000, cancelledTaxFree: 500 };
  expect(cancellableAmount(testPayment({ amount }))).toEqual({
    amount: 6_000,
    taxFree: 1_500,
    basisKnown: true,
  });
  const over = { ...amount, cancelled: 11_000, cancelledTaxFree: 2_001 };
  expect(cancellableAmount(testPayment({ amount: over }))).toMatchObject({ amount: 0, taxFree: 0 });
});

test("the basis of the cancellable amount is unknown under a promotion, a discount, or a requested cancellation", () => {
  const basis = (overrides: Parameters<typeof testPayment>[0]) =>
    cancellableAmount(testPayment(overrides)).basisKnown;
  expect(basis({ promotionId: "promo" })).toBe(false);
  expect(basis({ amount: { ...testPayment().amount, discount: 1 } })).toBe(false);
  expect(basis({ cancellations: [testCancellation({ status: "REQUESTED" })] })).toBe(false);
  expect(basis({ cancellations: [testCancellation()] })).toBe(true);
});

test("a cancellation of unknown status counts as pending", () => {
  const cancellations = [
    testCancellation(),
    testCancellation({ id: "x", status: "UNRECOGNIZED" }),
    testCancellation({ id: "f", status: "FAILED" }),
  ];
  expect(pendingCancellations(testPayment({ cancellations })).map(({ id }) => id)).toEqual(["x"]);
});

describe("the balance of a promotion payment, in order amount before the discount,", () => {
  /** Cancels in order: their order amount, the returned money, and whether we requested them. */
  const cancels = fc
    .record({
      total: fc.integer({ min: 1_000, max: 1_000_000 }),
      rate: fc.double({ min: 0.01, max: 1, noNaN: true }),
      parts: fc.array(
        fc.record({ part: fc.double({ min: 0.01, max: 0.4, noNaN: true }), ours: fc.boolean() }),
        {
          maxLength: 6,
        },
      ),
      counted: fc.constantFrom("order", "money"),
    })
    .map(({ total, rate, parts, counted }) => {
      let left = total;
      const made = parts.map(({ part, ours }, n) => {
        const order = Math.max(1, Math.floor(left * part));
        left -= order;
        return { id: `c${n}`, order, money: Math.floor(order * rate), ours };
      });
      return { total, left, made, counted: counted === "order" ? ("order" as const) : ("money" as const) };
    });

  function read({
    total,
    made,
    counted,
  }: {
    total: number;
    made: { id: string; order: number; money: number; ours: boolean }[];
    counted: "order" | "money";
  }) {
    const cancellations = made.map((one) => testCancellation({ id: one.id, totalAmount: one[counted] }));
    const cancelled = cancellations.reduce((sum, { totalAmount }) => sum + totalAmount, 0);
    const payment = testPayment({
      promotionId: "promo",
      status: made.length > 0 ? "PARTIAL_CANCELLED" : "PAID",
      amount: testAmount({ total, cancelled }),
      cancellations,
    });
    const requested = new Map(made.filter(({ ours }) => ours).map(({ id, order }) => [id, order]));
    return cancellableAmount(inOrderAmounts(payment, requested)).amount;
  }

  test("is exact where PortOne counts order amounts, or every cancel is ours", () => {
    fc.assert(
      fc.property(cancels, (drawn) => {
        expect(read({ ...drawn, counted: "order" })).toBe(drawn.left);
        const ours = drawn.made.map((one) => ({ ...one, ours: true }));
        expect(read({ ...drawn, made: ours })).toBe(drawn.left);
      }),
    );
  });

  test("is never too low, and never above the balance by PortOne's own sum", () => {
    fc.assert(
      fc.property(cancels, (drawn) => {
        const stated = drawn.made.reduce((sum, one) => sum + one[drawn.counted], 0);
        expect(read(drawn)).toBeGreaterThanOrEqual(drawn.left);
        expect(read(drawn)).toBeLessThanOrEqual(drawn.total - stated);
      }),
    );
  });

  test("is unchanged for other payments, and ignores failed and requested cancellations", () => {
    const cancellations = [testCancellation({ id: "c", totalAmount: 2_000 })];
    const plain = testPayment({ cancellations, amount: { ...testPayment().amount, cancelled: 2_000 } });
    expect(inOrderAmounts(plain, new Map([["c", 5_000]]))).toBe(plain);
    const open = (["REQUESTED", "FAILED"] as const).map((status) => testCancellation({ id: status, status }));
    const promoted = testPayment({ promotionId: "promo", cancellations: open });
    const requested = new Map(open.map(({ id }) => [id, 9_000]));
    expect(inOrderAmounts(promoted, requested).amount.cancelled).toBe(0);
  });
});
