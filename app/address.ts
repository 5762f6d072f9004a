// Addresses as they come from the browser: parsed before use.

/** Returns the first value of a query parameter, without U+0000, which no database can search for. */
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
