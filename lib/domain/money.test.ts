import fc from "fast-check";
import { expect, test } from "vitest";
import { formatMoney, isAmount, minorUnitDigits } from "./money";

test.each([
  ["KRW", 0],
  ["JPY", 0],
  ["USD", 2],
  ["KWD", 3],
  ["IQD", 3],
  ["CLF", 4],
  ["IDR", 2],
  ["HUF", 2],
  ["COP", 2],
  ["XCD", 2],
  ["XOF", 0],
  ["VED", 2],
  ["XAU", null],
  ["XTS", null],
  ["ABC", null],
  ["krw", null],
  ["", null],
])("%s has %s minor digits", (currency, digits) => {
  expect(minorUnitDigits(currency)).toBe(digits);
});

test.each([
  [12_000, "KRW", "ko", "12,000원"],
  [12_000, "KRW", "en", "₩12,000"],
  [150, "USD", "ko", "$1.50"],
  [150, "USD", "en", "$1.50"],
  [600, "JPY", "en", "¥600"],
  [1_234_500, "IDR", "en", "Rp\u00a012,345.00"],
  [1_250, "KWD", "en", "KWD\u00a01.250"],
  [0, "KRW", "ko", "0원"],
  [1234, "ABC", "ko", "1234 ABC"],
])("%d minor units of %s in %s are written as %s", (amount, currency, locale, text) => {
  expect(formatMoney(amount, currency, locale)).toBe(text);
});

test("KRW in Korean is grouped like the number format of the runtime, negative amounts included", () => {
  const runtime = new Intl.NumberFormat("ko-KR");
  fc.assert(
    fc.property(fc.maxSafeInteger(), (won) => {
      expect(formatMoney(won, "KRW", "ko")).toBe(`${runtime.format(won)}원`);
    }),
  );
});

test("isAmount accepts only safe integers of zero or more", () => {
  expect([0, 1, 10_000].every(isAmount)).toBe(true);
  expect([-1, 0.5, Number.NaN, 2 ** 53, "1", null, undefined].some(isAmount)).toBe(false);
});
