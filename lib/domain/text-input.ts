const lineEnd = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Hangul fillers are displayed and used as blanks. */
const filler = /[\u115f\u1160\u3164\uffa0]/g;
/** Also halves of surrogate pairs: no database stores all of them. */
const unstorable = /[^\P{Cc}\n\t]|\p{Cs}/gu;
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
/** Joiners and variation selectors change the look of adjacent characters. */
const invisibleAlone =
  /(?!\u200c|\u200d|\ufe0e|\ufe0f|[\u{e0100}-\u{e01ef}])\p{Default_Ignorable_Code_Point}/gu;

export function withoutInvisible(typed: string): string {
  return typed.replace(filler, " ").replace(invisible, "");
}

export function cleanText(typed: string): string {
  const lines = typed.replace(lineEnd, "\n").replace(filler, " ").replace(unstorable, "");
  const text = lines.replace(invisibleAlone, "").normalize("NFC").trim();
  return withoutInvisible(text).trim() === "" ? "" : text;
}

export function cleanLine(typed: string): string {
  return cleanText(typed).replace(/\s+/g, " ");
}

export function cleanName(typed: string): string {
  return cleanLine(withoutInvisible(typed));
}

const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;

export function withPlainHyphens(text: string): string {
  return text.replace(dashes, "-");
}

export function cleanQuery(typed: string): string {
  return withPlainHyphens(cleanName(typed));
}

/** Counts code points, as PostgreSQL does. */
export function lengthOf(text: string): number {
  return [...text].length;
}
