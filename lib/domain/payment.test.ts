import { expect, test } from "vitest";
import { cancellableAmount, pendingCancellations } from "./payment";
import { testCancellation, testPayment } from "./test-payment";

test("what may still be cancelled is total minus cancelled, never below zero", () => {
  const amount = { ...testPayment().amount, taxFree: 2_000, cancelled: 4_000, cancelledTaxFree: 500 };
  expect(cancellableAmount(testPayment({ amount }))).toEqual({
    amount: 6_000,
    taxFree: 1_500,
    basisKnown: true,
  });
  const over = { ...amount, cancelled: 11_000, cancelledTaxFree: 2_001 };
  expect(cancellableAmount(testPayment({ amount: over }))).toMatchObject({ amount: 0, taxFree: 0 });
});

test("the basis is not known under a promotion, a discount, or a requested cancellation", () => {
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
