// Writes a table as CSV or XLSX while its rows are read: no more than one page of rows is held.
import { stringify } from "csv-stringify/sync";
import { type CellValue, writeXlsxStream } from "hucre/xlsx";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { seoulClock } from "@/lib/domain/seoul-time";
import type { SheetColumn, SheetFormat, SheetPage, SheetRow } from "@/lib/domain/sheet";

type SheetFile = {
  contentType: string;
  pieces: AsyncGenerator<{ bytes: Uint8Array; rows: number }, void, undefined>;
  /** What to write at the end of a file that breaks off. An XLSX that is not whole does not open. */
  cutOff: Uint8Array;
};

type Sheet = {
  /** Of the one sheet of a workbook; at most 31 characters. */
  name: string;
  columns: readonly SheetColumn[];
  /** The most decimals that an amount has. */
  decimals: number;
  /** The line that says that a CSV is not whole. */
  cutOff: string;
};

/**
 * Returns the file of a sheet. Pages are read one by one as the file is taken; a reader that stops early closes `pages`.
 * In a CSV no cell runs as a formula, in an XLSX every text is stored as one.
 */
export function sheetFile(
  format: SheetFormat,
  sheet: Sheet,
  pages: AsyncGenerator<SheetPage, void, undefined>,
): SheetFile {
  switch (format) {
    case "csv":
      return {
        contentType: "text/csv; charset=utf-8",
        pieces: csvPieces(sheet, pages),
        cutOff: encode(csvLines([[sheet.cutOff]])),
      };
    case "xlsx":
      return {
        contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        pieces: xlsxPieces(sheet, pages),
        cutOff: new Uint8Array(),
      };
  }
}

/** Spreadsheet programs take a CSV for UTF-8 only with this in front. */
const byteOrderMark = "\uFEFF";

async function* csvPieces({ columns }: Sheet, pages: AsyncIterable<SheetPage>) {
  yield { bytes: encode(byteOrderMark + csvLines([columns.map(({ head }) => head)])), rows: 0 };
  for await (const { rows, counted } of pages) {
    const cells = rows.map((row) => row.map((cell, at) => csvCell(cell, columns[at]?.kind)));
    yield { bytes: encode(csvLines(cells)), rows: counted };
  }
}

function csvCell(cell: string | null, kind: SheetColumn["kind"] | undefined): string {
  if (cell === null) return "";
  return kind === "time" ? seoulTime(cell, "sheet", "en") : withoutBlanksBeforeFormula(cell);
}

function csvLines(rows: readonly SheetRow[]): string {
  return stringify([...rows], {
    quoted: true,
    quoted_empty: true,
    record_delimiter: "windows",
    // Puts an apostrophe before = + - @ tab CR and their full-width forms at the beginning of a cell.
    escape_formulas: true,
  });
}

/** Some programs take blanks and line ends before a formula away themselves, and then run the formula. */
function withoutBlanksBeforeFormula(text: string): string {
  return text.replace(/^[\s\p{Cc}]+(?=[=+\-@＝＋－＠])/u, "");
}

const encoder = new TextEncoder();
const encode = (text: string) => encoder.encode(text);

async function* xlsxPieces({ name, columns, decimals }: Sheet, pages: AsyncIterable<SheetPage>) {
  let [counted, told] = [0, 0];
  async function* rows() {
    for await (const page of pages) {
      for (const row of page.rows) yield row.map((cell, at) => xlsxCell(cell, columns[at]?.kind));
      counted += page.counted;
    }
  }
  const stream = writeXlsxStream(rows(), {
    name,
    columns: columns.map(({ head, kind }) => ({ header: head, ...xlsxColumn[kind](decimals) })),
    freezePane: { rows: 1 },
  });
  for await (const bytes of stream) {
    yield { bytes, rows: counted - told };
    told = counted;
  }
}

/** Widths in characters. */
const xlsxColumn = {
  text: () => ({ width: 18 }),
  amount: (decimals: number) => ({
    width: 14,
    numFmt: decimals === 0 ? "#,##0" : `#,##0.${"0".repeat(decimals)}`,
  }),
  time: () => ({ width: 20, numFmt: "yyyy-mm-dd hh:mm:ss" }),
} satisfies Record<SheetColumn["kind"], (decimals: number) => object>;

function xlsxCell(cell: string | null, kind: SheetColumn["kind"] | undefined): CellValue {
  if (cell === null || cell === "") return null;
  if (kind === "time") return seoulClock(new Date(cell));
  const amount = kind === "amount" ? Number(cell) : Number.NaN;
  return Number.isFinite(amount) ? amount : xmlText(cell);
}

/** The most characters that Excel takes in a cell. */
const longestCell = 32_767;

/** Without what no XML may hold. The writer escapes control characters as `_x0001_`, but no text that reads like one. */
function xmlText(text: string): string {
  const whole = text
    .replaceAll(/[\uFFFE\uFFFF]/g, "")
    .slice(0, longestCell)
    .toWellFormed();
  return whole.replaceAll(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_");
}
