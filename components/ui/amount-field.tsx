"use client";
// An amount of money bound to a form as it is typed: grouped while typing, the caret kept, nothing typed ever lost. What
// it says is read by lib/domain/amount-input.
import { type ReactNode, useRef } from "react";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { groupTyped, isGroupedPlainly } from "@/lib/domain/amount-input";
import { classes } from "./classes";
import { Field } from "./field";
import { fieldBox } from "./field-style";
import { useCaret } from "./use-caret";

type AmountFieldProps<Values extends FieldValues> = {
  control: Control<Values>;
  name: FieldPath<Values>;
  label: string;
  currency: string;
  /** The sign beside the figure ("원", "USD"). */
  unit: string;
  /** What is wrong with it, in words, said while it is typed; null when nothing is. */
  problem: string | null;
  /** Beside the label: the most that may be typed. */
  aside?: ReactNode;
  hint?: ReactNode;
  placeholder?: string;
  size?: "md" | "lg";
  isRequired?: boolean;
};

export function AmountField<Values extends FieldValues>(props: AmountFieldProps<Values>) {
  const { control, name, label, currency, unit, problem, aside, hint } = props;
  const { placeholder, size = "md", isRequired = true } = props;
  const { field } = useController({ control, name });
  const caret = useCaret(field.ref);
  const isComposing = useRef(false);
  const wasPasted = useRef(false);

  function take(typed: string) {
    const pasted = wasPasted.current;
    wasPasted.current = false;
    // A syllable that is being composed must not be touched; and a comma that may mean a decimal is for the person.
    if (isComposing.current || (pasted && !isGroupedPlainly(typed, currency))) return field.onChange(typed);
    const next = groupTyped(typed, caret.at(typed));
    caret.put(next.caret);
    field.onChange(next.text);
  }

  return (
    <Field label={label} aside={aside} hint={hint} problem={problem} isRequired={isRequired}>
      {(box) => (
        <span className="relative block">
          <input
            {...box}
            name={field.name}
            value={field.value}
            onChange={(event) => take(event.currentTarget.value)}
            onBlur={field.onBlur}
            ref={caret.ref}
            onPaste={() => {
              wasPasted.current = true;
            }}
            onCompositionStart={() => {
              isComposing.current = true;
            }}
            onCompositionEnd={(event) => {
              isComposing.current = false;
              take(event.currentTarget.value);
            }}
            placeholder={placeholder}
            inputMode="decimal"
            autoComplete="off"
            spellCheck={false}
            className={classes(
              fieldBox,
              "pr-12 text-right tabular-nums",
              size === "lg" ? "h-12 text-xl font-bold" : "h-10",
            )}
          />
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 right-3 grid place-items-center text-muted"
          >
            {unit}
          </span>
        </span>
      )}
    </Field>
  );
}
