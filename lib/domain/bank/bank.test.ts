import { expect, test } from "vitest";
import { accountNumberLength } from "./account-number-length";
import { accountDigits, accountNumberProblem } from "./bank";

test.each([
  ["110-123-456789", "110123456789"],
  ["110 123 456789", "110123456789"],
  [" 110–123—456789 ", "110123456789"],
  ["１１０－１２３－４５６７８９", "110123456789"],
  ["110.123.456789", "110123456789"],
  ["110\u00a0123\t456789\n", "110123456789"],
  ["\u200b110\u2060-123\u2011456789\u00ad", "110123456789"],
  ["", ""],
])("accountDigits of %j is %s", (typed, digits) => {
  expect(accountDigits(typed)).toBe(digits);
});

test.each(["110-abc", "신한 110-123", "110123😀", "+82 10", "½", "①②③④⑤⑥", "110123²", "١٢٣", "110/123"])(
  "accountDigits of %s is null",
  (typed) => {
    expect(accountDigits(typed)).toBeNull();
  },
);

const { min, max } = accountNumberLength;

test.each([
  ["", "account-missing"],
  [" - ", "account-missing"],
  ["신한 110", "account-not-digits"],
  ["1".repeat(min - 1), "account-too-short"],
  ["1".repeat(min), null],
  ["1".repeat(max), null],
  ["1".repeat(max + 1), "account-too-long"],
  ["1".repeat(40), "account-too-long"],
] as const)("the problem of the account number %j is %s", (typed, problem) => {
  expect(accountNumberProblem(typed)).toBe(problem);
});
