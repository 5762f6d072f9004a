import { expect, test } from "vitest";
import { cleanQuery } from "../text-input";
import { type MatchedText, searchMatches } from "./search-matches";
import { readSearch } from "./search-terms";

const payment = {
  id: "ord-20261101-0001",
  orderName: "린넨 셔츠 100%",
  customerName: "한성민",
  phone: "010-9876-5432",
  email: "Minjun.Kim@example.com",
  otherIds: ["tx-abc-900001", "30012345"],
  issuerNames: ["신한카드", "Shinhan Card", "SHINHAN_CARD"],
  total: 39_000,
  foundBy: [] as string[],
};

/** Writes matched parts in brackets. */
const written = (text: MatchedText) =>
  text.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join("");

function matchesOf(query: string, changed: Partial<typeof payment> = {}) {
  const { orderName, id, customerName, isTotal, contacts, others } = searchMatches(
    readSearch(cleanQuery(query)),
    {
      ...payment,
      ...changed,
    },
  );
  const shown = [orderName, id, customerName].map(written).filter((text) => text.includes("["));
  return [...shown, ...(isTotal ? ["total"] : []), ...[...contacts, ...others].map(written)];
}

test.each<[string, string[]]>([
  ["한성민", ["[한성민]"]],
  ["성ㅁ", ["한[성민]"]],
  ["ㅎㅅㅁ", ["[한성민]"]],
  ["ㅅㅁ", ["한[성민]"]],
  ["ㄹㄴㅅㅊ", ["[린넨 셔츠] 100%"]],
  ["한성민 신한", ["[한성민]", "[신한]카드"]],
  ["shinhan card", ["[Shinhan Card]"]],
  ["린넨 셔츠", ["[린넨 셔츠] 100%"]],
  ["셔츠 린넨", ["[린넨] [셔츠] 100%"]],
  ["한성민 39000", ["[한성민]", "total"]],
  ["3만9천", ["total"]],
  ["한성민 5432", ["[한성민]", "010-9876-[5432]"]],
  ["98765", ["010-[9876-5]432"]],
  ["+82 10 9876 5432", ["[010-9876-5432]"]],
  ["minjun.kim", ["[Minjun.Kim]@example.com"]],
  ["1101-0001 셔츠", ["린넨 [셔츠] 100%", "ord-2026[1101-0001]"]],
  ["ord-2026 1101-0001", ["[ord-20261101-0001]"]],
  ["TX-ABC-9 한성민", ["[한성민]", "[tx-abc-9]00001"]],
  ["TX-ABC-900001 ord-20261101-0001", ["[ord-20261101-0001]", "[tx-abc-900001]"]],
  ["이", []],
  ["없는이름", []],
])("%s matches %j", (query, expected) => {
  expect(matchesOf(query)).toEqual(expected);
});

test("a number stored with the country's code is marked whole", () => {
  expect(matchesOf("010-9876-5432", { phone: "+82 10 9876 5432" })).toEqual(["[+82 10 9876 5432]"]);
});

test("an id that is not the payment's own is shown", () => {
  expect(matchesOf("cancel-55", { foundBy: ["cancel-55"] })).toEqual(["[cancel-55]"]);
});
