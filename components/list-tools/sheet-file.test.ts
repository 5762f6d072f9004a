import { readXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import {
  type SheetColumn,
  type SheetFormat,
  type SheetPage,
  type SheetRow,
  sheetFormats,
} from "@/lib/domain/sheet";
import { sheetFile } from "./sheet-file";

const columns: SheetColumn[] = [
  { head: "번호", kind: "text" },
  { head: "금액", kind: "amount" },
  { head: "시각", kind: "time" },
];
const sheet = { name: "환불", columns, decimals: 2, truncationNotice: "중단되었습니다" };
const row: SheetRow = ["12345678901234567890", "1234.50", "2026-02-28T14:59:59.000Z"];

async function* pagesOf(...pages: SheetRow[][]): AsyncGenerator<SheetPage, void, undefined> {
  for (const rows of pages) yield { rows, counted: rows.length };
}

async function take(format: SheetFormat, ...pages: SheetRow[][]): Promise<{ bytes: Buffer; rows: number }> {
  const pieces = [];
  for await (const piece of sheetFile(format, sheet, pagesOf(...pages)).pieces) pieces.push(piece);
  return {
    bytes: Buffer.concat(pieces.map(({ bytes }) => bytes)),
    rows: pieces.reduce((sum, { rows }) => sum + rows, 0),
  };
}

const csvOf = async (...rows: SheetRow[]) => (await take("csv", rows)).bytes.toString();
const firstCell = async (text: string) => (await csvOf([text, null, null])).split("\r\n")[1]?.split(",")[0];
const cellsOf = async (...rows: SheetRow[]) =>
  (await readXlsx((await take("xlsx", rows)).bytes)).sheets[0]?.rows;

test.each(sheetFormats)("counts the rows of every page of a %s export", async (format) => {
  expect((await take(format, [row, row], [], [row])).rows).toBe(3);
});

test.each(sheetFormats)("closes the pages of a %s export whose reader stops early", async (format) => {
  let [made, isClosed] = [0, false];
  async function* pages(): AsyncGenerator<SheetPage, void, undefined> {
    try {
      for (; ; made += 1) yield { rows: Array.from({ length: 500 }, () => row), counted: 500 };
    } finally {
      isClosed = true;
    }
  }
  const { pieces } = sheetFile(format, sheet, pages());
  for (let taken = 0; taken < 5; taken += 1) await pieces.next();
  await pieces.return();
  expect(isClosed).toBe(true);
  // One piece may contain several pages, but no file is written ahead of its reader.
  expect(made).toBeLessThan(20);
});

test.each(sheetFormats)("a %s export fails when the reading of its pages fails", async (format) => {
  async function* pages(): AsyncGenerator<SheetPage, void, undefined> {
    yield { rows: [row], counted: 1 };
    throw new Error("the database is gone");
  }
  const { pieces } = sheetFile(format, sheet, pages());
  await expect(
    (async () => {
      for await (const _ of pieces);
    })(),
  ).rejects.toThrow("the database is gone");
});

test("a CSV begins with the UTF-8 byte order mark, ends every line with CRLF and quotes every cell", async () => {
  expect(await csvOf(row, [null, null, null])).toBe(
    '\uFEFF"번호","금액","시각"\r\n"12345678901234567890","1234.50","2026-02-28 23:59:59"\r\n"","",""\r\n',
  );
});

test("a CSV that breaks off ends with a line that says so", () => {
  expect(new TextDecoder().decode(sheetFile("csv", sheet, pagesOf()).truncationNotice)).toBe(
    '"중단되었습니다"\r\n',
  );
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"])(
  "a CSV cell that begins with %j does not run as a formula",
  // A tab or a line end before other text stays after the apostrophe.
  async (text) => expect(await firstCell(text)).toBe(`"'${text}"`),
);

test.each([" =1", "\n=1", "\r\n\t+1", "\u3000－1", "\u00a0@x", "\u0000=1"])(
  "characters that a program may strip do not hide a formula in a CSV: %j",
  async (text) => expect(await firstCell(text)).toBe(`"'${text.trim().replace("\u0000", "")}"`),
);

test("a CSV preserves quotes, commas, lines, emoji and text that is no formula", async () => {
  expect(await csvOf(['a "b", c\r\nd 🍊 1-1=0', null, null])).toContain('"a ""b"", c\r\nd 🍊 1-1=0"');
});

test("an XLSX has ids as text, amounts as numbers, times in Asia/Seoul, and empty cells for unknown values", async () => {
  expect(await cellsOf(row, [null, null, null], ["합계", "2건", null])).toEqual([
    ["번호", "금액", "시각"],
    ["12345678901234567890", 1234.5, new Date("2026-02-28T23:59:59.000Z")],
    [null, null, null],
    ["합계", "2건", null],
  ]);
});

test.each([
  "=1+1",
  "+82 10",
  "-1",
  "@SUM(A1)",
  "010-1234",
  "1.2E+15",
  "_x0041_",
  "<a & b>",
  "줄\n바꿈",
  "🍊",
])("%j is text in an XLSX", async (text) => expect((await cellsOf([text, null, null]))?.[1]?.[0]).toBe(text));

test("characters that XML forbids do not break an XLSX", async () => {
  expect((await cellsOf(["가\uFFFE나\ud800다\u0001", null, null], row))?.slice(1)).toEqual([
    ["가나\ufffd다\u0001", null, null],
    expect.arrayContaining(["12345678901234567890"]),
  ]);
  expect((await cellsOf(["x".repeat(40_000), null, null]))?.[1]?.[0]).toHaveLength(32_767);
});
