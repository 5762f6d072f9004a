import { describe, expect, test } from "vitest";
import { cleanQuery } from "../text-input";
import { isServed, possibleId, readSearch } from "./search-terms";

/** Writes each term as its kind and value, terms of an alternative with `&`, alternatives with `|`. */
function written(typed: string): string {
  return readSearch(cleanQuery(typed))
    .alternatives.map((terms) =>
      terms.map(({ kind, typed, amount }) => `${kind} ${kind === "amount" ? amount : typed}`).join(" & "),
    )
    .join(" | ");
}

describe("a typed search is read as", () => {
  test.each([
    ["", ""],
    ["한성민", "text 한성민"],
    ["한성민 39000", "text 한성민 & amount 39000"],
    ["39,000원 한성민", "amount 39000 & text 한성민"],
    ["한성민 39,000 원", "text 한성민 & amount 39000"],
    ["한성민 ₩ 39,000", "text 한성민 & amount 39000"],
    ["ㅎㅅㅁ", "initials ㅎㅅㅁ"],
    ["ㅎㅅㅁ 39000", "initials ㅎㅅㅁ & amount 39000"],
    ["ㅎ", "text ㅎ"],
    ["3만9천", "amount 39000"],
    ["3만 9천 원 셔츠", "amount 39000 & text 셔츠"],
    ["3.9만", "amount 39000"],
    ["린넨 셔츠 100%", "text 린넨 & text 셔츠 & text 100%"],
    ["만 원", "text 만원"],
    ["010-9876-5432", "phone 010-9876-5432"],
    ["010 9876 5432", "phone 010 9876 5432"],
    ["+82 (0)10 9876 5432", "phone +82 (0)10 9876 5432"],
    ["1588 1234", "phone 1588 1234"],
    ["한성민 010-9876-5432", "text 한성민 & phone 010-9876-5432"],
    ["5432 39000", "amount 5432 & amount 39000"],
    ["ord-20261101-0001", "id ord-20261101-0001"],
    ["ord-20261101-0001\nord-20261101-0002", "id ord-20261101-0001 | id ord-20261101-0002"],
    ["ord-20261101-0001 ord-20261101-0001", "id ord-20261101-0001"],
    ["30012345 #R7K2M9Q", "id 30012345 | id #R7K2M9Q"],
    ["ord-20261101-0001 한성민", "id ord-20261101-0001 & text 한성민"],
    ["ord-2026 1101-0001", "id ord-2026 & phone 1101-0001"],
    ["kim@example.com 39000", "text kim@example.com & amount 39000"],
  ])("%j: %s", (typed, expected) => {
    expect(written(typed)).toBe(expected);
  });
});

test("an id with a blank or a line end inside is also looked up joined", () => {
  expect(readSearch(cleanQuery("ord-2026\n1101-0001")).ids).toContain("ord-20261101-0001");
  const broken = readSearch("tx-abc123def 456ghi789jk");
  expect(broken.isSeveral).toBe(true);
  expect(broken.ids).toEqual(["tx-abc123def", "456ghi789jk", "tx-abc123def456ghi789jk"]);
  expect(readSearch("ord-20261101-0001").ids).toEqual(["ord-20261101-0001"]);
});

test("PortOne is asked only for what may be one id", () => {
  expect(possibleId("한성민")).toBe("한성민");
  expect(possibleId("ord-2026 1101-0001")).toBe("ord-20261101-0001");
  for (const query of [
    "한성민 39000",
    "kim 39000",
    "ord-20261101-0001 한성민",
    "ord-1101-0001 ord-1101-0002",
  ])
    expect(possibleId(query)).toBeNull();
});

test("one word that an index can serve is enough", () => {
  for (const [typed, expected] of [
    ["셔츠 a", true],
    ["이 a", false],
    ["12", false],
    ["3만9천", true],
  ] as const)
    expect(readSearch(typed).alternatives.every(isServed)).toBe(expected);
});
