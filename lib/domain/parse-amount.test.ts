import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AmountProblem,
  formatTypedAmount,
  isBlankAmount,
  readAmount,
  writeAmount,
} from "./parse-amount";

describe("readAmount", () => {
  test.each<[string, string, number]>([
    ["12000", "KRW", 12_000],
    ["12,000", "KRW", 12_000],
    ["12,000원", "KRW", 12_000],
    ["₩12,000", "KRW", 12_000],
    ["￦ 12,000 ", "KRW", 12_000],
    ["12 000", "KRW", 12_000],
    ["12,000 KRW", "KRW", 12_000],
    ["１２，０００원".replace("，", ","), "KRW", 12_000],
    ["１２０００", "KRW", 12_000],
    ["007", "KRW", 7],
    ["$12.50", "USD", 1_250],
    ["12.5", "USD", 1_250],
    ["12.", "USD", 1_200],
    [".5", "USD", 50],
    ["1,234.56 USD", "USD", 123_456],
    ["１２．５", "USD", 1_250],
    ["¥1,200", "JPY", 1_200],
    ["1.234", "KWD", 1_234],
    ["9,007,199,254,740,991", "KRW", Number.MAX_SAFE_INTEGER],
    ["300", "ZZZ", 300],
    ["300 ZZZ", "ZZZ", 300],
    ["１２，０００", "KRW", 12_000],
    ["12,000.00", "KRW", 12_000],
    ["\u206812,000\u2069원", "KRW", 12_000],
    ["1\u00a0234 567", "KRW", 1_234_567],
    ["₩12,000원", "KRW", 12_000],
    ["\\12,000", "KRW", 12_000],
    ["12,000won", "KRW", 12_000],
    ["1,000円", "JPY", 1_000],
    ["US$12.50", "USD", 1_250],
    ["1'234.50", "CHF", 123_450],
    ["1,234.500", "KWD", 1_234_500],
    ["1,234,567", "KWD", 1_234_567_000],
    ["12,345.00", "IDR", 1_234_500],
    ["€6.95", "EUR", 695],
    ["6.95 eur", "EUR", 695],
  ])("%j in %s is %i", (typed, currency, amount) => {
    expect(readAmount(typed, currency)).toEqual({ ok: true, value: amount });
  });

  test.each<[string, string, AmountProblem]>([
    ["", "KRW", "amount-missing"],
    [" ", "KRW", "amount-missing"],
    ["원", "KRW", "amount-missing"],
    ["만원", "KRW", "amount-not-number"],
    ["4만5천", "KRW", "amount-not-number"],
    ["12,000 dollars", "KRW", "amount-not-number"],
    ["1e5", "KRW", "amount-not-number"],
    ["-500", "KRW", "amount-not-number"],
    ["+500", "KRW", "amount-not-number"],
    ["500🙂", "KRW", "amount-not-number"],
    ["10²", "KRW", "amount-not-number"],
    ["①②", "KRW", "amount-not-number"],
    ["½", "KRW", "amount-not-number"],
    ["١٢", "KRW", "amount-not-number"],
    ["1.2.3", "USD", "amount-not-number"],
    [".", "USD", "amount-not-number"],
    ["NaN", "KRW", "amount-not-number"],
    ["Infinity", "KRW", "amount-not-number"],
    ["0x10", "KRW", "amount-not-number"],
    ["10.5", "KRW", "amount-no-decimals"],
    ["10.", "KRW", "amount-no-decimals"],
    ["10.0", "JPY", "amount-no-decimals"],
    ["12.000", "KRW", "amount-no-decimals"],
    ["10.00", "ZZZ", "amount-no-decimals"],
    ["10.5", "ZZZ", "amount-no-decimals"],
    ["5,000\t7,000", "KRW", "amount-not-number"],
    ["5,000 7,000", "KRW", "amount-comma-unclear"],
    ["5000\u31647000", "KRW", "amount-not-number"],
    ["0,500", "USD", "amount-comma-unclear"],
    ["0,012", "EUR", "amount-comma-unclear"],
    ["010 123", "KRW", "amount-not-number"],
    ["1,234", "KWD", "amount-comma-unclear"],
    ["1 234,50", "EUR", "amount-comma-unclear"],
    ["1,234'567", "CHF", "amount-not-number"],
    ["100원 50원", "KRW", "amount-not-number"],
    ["12원000", "KRW", "amount-not-number"],
    ["12 00", "KRW", "amount-not-number"],
    ["1 2", "KRW", "amount-not-number"],
    ["$12", "KRW", "amount-not-number"],
    ["12원", "USD", "amount-not-number"],
    ["$6.95", "EUR", "amount-not-number"],
    ["원12원원", "KRW", "amount-not-number"],
    ["5,00", "KRW", "amount-comma-unclear"],
    ["1,2345", "KRW", "amount-comma-unclear"],
    [",500", "KRW", "amount-comma-unclear"],
    ["6,95", "EUR", "amount-comma-unclear"],
    ["1.234,56", "EUR", "amount-comma-unclear"],
    ["12,50", "USD", "amount-comma-unclear"],
    ["1,23.50", "USD", "amount-comma-unclear"],
    ["10.505", "USD", "amount-too-many-decimals"],
    ["0", "KRW", "amount-zero"],
    ["0.00", "USD", "amount-zero"],
    ["9007199254740992", "KRW", "amount-too-large"],
    ["9".repeat(400), "KRW", "amount-too-large"],
  ])("%j in %s: %s", (typed, currency, problem) => {
    expect(readAmount(typed, currency)).toEqual({ ok: false, error: { code: problem } });
  });

  test("reads back every amount that writeAmount writes, in every currency", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.constantFrom("KRW", "USD", "JPY", "KWD", "ZZZ"),
        (amount, currency) => {
          expect(readAmount(writeAmount(amount, currency), currency)).toEqual({ ok: true, value: amount });
        },
      ),
    );
  });

  test("returns a positive safe integer or an error for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom("KRW", "USD"), (typed, currency) => {
        const read = readAmount(typed, currency);
        if (read.ok) expect(Number.isSafeInteger(read.value) && read.value > 0).toBe(true);
      }),
    );
  });
});

describe("tidyAmount", () => {
  test.each([
    ["12000", "KRW", "12,000"],
    ["₩12000", "KRW", "12,000"],
    ["12,000.00", "KRW", "12,000"],
    ["１２３４", "KRW", "1,234"],
    ["1234.5", "USD", "1,234.50"],
    ["0012", "KRW", "12"],
    ["6,95", "EUR", "6,95"],
    ["12,50", "KRW", "12,50"],
    ["0", "KRW", "0"],
    ["4만5천", "KRW", "4만5천"],
    ["", "KRW", ""],
  ])("%s in %s becomes %s", (typed, currency, shown) => {
    expect(formatTypedAmount(typed, currency)).toBe(shown);
  });

  test("keeps the amount of a text and is idempotent", () => {
    const texts = fc.string({ unit: fc.constantFrom(..."0123456789,. 원$－￦\u2066\t만") });
    fc.assert(
      fc.property(texts, fc.constantFrom("KRW", "USD", "EUR"), (typed, currency) => {
        const once = formatTypedAmount(typed, currency);
        expect(readAmount(once, currency)).toEqual(readAmount(typed, currency));
        expect(formatTypedAmount(once, currency)).toBe(once);
      }),
    );
  });
});

test.each([
  ["", true],
  [" 원 ", true],
  ["₩", true],
  ["\u200b", true],
  ["0", false],
  ["만", false],
  ["$", false],
])("isBlankAmount of %j in KRW is %s", (typed, isBlank) => {
  expect(isBlankAmount(typed, "KRW")).toBe(isBlank);
});
