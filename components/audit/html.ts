// HTML as text, for a file. Every value is escaped; only `html` makes markup.
export type Html = { markup: string };
type Value = Html | readonly Html[] | string | number | null;

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  const markup = parts.map((part, n) => `${part}${markupOf(values[n] ?? null)}`).join("");
  return { markup };
}

function markupOf(value: Value): string {
  if (value === null) return "";
  if (typeof value === "string" || typeof value === "number")
    return String(value).replaceAll(/[&<>"']/g, (letter) => escapes[letter] ?? letter);
  return "markup" in value ? value.markup : value.map(({ markup }) => markup).join("");
}
