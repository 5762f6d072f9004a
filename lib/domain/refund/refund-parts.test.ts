import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testAmount, testCancellation, testPayment } from "../../../tests/support/test-payment";
import type { Payment } from "../payment/payment";
import { proposeParts, remainingParts, vatRule } from "./refund-parts";

const paid = (overrides: Parameters<typeof testAmount>[0], rest: Partial<Payment> = {}): Payment =>
  testPayment({ amount: testAmount(overrides), ...rest });

describe("the remaining parts", () => {
  test("equal the payment if nothing is cancelled", () => {
    expect(remainingParts(paid({ taxFree: 3_000, vat: 636, supply: 6_364 }))).toEqual({
      amount: 10_000,
      taxFree: 3_000,
      taxable: 7_000,
      vat: 636,
    });
  });
  const cancelled = { cancelled: 5_500, cancelledTaxFree: 0 };
  const made = [
    testCancellation({ totalAmount: 5_500, vatAmount: 500 }),
    testCancellation({ id: "c2", status: "FAILED", vatAmount: 400 }),
  ];
  test.each([
    ["stay as they were paid", { vat: 909, supply: 9_091 }, 409],
    ["shrink with what is cancelled", { vat: 409, supply: 4_091 }, 409],
    ["add up with neither", { vat: 600, supply: 5_000 }, null],
    ["are not both there", { vat: 909, supply: null }, null],
    ["are below zero", { vat: -1, supply: 10_001 }, null],
  ])("have the right VAT where PortOne's figures %s", (_, figures, vat) => {
    expect(remainingParts(paid({ ...cancelled, ...figures }, { cancellations: made })).vat).toBe(vat);
  });
  test("have an unknown VAT under a discount", () => {
    expect(remainingParts(paid({ discount: 1_000 })).vat).toBeNull();
    expect(remainingParts(paid({}, { promotionId: "p" })).vat).toBeNull();
  });
});

describe("the proposed split", () => {
  test.each([
    ["half of a mixed payment", { taxFree: 3_000, vat: 636, supply: 6_364 }, 5_000, 1_500, 318],
    ["all of it", { taxFree: 3_000, vat: 636, supply: 6_364 }, 10_000, 3_000, 636],
    ["one won", { taxFree: 3_000, vat: 636, supply: 6_364 }, 1, 0, 0],
    ["a taxable payment", {}, 5_000, 0, 455],
    ["VAT that is not known: an eleventh", { vat: null, supply: null }, 5_500, 0, 500],
    ["tax-free only", { taxFree: 10_000, vat: 0, supply: 0 }, 4_000, 4_000, 0],
  ])("%s", (_, amount, wanted, taxFreeAmount, vatAmount) => {
    expect(proposeParts(paid(amount), wanted)).toEqual({ taxFreeAmount, vatAmount });
  });

  test("of a series of parts sums to the payment in every tax part, and never exceeds what remains", () => {
    const sizes = fc.oneof(
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    );
    fc.assert(
      fc.property(
        sizes,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
        (total, freeShare, vatShare, shares) => {
          const taxFree = Math.min(total, Math.floor(total * freeShare));
          const vat = Math.min(total - taxFree, Math.floor((total - taxFree) * vatShare));
          let payment = paid({ total, paid: total, taxFree, vat, supply: total - taxFree - vat });
          const sum = { taxFree: 0, vat: 0 };
          // The last part takes everything that remains.
          for (const share of [...shares, 1]) {
            const left = remainingParts(payment);
            if (left.amount === 0) break;
            const amount = Math.max(1, Math.min(left.amount, Math.floor(left.amount * share)));
            const { taxFreeAmount, vatAmount } = proposeParts(payment, amount);
            expect(Number.isSafeInteger(taxFreeAmount) && Number.isSafeInteger(vatAmount)).toBe(true);
            expect(taxFreeAmount).toBeLessThanOrEqual(left.taxFree);
            expect(amount - taxFreeAmount).toBeLessThanOrEqual(left.taxable);
            expect(vatAmount).toBeLessThanOrEqual(left.vat ?? 0);
            expect(vatAmount).toBeLessThanOrEqual(amount - taxFreeAmount);
            sum.taxFree += taxFreeAmount;
            sum.vat += vatAmount;
            payment = {
              ...payment,
              amount: {
                ...payment.amount,
                cancelled: payment.amount.cancelled + amount,
                cancelledTaxFree: payment.amount.cancelledTaxFree + taxFreeAmount,
              },
              cancellations: [
                ...payment.cancellations,
                testCancellation({ totalAmount: amount, taxFreeAmount, vatAmount }),
              ],
            };
          }
          expect(sum).toEqual({ taxFree, vat });
        },
      ),
    );
  });

  test.each([Number.NaN, -5, 0.5, Number.POSITIVE_INFINITY, 99_999])(
    "of %s has whole parts within limits",
    (amount) => {
      const parts = proposeParts(paid({ taxFree: 3_000 }), amount);
      expect(Object.values(parts).every((part) => Number.isSafeInteger(part) && part >= 0)).toBe(true);
      expect(parts.taxFreeAmount).toBeLessThanOrEqual(3_000);
    },
  );
});

test.each([
  ["TOSSPAY_V2", 909, "offered"],
  ["NICE_V2", 909, "offered"],
  ["WELCOME", 909, "offered"],
  ["TOSSPAY_V2", null, "computed"],
  ["TOSSPAYMENTS", 909, "computed"],
  ["KAKAOPAY", 909, "never"],
  ["KPN", null, "never"],
] as const)("the VAT rule of %s with VAT %s is %s", (pgProvider, vat, expected) => {
  const channel = { type: "LIVE", pgProvider, pgMerchantId: null, name: null };
  expect(vatRule(paid({ vat }, { channel }))).toBe(expected);
});
