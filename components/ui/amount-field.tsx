"use client";
// An amount of money bound to a form. The box holds what is typed; nothing is rewritten while the person is in it. On
// leaving, an amount that can be read is written with commas.
import type { ReactNode } from "react";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { tidyAmount } from "@/lib/domain/parse-amount";
import { classes } from "./classes";
import { Field } from "./field";
import { fieldBox } from "./field-style";

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

  return (
    <Field label={label} aside={aside} hint={hint} problem={problem} isRequired={isRequired}>
      {(box) => (
        <span className="relative block">
          <input
            {...box}
            {...field}
            onBlur={({ currentTarget }) => {
              const tidy = tidyAmount(currentTarget.value, currency);
              if (tidy !== currentTarget.value) field.onChange(tidy);
              field.onBlur();
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
