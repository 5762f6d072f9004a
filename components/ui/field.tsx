"use client";
// A field around a native box: its label, what helps, and what is wrong, tied together for screen readers. Native, because
// a box that takes text needs no library, and a page has few kilobytes to spend.
import { type ReactNode, useId } from "react";
import { fieldError, fieldHint, fieldLabel } from "./field-style";

/** What the box must carry. */
type BoxProps = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
};

type FieldProps = {
  label: string;
  /** At the end of the label's line: a limit, a counter. */
  aside?: ReactNode;
  hint?: ReactNode;
  /** What is wrong, in words; null when nothing is. */
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
