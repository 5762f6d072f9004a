import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanLine, cleanName, cleanText, lengthOf } from "./text-input";
import { idSchema, lineSchema, nameSchema, textSchema } from "./text-schema";

const decomposed = "김민서".normalize("NFD");

test.each([
  ["김민서", "김민서"],
  [decomposed, "김민서"],
  ["\u200b홍길동\u2060", "홍길동"],
  ["홍\u3164길동", "홍 길동"],
  ["Kim\rMinseo", "Kim Minseo"],
  ["👨‍💻 개발 ❤️", "👨‍💻 개발 ❤️"],
  ["  홍 \u00a0\t길동\n", "홍 길동"],
  ["\u0000홍\u0007길동", "홍길동"],
  ["홍\ud800길동", "홍길동"],
  ["\u200b\u00ad", ""],
  ["Kim, Min-seo", "Kim, Min-seo"],
])("cleanLine turns %j into %j", (typed, line) => {
  expect(cleanLine(typed)).toBe(line);
});

test.each([
  ["첫 줄\r\n둘째  줄", "첫 줄\n둘째  줄"],
  ["첫 줄\v둘째 줄\u0085셋째", "첫 줄\n둘째 줄\n셋째"],
  ["👩‍👩‍👧 ❤️ 葛󠄀", "👩‍👩‍👧 ❤️ 葛󠄀"],
  ["a\u{e0041}b", "ab"],
  ["\u202e거꾸로\u202c", "거꾸로"],
  ["\u200b", ""],
  ["\u200d \ufe0f", ""],
  ["a\u0000b\ud800", "ab"],
])("cleanText turns %j into %j", (typed, text) => {
  expect(cleanText(typed)).toBe(text);
});

test("cleaning is idempotent and its result can be stored", () => {
  const anything = fc.string({
    unit: fc.oneof(
      fc.constantFrom(..."가 \n\t\u0000\u200b\u200d\ud800\u1112\u1161\u11ab\u3164é😀"),
      fc.string({ unit: "binary" }),
    ),
  });
  fc.assert(
    fc.property(anything, (typed) => {
      for (const clean of [cleanName, cleanLine, cleanText]) {
        const once = clean(typed);
        expect(clean(once)).toBe(once);
        expect(once.isWellFormed()).toBe(true);
        expect(once).not.toContain("\u0000");
        expect(once.normalize("NFC")).toBe(once);
      }
      expect(cleanLine(typed)).not.toMatch(/\s\s|[\n\t]/);
      expect(cleanName(typed)).not.toMatch(/\s\s|\p{Default_Ignorable_Code_Point}/u);
    }),
    { numRuns: 1_000 },
  );
});

describe("a text schema", () => {
  const rule = { max: 200, tooLong: "too-long", missing: "missing" } as const;
  const problemOf = (text: unknown, schema = textSchema(rule)) =>
    schema.safeParse(text).error?.issues.map(({ message }) => message);

  test("counts characters like the counter of the text box", () => {
    const emoji = "😀".repeat(101);
    expect(lengthOf(cleanText(emoji))).toBe(101);
    expect(problemOf(emoji)).toBeUndefined();
    expect(problemOf("😀".repeat(200))).toBeUndefined();
    expect(problemOf("😀".repeat(201))).toEqual(["too-long"]);
    expect(problemOf(decomposed.repeat(66))).toBeUndefined();
  });

  test("rejects a text far above the limit", () => {
    const marks = `a${"\u0345".repeat(50_000)}${"\u0316".repeat(50_000)}`;
    for (const schema of [textSchema(rule), lineSchema(rule), nameSchema(rule)])
      expect(problemOf(marks, schema)).toEqual(["too-long"]);
  });

  test.each([["", "\u200b", "\u00ad \u2060", " \n"]])("treats %j as empty", (typed) => {
    expect(problemOf(typed)).toEqual(["missing"]);
    expect(problemOf(typed, lineSchema(rule))).toEqual(["missing"]);
    expect(textSchema({ max: 5, tooLong: "too-long" }).parse(typed)).toBe("");
  });

  test("reports an undefined text as missing", () => {
    expect(problemOf(undefined)).toEqual(["missing"]);
    expect(problemOf(undefined, lineSchema(rule))).toEqual(["missing"]);
  });
});

test.each(["", "a\u0000b", "a\ud800", "a\nb", "\u0085", "x".repeat(11)])("idSchema rejects %j", (id) => {
  expect(idSchema(10).safeParse(id).success).toBe(false);
});

test.each(["주문/1 #2", ".", " x ", decomposed])("idSchema accepts %j unchanged", (id) => {
  expect(idSchema(10).parse(id)).toBe(id);
});
