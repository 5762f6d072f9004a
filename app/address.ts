// Addresses as they come from the browser: parsed before use.

/** One text of a query, the first where there are several, without what no database can look for. */
export function one(value: string | string[] | undefined): string {
  return withoutNul((Array.isArray(value) ? value[0] : value) ?? "");
}

/** A path segment as the person meant it. One that is badly encoded is taken as it stands. */
export function decodeSegment(segment: string): string {
  try {
    return withoutNul(decodeURIComponent(segment));
  } catch {
    return withoutNul(segment);
  }
}

function withoutNul(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}
