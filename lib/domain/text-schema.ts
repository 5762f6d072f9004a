import * as z from "zod/mini";
import { cleanLine, cleanName, cleanText, lengthOf } from "./text-input";

type TextRule<Code extends string> = {
  max: number;
  tooLong: Code;
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

/** An id is not cleaned, because a cleaned id would be another id. */
export function idSchema(max: number) {
  return z.string().check(
    z.minLength(1),
    z.maxLength(max),
    z.refine((id) => id.isWellFormed() && !/\p{Cc}/u.test(id)),
  );
}

/** Limits the raw text: Unicode normalization can take quadratic time. */
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
