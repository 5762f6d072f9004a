/** For billing keys: a billing key and the API secret are enough to charge, and the desk never needs one. */
const masked = "…";

/** Masks billing keys. PostgreSQL rejects U+0000 and lone surrogates in text: the answer would be lost. */
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

/** Removes U+0000 and replaces lone surrogates, which PostgreSQL rejects in text. */
export function storableText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}
