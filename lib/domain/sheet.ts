import { minorUnitDigits } from "./money";
import { writePlainAmount } from "./parse-amount";

/** XLSX is offered first, because a program that opens a CSV takes long ids for numbers. */
export const sheetFormats = ["xlsx", "csv"] as const;
export type SheetFormat = (typeof sheetFormats)[number];
export const exportFormats = [...sheetFormats, "jsonl"] as const;
export type ExportFormat = (typeof exportFormats)[number];
/** How the name of a saved file ends. */
export type FileFormat = ExportFormat | "zip";

/** `amount`: a decimal number in the currency's own unit. `time`: an ISO 8601 instant, written in Seoul time. */
export type SheetColumn = { head: string; kind: "text" | "amount" | "time" };

export type SheetRow = readonly (string | null)[];

export type SheetPage = { rows: readonly SheetRow[]; counted: number };

export function readSheetFormat(query: URLSearchParams): SheetFormat {
  return sheetFormats.find((format) => format === query.get("format")) ?? "csv";
}

export function readExportFormat(query: URLSearchParams): ExportFormat {
  return exportFormats.find((format) => format === query.get("format")) ?? "csv";
}

export function mostDecimals(currencies: readonly string[]): number {
  return Math.max(0, ...currencies.map((currency) => minorUnitDigits(currency) ?? 0));
}

/** Returns a decimal number in the currency's own unit; null for an unknown amount. */
export function amountCell(amount: number | null, currency: string): string | null {
  return amount === null ? null : writePlainAmount(amount, currency);
}
