/** An option of a filter with its text. */
export type Named = { value: string; label: string };

/** Returns the known values, and the chosen ones that are not known any more. */
export function withChosen(known: readonly string[], chosen: readonly string[]): string[] {
  return [...new Set([...known, ...chosen])];
}

/** Returns the currencies in alphabetical order, with the chosen one. */
export function currencyChoices(known: readonly string[], chosen: string | null): string[] {
  return withChosen(known, chosen === null ? [] : [chosen]).sort();
}
