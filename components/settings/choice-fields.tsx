"use client";
import type { Ref } from "react";
import { fieldLabel } from "@/components/ui/field-style";

type CheckLineProps = {
  label: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  inputRef?: Ref<HTMLInputElement>;
};

export function CheckLine({ label, isChecked, onChange, inputRef }: CheckLineProps) {
  return (
    <label className="flex min-h-8 items-center gap-2.5">
      <input
        type="checkbox"
        ref={inputRef}
        checked={isChecked}
        onChange={({ target }) => onChange(target.checked)}
        className="size-4 shrink-0 accent-accent"
      />
      <span className="wrap-anywhere">{label}</span>
    </label>
  );
}

export type NamedChoice = { value: string; label: string };

type AnyOrSomeProps = {
  legend: string;
  anyLabel: string;
  of: readonly NamedChoice[];
  /** Null: every value. */
  value: readonly string[] | null;
  onChange: (value: string[] | null) => void;
  problem?: string | null;
};

/** Every value, or only the chosen ones. */
export function AnyOrSome({ legend, anyLabel, of, value, onChange, problem = null }: AnyOrSomeProps) {
  return (
    <fieldset>
      <legend className={`${fieldLabel} mb-1`}>{legend}</legend>
      <CheckLine
        label={anyLabel}
        isChecked={value === null}
        onChange={(isAny) => onChange(isAny ? null : [])}
      />
      {value !== null && (
        <div className="grid grid-cols-2 gap-x-3">
          {of.map((choice) => (
            <CheckLine
              key={choice.value}
              label={choice.label}
              isChecked={value.includes(choice.value)}
              onChange={(isChosen) =>
                onChange(isChosen ? [...value, choice.value] : value.filter((one) => one !== choice.value))
              }
            />
          ))}
        </div>
      )}
      {problem !== null && <p className="mt-1 text-sm text-danger">{problem}</p>}
    </fieldset>
  );
}
