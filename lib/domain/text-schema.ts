// Schemas of text that people type, for the browser and the server.
import * as z from "zod/mini";
import { cleanLine, cleanName, cleanText, lengthOf } from "./text-input";

type TextRule<Code extends string> = {
  max: number;
  tooLong: Code;
  /** The code for an empty text; if absent, the text may be empty. */
  missing?: Code;
};

export function textSchema<const Code extends string>(rule: TextRule<Code>) {
  return cleanedBy(cleanText, rule);
}

export function lineSchema<const Code extends string>(rule: TextRule<Code>) {
  return cleanedBy(cleanLine, rule);
}

export function nameSchema<const Code extends string>(rule: TextRule<Code>) {
  return cleanedBy(cleanName, rule);
}

/**
 * Returns the schema of an id that a screen sends back: at most `max` characters that a database can search. An id is
 * not cleaned, because a cleaned id would be another id.
 */
export function idSchema(max: number) {
  return z.string().check(
    z.minLength(1),
    z.maxLength(max),
    z.refine((id) => id.isWellFormed() && !/\p{Cc}/u.test(id)),
  );
}

/** Limit of the raw text, as a multiple of `max`: Unicode normalization can take quadratic time. */
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
