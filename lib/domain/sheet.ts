// A table that leaves the desk as a file. Cells are plain texts: what a spreadsheet program makes of each is decided by the
// kind of its column.

import { minorUnitDigits } from "./money";
import { writePlainAmount } from "./parse-amount";

/** The first is offered first: a program that opens a CSV takes long ids for numbers. */
export const sheetFormats = ["xlsx", "csv"] as const;
export type SheetFormat = (typeof sheetFormats)[number];

/** `amount`: a decimal number in the currency's own unit. `time`: an ISO 8601 instant, written as Seoul's clock shows it. */
export type SheetColumn = { head: string; kind: "text" | "amount" | "time" };

/** One cell for each column; null where a value is not known. A text that is no amount stays a text in an amount's column. */
export type SheetRow = readonly (string | null)[];

/** `counted`: how many of the rows are of what is exported, and no totals. */
export type SheetPage = { rows: readonly SheetRow[]; counted: number };

/** Returns the format that an address asks for, or CSV, which any program reads. */
export function readSheetFormat(query: URLSearchParams): SheetFormat {
  return sheetFormats.find((format) => format === query.get("format")) ?? "csv";
}

/** Returns how many decimals the amounts of some currencies need at most. */
export function mostDecimals(currencies: readonly string[]): number {
  return Math.max(0, ...currencies.map((currency) => minorUnitDigits(currency) ?? 0));
}

/** Returns the cell of an amount in minor units: an empty one where it is not known, and never a zero. */
export function amountCell(amount: number | null, currency: string): string | null {
  return amount === null ? null : writePlainAmount(amount, currency);
}
