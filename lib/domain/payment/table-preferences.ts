// How a person likes the tables: how close the rows stand, and which columns of the payments there are, in what order. Kept
// in cookies of the browser, so that the server writes the page as it will be.
import * as z from "zod/mini";

export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

/** The columns that may be left out. The payment stands before them and its amount behind them, always. */
const optionalColumns = ["status", "method", "customer", "time", "requested"] as const;
export type OptionalColumn = (typeof optionalColumns)[number];

export const usualColumns: readonly OptionalColumn[] = ["status", "method", "customer", "time"];

/** What is not given stays as it is. */
export const displayInput = z.object({
  density: z.optional(z.enum(densities)),
  columns: z.optional(z.array(z.enum(optionalColumns)).check(z.maxLength(optionalColumns.length))),
});
export type DisplayInput = z.infer<typeof displayInput>;

/** What stands for no columns at all: an empty cookie is none. */
const none = "none";

export function writeColumns(columns: readonly OptionalColumn[]): string {
  return columns.length === 0 ? none : [...new Set(columns)].join(".");
}

/** The columns of a cookie, each once. A cookie that says nothing understandable gives the usual ones. */
export function readColumns(text: string | undefined): readonly OptionalColumn[] {
  if (text === none) return [];
  const known = (text ?? "").split(".").flatMap((word) => optionalColumns.find((one) => one === word) ?? []);
  return known.length === 0 ? usualColumns : [...new Set(known)];
}

export function readDensity(text: string | undefined): Density {
  return densities.find((one) => one === text) ?? "comfortable";
}

/** Every optional column, the shown ones first in their order: how a person arranges them. */
export function arrangedColumns(shown: readonly OptionalColumn[]): readonly OptionalColumn[] {
  return [...shown, ...optionalColumns.filter((one) => !shown.includes(one))];
}
