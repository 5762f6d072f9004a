// Stored in cookies of the browser, so that the server renders the final page.
import * as z from "zod/mini";

export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

const optionalColumns = ["status", "method", "customer", "time", "requested"] as const;
export type OptionalColumn = (typeof optionalColumns)[number];

export const defaultColumns: readonly OptionalColumn[] = ["status", "method", "customer", "time"];

export const displayInput = z.object({
  density: z.optional(z.enum(densities)),
  columns: z.optional(z.array(z.enum(optionalColumns)).check(z.maxLength(optionalColumns.length))),
});
export type DisplayInput = z.infer<typeof displayInput>;

/** An empty cookie is not a cookie. */
const none = "none";

export function writeColumns(columns: readonly OptionalColumn[]): string {
  return columns.length === 0 ? none : [...new Set(columns)].join(".");
}

export function readColumns(text: string | undefined): readonly OptionalColumn[] {
  if (text === none) return [];
  const known = (text ?? "")
    .split(".")
    .flatMap((word) => optionalColumns.find((column) => column === word) ?? []);
  return known.length === 0 ? defaultColumns : [...new Set(known)];
}

export function readDensity(text: string | undefined): Density {
  return densities.find((density) => density === text) ?? "comfortable";
}

export function arrangedColumns(shown: readonly OptionalColumn[]): readonly OptionalColumn[] {
  return [...shown, ...optionalColumns.filter((column) => !shown.includes(column))];
}
