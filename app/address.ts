// Addresses as they come from the browser: parsed before use.

/** A path on this site to go to after signing in; anything else is the start. */
export function nextPath(value: string | string[] | undefined): string {
  if (typeof value !== "string" || !value.startsWith("/") || value.startsWith("//") || value.includes("\\"))
    return "/payments";
  return value;
}

/** One text of a query; the first where there are several. */
export function one(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

/** A path segment as the person meant it. One that is badly encoded is taken as it stands. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
