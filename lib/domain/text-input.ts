// Text that people type, in the form in which it is stored and sent.

const lineEnd = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Hangul fillers are displayed and used as blanks. */
const filler = /[\u115f\u1160\u3164\uffa0]/g;
/** Control characters except line end and tab, and halves of surrogate pairs: no database stores all of them. */
const unstorable = /[^\P{Cc}\n\t]|\p{Cs}/gu;
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
/** Excludes joiners and variation selectors, which change the look of adjacent characters. */
const invisibleAlone =
  /(?!\u200c|\u200d|\ufe0e|\ufe0f|[\u{e0100}-\u{e01ef}])\p{Default_Ignorable_Code_Point}/gu;

/** Returns a text without invisible characters, with blanks in place of fillers. */
export function withoutInvisible(typed: string): string {
  return typed.replace(filler, " ").replace(invisible, "");
}

/** Returns a text of several lines as it is stored and sent: NFC, without invisible characters, trimmed. */
export function cleanText(typed: string): string {
  const lines = typed.replace(lineEnd, "\n").replace(filler, " ").replace(unstorable, "");
  const text = lines.replace(invisibleAlone, "").normalize("NFC").trim();
  return withoutInvisible(text).trim() === "" ? "" : text;
}

/** Returns one line of text as it is stored and sent: like `cleanText`, with one space for each run of blanks. */
export function cleanLine(typed: string): string {
  return cleanText(typed).replace(/\s+/g, " ");
}

/** Returns an account holder's name or an email address as it is sent: like `cleanLine`, with no invisible character. */
export function cleanName(typed: string): string {
  return cleanLine(withoutInvisible(typed));
}

/** Dashes that word processors and messengers write in place of `-`, with the minus sign and the full-width form. */
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;

/** Returns a text with one kind of hyphen, so that a pasted id is found. */
export function withPlainHyphens(text: string): string {
  return text.replace(dashes, "-");
}

/** Returns the text of a search: one line, without invisible characters, with plain hyphens. */
export function cleanQuery(typed: string): string {
  return withPlainHyphens(cleanName(typed));
}

/** Returns the number of characters (code points), as text-schema and PostgreSQL count. */
export function lengthOf(text: string): number {
  return [...text].length;
}
