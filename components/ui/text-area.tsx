"use client";
// Several lines of text bound to a form, with a counter that turns red before the text is refused.
import { FieldError } from "react-aria-components/FieldError";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea as AriaTextArea } from "react-aria-components/TextArea";
import { TextField } from "react-aria-components/TextField";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { classes } from "./classes";
import { fieldBox, fieldError, fieldHint, fieldLabel } from "./field-style";

type TextAreaProps<Values extends FieldValues> = {
  control: Control<Values>;
  name: FieldPath<Values>;
  label: string;
  hint: string;
  errorWords: (code: string) => string;
  max: number;
  countWords: (count: number) => string;
  isDisabled?: boolean;
};

export function TextArea<Values extends FieldValues>(props: TextAreaProps<Values>) {
  const { control, name, label, hint, errorWords, max, countWords, isDisabled = false } = props;
  const { field, fieldState } = useController({ control, name });
  const code = fieldState.error?.message;
  const text: string = field.value;
  const count = text.trim().length;
  return (
    <TextField
      className="flex flex-col gap-1.5"
      name={field.name}
      value={text}
      onChange={field.onChange}
      onBlur={field.onBlur}
      isRequired
      isDisabled={isDisabled}
      isInvalid={fieldState.invalid}
      validationBehavior="aria"
    >
      <span className="flex items-baseline justify-between gap-2">
        <Label className={fieldLabel}>{label}</Label>
        <span className={classes("text-xs", count > max ? "font-semibold text-danger" : "text-faint")}>
          {countWords(count)}
        </span>
      </span>
      <AriaTextArea ref={field.ref} rows={3} className={classes(fieldBox, "block min-h-20 resize-y py-2")} />
      <Text slot="description" className={fieldHint}>
        {hint}
      </Text>
      <FieldError className={fieldError}>{code ? errorWords(code) : null}</FieldError>
    </TextField>
  );
}
