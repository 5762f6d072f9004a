// A table for export as a file. Cells are plain texts; the kind of a column decides how a spreadsheet interprets
// them.

import { minorUnitDigits } from "./money";
import { writePlainAmount } from "./parse-amount";

/** XLSX is offered first, because a program that opens a CSV takes long ids for numbers. */
export const sheetFormats = ["xlsx", "csv"] as const;
export type SheetFormat = (typeof sheetFormats)[number];

/** `amount`: a decimal number in the currency's own unit. `time`: an ISO 8601 instant, written in Seoul time. */
export type SheetColumn = { head: string; kind: "text" | "amount" | "time" };

/** One cell per column; null for an unknown value. A text that is not an amount stays a text in an amount column. */
export type SheetRow = readonly (string | null)[];

/** `counted`: the number of rows that are exported records, without totals. */
export type SheetPage = { rows: readonly SheetRow[]; counted: number };

/** Returns the format that a query names, or CSV, which any program reads. */
export function readSheetFormat(query: URLSearchParams): SheetFormat {
  return sheetFormats.find((format) => format === query.get("format")) ?? "csv";
}

export function mostDecimals(currencies: readonly string[]): number {
  return Math.max(0, ...currencies.map((currency) => minorUnitDigits(currency) ?? 0));
}

/** Returns the cell of an amount in minor units; null, never zero, for an unknown amount. */
export function amountCell(amount: number | null, currency: string): string | null {
  return amount === null ? null : writePlainAmount(amount, currency);
}
