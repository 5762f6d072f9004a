"use client";
// Digits that people type and paste with hyphens and blanks: an account or phone number. What separates them is taken away
// as it is typed; anything else stays, so that the person sees what is wrong.
import type { ReactNode } from "react";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { classes } from "./classes";
import { Field } from "./field";
import { fieldBox } from "./field-style";
import { useCaret } from "./use-caret";

type DigitsFieldProps<Values extends FieldValues> = {
  control: Control<Values>;
  name: FieldPath<Values>;
  label: string;
  hint: ReactNode;
  /** The digits in a text, or null where something else stands in it. */
  digitsIn: (typed: string) => string | null;
  /** What is wrong with it, in words; null when nothing is, or nothing is to be said yet. */
  problem: string | null;
};

export function DigitsField<Values extends FieldValues>(props: DigitsFieldProps<Values>) {
  const { control, name, label, hint, digitsIn, problem } = props;
  const { field } = useController({ control, name });
  const caret = useCaret(field.ref);

  function take(typed: string) {
    const digits = digitsIn(typed);
    if (digits === null || digits === typed) return field.onChange(typed);
    caret.put(digitsIn(typed.slice(0, caret.at(typed)))?.length ?? digits.length);
    field.onChange(digits);
  }

  return (
    <Field label={label} hint={hint} problem={problem} isRequired>
      {(box) => (
        <input
          {...box}
          name={field.name}
          value={field.value}
          onChange={(event) => take(event.currentTarget.value)}
          onBlur={field.onBlur}
          ref={caret.ref}
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          className={classes(fieldBox, "h-10 tabular-nums")}
        />
      )}
    </Field>
  );
}
