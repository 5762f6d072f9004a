"use client";
// A choice of one among few, all in sight. Native radio buttons, so arrow keys and form data come for free.
import { useId } from "react";
import type { FieldPath, FieldValues, UseFormRegister } from "react-hook-form";
import { fieldError, fieldHint, fieldLabel } from "./field-style";

type Choice = { value: string; label: string; hint?: string };

type ChoiceProps<Values extends FieldValues> = {
  register: UseFormRegister<Values>;
  name: FieldPath<Values>;
  legend: string;
  choices: readonly Choice[];
  disabled?: boolean;
};

/** Short choices side by side. */
export function SegmentedControl<Values extends FieldValues>(props: ChoiceProps<Values>) {
  const { register, name, legend, choices, disabled = false } = props;
  return (
    <fieldset className="flex flex-col gap-1.5" disabled={disabled}>
      <legend className={`${fieldLabel} mb-1.5`}>{legend}</legend>
      <div className="grid auto-cols-fr grid-flow-col gap-0.5 rounded-md bg-sunken p-1">
        {choices.map(({ value, label }) => (
          <label key={value} className="relative block">
            <input
              type="radio"
              value={value}
              className="peer absolute inset-0 size-full appearance-none rounded-sm"
              {...register(name)}
            />
            <span className="pointer-events-none relative grid min-h-8 place-items-center rounded-sm px-2 text-muted peer-checked:bg-raised peer-checked:font-semibold peer-checked:text-ink peer-checked:shadow-pop">
              {label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Choices that need a line of explanation, one below the other. `error` says that one must be chosen. */
export function RadioList<Values extends FieldValues>(
  props: ChoiceProps<Values> & { error?: string | undefined },
) {
  const { register, name, legend, choices, disabled = false, error } = props;
  const errorId = useId();
  return (
    <fieldset
      className="flex flex-col gap-2"
      disabled={disabled}
      aria-describedby={error === undefined ? undefined : errorId}
    >
      <legend className={`${fieldLabel} mb-1.5`}>{legend}</legend>
      {choices.map(({ value, label, hint }) => (
        <label
          key={value}
          className="flex items-start gap-2.5 rounded-md border border-line px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            value={value}
            className="mt-0.5 size-4 shrink-0 accent-accent"
            {...register(name)}
          />
          <span className="flex flex-col">
            <span className="font-medium">{label}</span>
            {hint && <span className={fieldHint}>{hint}</span>}
          </span>
        </label>
      ))}
      {error !== undefined && (
        <p id={errorId} className={fieldError}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
