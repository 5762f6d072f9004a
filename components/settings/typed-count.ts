const count = /^(\d+)\s*(?:개월|일|시간|분|months?|days?|hours?|minutes?)?$/i;

/** Returns a count of a unit of time as people write it: `11`, `11개월`, full-width digits; NaN for anything else. */
export function countIn(typed: string): number {
  const digits = count.exec(typed.normalize("NFKC").trim())?.[1];
  return digits === undefined ? Number.NaN : Number(digits);
}
