"use client";
// Amount of money bound to a form. The typed text stays unchanged while the box has the focus. On blur, a readable amount
// is written with commas.
import type { ReactNode } from "react";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { formatTypedAmount } from "@/lib/domain/parse-amount";
import { classes } from "./classes";
import { Field } from "./field";
import { fieldBox } from "./field-style";

type AmountFieldProps<Values extends FieldValues> = {
  control: Control<Values>;
  name: FieldPath<Values>;
  label: string;
  currency: string;
  unit: string;
  /** Message that is shown while the person types; null without a problem. */
  problem: string | null;
  /** Beside the label: the maximum amount. */
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
              const tidy = formatTypedAmount(currentTarget.value, currency);
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
