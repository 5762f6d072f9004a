import { expect, test } from "vitest";
import { testMethod, testPayment } from "../../../tests/support/test-payment";
import { cleanQuery } from "../text-input";
import { issuerCodes } from "./card-issuers";
import {
  amountIn,
  initialsForm,
  initialsIn,
  isOpenlyFound,
  isSearchable,
  issuerForm,
  otherIdsOf,
  personalMark,
  phoneDigits,
  phoneIn,
  searchForm,
  searchFormOf,
} from "./search-text";

test("two syllables, one syllable and a partly typed syllable match the stored form", () => {
  const stored = searchForm("김민준");
  for (const query of ["김민", "민준", "준", "김ㅁ", "ㄱ", "김민주", "기", "김미"])
    expect(stored).toContain(searchForm(query));
  for (const query of ["김ㅂ", "민김", "군", "ㄱㅁㅈ"]) expect(stored).not.toContain(searchForm(query));
  expect(searchForm("값")).toContain(searchForm("갑"));
  expect(searchForm("왜")).toContain(searchForm("와"));
  expect(searchForm("깎")).toBe(searchForm("ㄲㅏㄲ"));
});

test("initial consonants match the names of a payment, and nothing else", () => {
  const customer = { id: null, name: "한성민", email: null, phoneNumber: null };
  const stored = searchFormOf(testPayment({ customer, orderName: "린넨 깔끔한 셔츠 2장" }));
  for (const typed of ["ㅎㅅㅁ", "ㅎㅅ", "ㅅㅁ", "ㄹㄴㄱㄲ", "ㄹㄴㄲㄱㅎㅅㅊ", "ㄹㄴㄲㄲ"])
    expect(stored).toContain(initialsIn(typed));
  for (const typed of ["ㅎㅁ", "ㅅㅎㅁ", "ㅁㄹ", "ㅊㅈ", "ㄴㄴ"])
    expect(stored).not.toContain(initialsIn(typed));
  expect(initialsIn("ㄱㅅ")).toBe(initialsIn("ㄳ"));
  for (const text of ["ㅎ", "한ㅅ", "ㅏㅏ", "ab", ""]) expect(initialsIn(text)).toBeNull();
});

test("a card payment has a mark of its issuer, or the issuer's text where it has no name here", () => {
  const card = { type: null, brand: null, ownerType: null, installment: null, pointUsed: null };
  const stored = (issuer: string) =>
    searchFormOf(testPayment({ method: testMethod({ card: { ...card, issuer } }) }));
  expect(issuerForm("신한카드")).toBe(issuerForm("SHINHAN_CARD"));
  expect(stored("SHINHAN_CARD")).toContain(issuerForm("SHINHAN_CARD"));
  expect(stored("SHINHAN_CARD")).not.toContain(issuerForm("SAMSUNG_CARD"));
  expect(stored("VISA Japan")).toContain(searchForm("visa japan"));
  expect(new Set(issuerCodes.map(issuerForm)).size).toBe(issuerCodes.length);
});

test("decomposed, full-width and upper-case texts have the same form", () => {
  expect(searchForm("김민".normalize("NFD"))).toBe(searchForm("김민"));
  expect(searchForm("  KIM Min  ")).toBe("kim min");
  expect(searchForm("Café".normalize("NFD"))).toBe("cafe");
  expect(searchForm("ＡＢ１２")).toBe("ab12");
});

test("the stored form is ASCII, and Latin letters do not match Hangul", () => {
  for (const text of ["뷁", "ㅢ", "田中 さくら", "\u{1F642}", "Ω", "ᄀ", "ힿ"])
    expect(searchForm(text)).toMatch(/^[\x20-\x7e]+$/);
  expect(searchForm("김민")).not.toContain(searchForm("a"));
  expect(searchForm("田中")).toContain(searchForm("中"));
});

test("a form with fewer than three letters in a row is not searchable", () => {
  for (const enough of ["김민", "준", "abc", "010", "a b cde", "田"])
    expect(isSearchable(searchForm(enough))).toBe(true);
  for (const little of ["", "ab", "이", "%_'", "a b c"]) expect(isSearchable(searchForm(little))).toBe(false);
});

test("control characters of a text neither end its line nor look like the customer's data", () => {
  const payment = testPayment({
    orderName: "a\n\u0001b\u0002c",
    customer: { id: null, name: "d\u0001e\nf", email: null, phoneNumber: null },
  });
  expect(searchFormOf(payment).split("\n")).toContain("a bc");
  expect(searchFormOf(payment).split("\n")).toContain(`${personalMark}de f`);
});

test("the search form of a payment has each id, name and contact on its own line", () => {
  const payment = testPayment({
    pgTxId: "PG-77",
    approvalNumber: "30012345",
    customer: { id: "c", name: "김민", email: "A@B.kr", phoneNumber: "010-1234-5678" },
  });
  const text = searchFormOf(payment);
  const parts = text.split("\n");
  for (const part of ["order-1", "tx-1", "pg-77", "30012345"]) expect(parts).toContain(part);
  for (const part of ["a@b.kr", "01012345678", searchForm("김민")]) {
    expect(parts).toContain(`${personalMark}${part}`);
    expect(isOpenlyFound(text, part)).toBe(true);
    expect(isOpenlyFound(text, part.slice(0, -1))).toBe(false);
    expect(isOpenlyFound(text, part.slice(1))).toBe(false);
  }
  expect(text).toContain(initialsForm("김민"));
  expect(isOpenlyFound(text, initialsForm("김민"))).toBe(false);
  for (const part of ["rder-", "pg-77"]) expect(isOpenlyFound(text, part)).toBe(true);
  expect(isOpenlyFound(text, "5678")).toBe(false);
  expect(otherIdsOf(payment)).toEqual(["tx-1", "pg-77", "30012345"]);
  expect(searchFormOf(testPayment({ orderName: "x".repeat(100_000) })).length).toBeLessThan(1_000);
});

test("amountIn reads amounts as people write them, and nothing else", () => {
  for (const text of ["12000", "12,000", "12,000원", "₩12,000", "１２，０００원", " 12000 "])
    expect(amountIn(text)).toBe(12_000);
  for (const text of ["", "12,00", "-5", "ord-12000", "12000x", "12.5", "1".repeat(14)])
    expect(amountIn(text)).toBeNull();
});

test.each([
  ["3만9천", 39_000],
  ["3만 9천원", 39_000],
  ["3.9만", 39_000],
  ["1.25만원", 12_500],
  ["9천", 9_000],
  ["1.5천", 1_500],
  ["12만", 120_000],
  ["12만3000", 123_000],
  ["12만3,500원", 123_500],
  ["3만500", 30_500],
  ["1만2천5백", 12_500],
  ["2천만", 20_000_000],
  ["1억2천만", 120_000_000],
  ["1.5억", 150_000_000],
  ["4만5", null],
  ["만원", null],
  ["원", null],
  ["0만", null],
  ["3만번째", null],
  ["1.23456만", null],
])("amountIn reads %s, spoken in Korean units, as %s", (text, amount) => {
  expect(amountIn(text)).toBe(amount);
});

test("phoneIn removes separators and rejects other texts", () => {
  expect(phoneIn("010-1234-5678")).toBe("01012345678");
  expect(phoneIn("5678")).toBe("5678");
  for (const text of ["abc", "12", "ord-2026-1", "1".repeat(21)]) expect(phoneIn(text)).toBeNull();
});

test.each([
  ["+82 10-1111-2222", "01011112222"],
  ["+821011112222", "01011112222"],
  ["+82 (0)10 1111 2222", "01011112222"],
  ["82-10-1111-2222", "01011112222"],
  ["0082 2 123 4567", "021234567"],
  ["010–1111–2222", "01011112222"],
  ["０１０-1111-2222", "01011112222"],
  ["+82 10 1111", "0101111"],
  ["8212-3456", "82123456"],
  ["1588-1234", "15881234"],
  ["+81 90-1111-2222", "819011112222"],
])("the telephone number %s is compared as %s", (written, digits) => {
  expect(phoneIn(written)).toBe(digits);
  expect(phoneDigits(written)).toBe(digits);
  expect(
    searchFormOf(testPayment({ customer: { id: null, name: null, email: null, phoneNumber: written } })),
  ).toContain(digits);
});

test("invisible characters and other hyphens do not change the form", () => {
  for (const pasted of [
    "ord\u200b-1",
    "\u200eord-1",
    "ord\u2060-1",
    "ord\u00ad-1",
    "ord\u20111",
    "ord–1",
    "ord−1",
  ]) {
    expect(searchForm(pasted)).toBe("ord-1");
    expect(cleanQuery(`  ${pasted}\n`)).toBe("ord-1");
  }
});
