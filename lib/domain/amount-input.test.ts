import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AmountProblem, groupTyped, isGroupedPlainly, readAmount, writeAmount } from "./amount-input";

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
  ])("%j in %s is %i", (typed, currency, amount) => {
    expect(readAmount(typed, currency)).toEqual({ ok: true, value: amount });
  });

  test.each<[string, string, AmountProblem]>([
    ["", "KRW", "amount-missing"],
    [" ", "KRW", "amount-missing"],
    ["원", "KRW", "amount-missing"],
    ["만원", "KRW", "amount-not-number"],
    ["4만5천", "KRW", "amount-not-number"],
    ["12,000won", "KRW", "amount-not-number"],
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
    ["10.5", "ZZZ", "amount-no-decimals"],
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

  test("reads back what the field shows, in every currency", () => {
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

  test("is a positive safe integer or a refusal, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom("KRW", "USD"), (typed, currency) => {
        const read = readAmount(typed, currency);
        if (read.ok) expect(Number.isSafeInteger(read.value) && read.value > 0).toBe(true);
      }),
    );
  });
});

describe("groupTyped", () => {
  // The caret is the bar.
  test.each([
    ["1|", "1|"],
    ["1234|", "1,234|"],
    ["12,345|", "12,345|"],
    ["1,2345|", "12,345|"],
    ["1,23|", "123|"],
    ["1|,234", "1|,234"],
    ["19|,234", "19|,234"],
    ["199|,234", "199|,234"],
    ["1999|,234", "1,999|,234"],
    ["|1234", "|1,234"],
    ["0012|", "12|"],
    ["₩12000|", "12,000|"],
    ["12,000원|", "12,000|"],
    ["１２３４|", "1,234|"],
    ["1234.5|", "1,234.5|"],
    ["1234.|", "1,234.|"],
    ["12a|", "12a|"],
    ["1.2.3|", "1.2.3|"],
    ["|", "|"],
  ])("%s becomes %s", (typed, shown) => {
    const caret = typed.indexOf("|");
    const { text, caret: at } = groupTyped(typed.replace("|", ""), caret);
    expect(`${text.slice(0, at)}|${text.slice(at)}`).toBe(shown);
  });

  test("changes no figure, and a second grouping changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789,.") }), fc.nat(30), (typed, at) => {
        const once = groupTyped(typed, Math.min(at, typed.length));
        expect(groupTyped(once.text, once.caret).text).toBe(once.text);
        if (once.text !== typed)
          expect(readAmount(once.text, "USD")).toEqual(readAmount(typed.replaceAll(",", ""), "USD"));
      }),
    );
  });
});

test.each([
  ["12,50", "USD", false],
  ["1,234.50", "USD", true],
  ["$1,234,567", "USD", true],
  ["1,23", "USD", false],
  ["12.50", "USD", true],
  ["12,50", "KRW", true],
  ["12,000원", "KRW", true],
])("%s in %s can be read in one way: %s", (typed, currency, plain) => {
  expect(isGroupedPlainly(typed, currency)).toBe(plain);
});
