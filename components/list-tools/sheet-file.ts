// Writes a table as CSV or XLSX while its rows are read. Memory holds at most one page of rows.
import { stringify } from "csv-stringify/sync";
import { type CellValue, writeXlsxStream } from "hucre/xlsx";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { seoulClock } from "@/lib/domain/seoul-time";
import type { SheetColumn, SheetFormat, SheetPage, SheetRow } from "@/lib/domain/sheet";

type SheetFile = {
  contentType: string;
  pieces: AsyncGenerator<{ bytes: Uint8Array; rows: number }, void, undefined>;
  /** Bytes for the end of a file that breaks off. An incomplete XLSX does not open. */
  truncationNotice: Uint8Array;
};

type Sheet = {
  /** Name of the only sheet of a workbook; at most 31 characters. */
  name: string;
  columns: readonly SheetColumn[];
  /** Maximum number of decimals of an amount. */
  decimals: number;
  truncationNotice: string;
};

/**
 * Returns the file of a sheet. Pages are read one by one while the file is read; a reader that stops early closes `pages`.
 * In a CSV no cell runs as a formula; in an XLSX every text is stored as text.
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
        truncationNotice: encode(csvLines([[sheet.truncationNotice]])),
      };
    case "xlsx":
      return {
        contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        pieces: xlsxPieces(sheet, pages),
        truncationNotice: new Uint8Array(),
      };
  }
}

/** Spreadsheet programs read a CSV as UTF-8 only with this prefix. */
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
    // Writes an apostrophe before = + - @ tab CR and their full-width forms at the beginning of a cell.
    escape_formulas: true,
  });
}

/** Removes blanks and line ends before a formula, because some programs strip them and then run the formula. */
function withoutBlanksBeforeFormula(text: string): string {
  return text.replace(/^[\s\p{Cc}]+(?=[=+\-@＝＋－＠])/u, "");
}

const encoder = new TextEncoder();
const encode = (text: string) => encoder.encode(text);

async function* xlsxPieces({ name, columns, decimals }: Sheet, pages: AsyncIterable<SheetPage>) {
  let [counted, reported] = [0, 0];
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
    yield { bytes, rows: counted - reported };
    reported = counted;
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

/** Maximum number of characters in a cell of Excel. */
const longestCell = 32_767;

/**
 * Removes characters that XML forbids, and cuts the text to `longestCell`. Escapes text that looks like `_x0001_`, because
 * the writer escapes control characters in that form, but not such text.
 */
function xmlText(text: string): string {
  const whole = text
    .replaceAll(/[\uFFFE\uFFFF]/g, "")
    .slice(0, longestCell)
    .toWellFormed();
  return whole.replaceAll(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_");
}
