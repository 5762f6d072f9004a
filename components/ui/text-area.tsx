"use client";
// Multi-line text bound to a form. The counter turns red before the text is refused.
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { cleanText, lengthOf } from "@/lib/domain/text-input";
import { classes } from "./classes";
import { Field } from "./field";
import { fieldBox } from "./field-style";

type TextAreaProps<Values extends FieldValues> = {
  control: Control<Values>;
  name: FieldPath<Values>;
  label: string;
  hint: string;
  errorMessages: (code: string) => string;
  max: number;
  countLabel: (count: number) => string;
  isDisabled?: boolean;
  isRequired?: boolean;
};

export function TextArea<Values extends FieldValues>(props: TextAreaProps<Values>) {
  const { control, name, label, hint, errorMessages, max, countLabel } = props;
  const { isDisabled = false, isRequired = true } = props;
  const { field, fieldState } = useController({ control, name });
  const code = fieldState.error?.message;
  const text: string = field.value;
  const count = lengthOf(cleanText(text));
  return (
    <Field
      label={label}
      hint={hint}
      isRequired={isRequired}
      problem={code ? errorMessages(code) : null}
      aside={
        <span className={classes("text-xs", count > max ? "font-semibold text-danger" : "text-faint")}>
          {countLabel(count)}
        </span>
      }
    >
      {(box) => (
        <textarea
          {...box}
          {...field}
          value={text}
          rows={3}
          disabled={isDisabled}
          className={classes(fieldBox, "block min-h-20 resize-y py-2")}
        />
      )}
    </Field>
  );
}
