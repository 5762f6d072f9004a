"use client";
// Label, hint and error of a native input, connected for screen readers. Native, because a text input needs no library and
// the script budget of a page is small.
import { type ReactNode, useId } from "react";
import { fieldError, fieldHint, fieldLabel } from "./field-style";

type BoxProps = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
};

type FieldProps = {
  label: string;
  /** At the end of the label's line, such as a limit or a counter. */
  aside?: ReactNode;
  hint?: ReactNode;
  /** Error message; null without an error. */
  problem: string | null;
  isRequired: boolean;
  children: (box: BoxProps) => ReactNode;
};

export function Field({ label, aside, hint, problem, isRequired, children }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : null, problem === null ? null : `${id}-problem`];
  return (
    <div className="flex flex-col gap-1.5">
      <span className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className={fieldLabel}>
          {label}
        </label>
        {aside}
      </span>
      {children({
        id,
        "aria-describedby": described.filter((part) => part !== null).join(" ") || undefined,
        "aria-invalid": problem === null ? undefined : true,
        "aria-required": isRequired || undefined,
      })}
      {hint && (
        <span id={`${id}-hint`} className={fieldHint}>
          {hint}
        </span>
      )}
      {problem !== null && (
        <span id={`${id}-problem`} className={fieldError}>
          {problem}
        </span>
      )}
    </div>
  );
}
