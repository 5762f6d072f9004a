"use client";
import { useId } from "react";
import type { FieldPath, FieldValues, UseFormRegister } from "react-hook-form";
import { fieldBox, fieldError, fieldLabel } from "./field-style";
import { useIsHydrated } from "./hydrated";

type SelectFieldProps<Values extends FieldValues> = {
  register: UseFormRegister<Values>;
  name: FieldPath<Values>;
  label: string;
  choices: readonly { value: string; label: string }[];
  error?: string | undefined;
};

export function SelectField<Values extends FieldValues>(props: SelectFieldProps<Values>) {
  const { register, name, label, choices, error } = props;
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
        {...register(name)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
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
