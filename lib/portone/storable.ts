/** Who holds a billing key and the API secret can charge with it, and the desk never needs one. */
const masked = "…";

/**
 * JSON as a database can keep it: PostgreSQL refuses U+0000 and lone surrogates in text, and an answer that cannot be
 * stored would be an answer lost. Both are left out of every string and key. Billing keys are masked.
 */
export function storable(json: unknown): unknown {
  if (typeof json === "string") return storableText(json);
  if (Array.isArray(json)) return json.map(storable);
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [
      storableText(key),
      key === "billingKey" && typeof value === "string" ? masked : storable(value),
    ]),
  );
}

/** Text as a database can keep it. */
export function storableText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}
