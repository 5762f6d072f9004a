// Text that people type: the form in which it is stored and sent, and the schemas of its fields. One rule for the browser
// and the server.
import * as z from "zod/mini";

/** Every way to end a line. */
const lineEnd = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Fillers of Hangul show as blanks and are used as blanks. */
const filler = /[\u115f\u1160\u3164\uffa0]/g;
/** Control characters other than the end of a line and the tab, and halves of surrogate pairs: no database stores all. */
const unstorable = /[^\P{Cc}\n\t]|\p{Cs}/gu;
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
/** Joiners and variation selectors change how the characters beside them look. */
const invisibleAlone =
  /(?!\u200c|\u200d|\ufe0e|\ufe0f|[\u{e0100}-\u{e01ef}])\p{Default_Ignorable_Code_Point}/gu;

/** Returns a text without characters that show nothing, with blanks in place of fillers. */
export function withoutInvisible(typed: string): string {
  return typed.replace(filler, " ").replace(invisible, "");
}

/** Returns a text of several lines as it is stored and sent: NFC, without characters that show nothing, trimmed. */
export function cleanText(typed: string): string {
  const lines = typed.replace(lineEnd, "\n").replace(filler, " ").replace(unstorable, "");
  const text = lines.replace(invisibleAlone, "").normalize("NFC").trim();
  return withoutInvisible(text).trim() === "" ? "" : text;
}

/** Returns one line of text as it is stored and sent: like `cleanText`, with one space for each run of blanks. */
export function cleanLine(typed: string): string {
  return cleanText(typed).replace(/\s+/g, " ");
}

/** Returns a person's name on an account, or an address, as it is sent: like `cleanLine`, with no invisible character at all. */
export function cleanName(typed: string): string {
  return cleanLine(withoutInvisible(typed));
}

/** Hyphens and dashes that word processors and messengers put in the place of `-`, the minus sign and the full width among them. */
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;

/** Returns a text with one kind of hyphen: an id is found however it was pasted. */
export function withPlainHyphens(text: string): string {
  return text.replace(dashes, "-");
}

/** Returns what a search looks for: the text on one line, without what shows nothing, with plain hyphens. */
export function cleanQuery(typed: string): string {
  return withPlainHyphens(cleanName(typed));
}

/** Returns how many characters (code points) a text has, as the schemas below and PostgreSQL count them. */
export function lengthOf(text: string): number {
  return [...text].length;
}

type TextRule<Code extends string> = {
  /** The most characters. */
  max: number;
  tooLong: Code;
  /** The code of an empty text; without it the text may be empty. */
  missing?: Code;
};

/** Returns the schema of a text of several lines, cleaned by `cleanText`. */
export function textSchema<const Code extends string>(rule: TextRule<Code>) {
  return cleanedBy(cleanText, rule);
}

/** Returns the schema of one line of text, cleaned by `cleanLine`. */
export function lineSchema<const Code extends string>(rule: TextRule<Code>) {
  return cleanedBy(cleanLine, rule);
}

/** Returns the schema of a person's name on an account, cleaned by `cleanName`. */
export function nameSchema<const Code extends string>(rule: TextRule<Code>) {
  return cleanedBy(cleanName, rule);
}

/**
 * Returns the schema of an id that a screen sends back as it was: of at most `max` characters, and one that a database can
 * look for. An id is never cleaned: cleaned, it would be another one.
 */
export function idSchema(max: number) {
  return z.string().check(
    z.minLength(1),
    z.maxLength(max),
    z.refine((id) => id.isWellFormed() && !/\p{Cc}/u.test(id)),
  );
}

/** How many times as long as its limit a text may be before it is cleaned: Unicode normalization can take quadratic time. */
const mostBefore = 20;

function cleanedBy<Code extends string>(clean: (typed: string) => string, rule: TextRule<Code>) {
  const { max, tooLong, missing } = rule;
  return z.string(missing).check(
    z.maxLength(mostBefore * max, { error: tooLong, abort: true }),
    z.overwrite(clean),
    z.check((payload) => {
      const count = lengthOf(payload.value);
      const code = count === 0 ? missing : count > max ? tooLong : undefined;
      if (code !== undefined) payload.issues.push({ code: "custom", message: code, input: payload.value });
    }),
  );
}
