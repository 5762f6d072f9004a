"use client";
import { useId } from "react";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { fieldBox, fieldError, fieldLabel } from "./field-style";
import { useIsHydrated } from "./hydrated";

type Choice = { value: string; label: string };

type SelectFieldProps<Values extends FieldValues> = {
  control: Control<Values>;
  name: FieldPath<Values>;
  label: string;
  choices: readonly Choice[];
  /** Choices under headings, after the others. */
  groups?: readonly { label: string; choices: readonly Choice[] }[];
  error?: string | undefined;
};

export function SelectField<Values extends FieldValues>(props: SelectFieldProps<Values>) {
  const { control, name, label, choices, groups = [], error } = props;
  // A field of `register` would be lost when the form is reset, because the compiler keeps the result of the first call.
  const { field } = useController({ control, name });
  const id = useId();
  const isReady = useIsHydrated();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className={fieldLabel}>
        {label}
      </label>
      <select
        id={id}
        // A choice before hydration would be lost.
        disabled={!isReady}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        className={`${fieldBox} h-10`}
        {...field}
      >
        <Options of={choices} />
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            <Options of={group.choices} />
          </optgroup>
        ))}
      </select>
      {error !== undefined && (
        <p id={`${id}-error`} className={fieldError}>
          {error}
        </p>
      )}
    </div>
  );
}

function Options({ of }: { of: readonly Choice[] }) {
  return of.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}
