"use client";
import { type ReactNode, useState } from "react";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { useAdoptedDomValue } from "./adopt-dom-value";
import { classes } from "./classes";
import { Field } from "./field";
import { fieldBox } from "./field-style";

type TextFieldProps<Values extends FieldValues> = {
  control: Control<Values>;
  name: FieldPath<Values>;
  label: string;
  /** Maps a code of the schema or of the server to a message. */
  errorMessages?: (code: string) => string;
  /** Message of a form that validates while the person types. */
  problem?: string | null;
  hint?: ReactNode;
  type?: "text" | "email" | "password";
  inputMode?: "numeric" | "text";
  placeholder?: string;
  isRequired?: boolean;
  autoComplete?: string;
  /** Labels of the button that shows a password; without labels there is no button. */
  reveal?: { show: string; hide: string };
  mono?: boolean;
  /** Takes the focus when it appears: the only field of a step or a dialog that the person has opened. */
  takesFocus?: boolean;
};

export function TextField<Values extends FieldValues>(props: TextFieldProps<Values>) {
  const { control, name, label, errorMessages, problem, hint, type = "text" } = props;
  const { inputMode, placeholder, isRequired = true, autoComplete, reveal, mono = false, takesFocus } = props;
  const { field, fieldState } = useController({ control, name });
  const typed = useAdoptedDomValue<HTMLInputElement>(field.ref, field.value, textIn, field.onChange);
  const [shown, setShown] = useState(false);
  const code = fieldState.error?.message;
  const message = problem ?? (code && errorMessages ? errorMessages(code) : null);
  return (
    <Field label={label} hint={hint} problem={message} isRequired={isRequired}>
      {(box) => (
        <span className="relative block">
          <input
            {...box}
            {...field}
            {...typed}
            type={shown ? "text" : type}
            inputMode={inputMode}
            placeholder={placeholder}
            autoComplete={autoComplete}
            // biome-ignore lint/a11y/noAutofocus: `takesFocus` says when.
            autoFocus={takesFocus}
            data-takes-focus={takesFocus || undefined}
            spellCheck={false}
            autoCapitalize="none"
            className={classes(
              fieldBox,
              "h-10",
              mono && "font-mono",
              inputMode === "numeric" && "tabular-nums",
              reveal && "pr-16",
            )}
          />
          {reveal && (
            <button
              type="button"
              aria-pressed={shown}
              aria-label={shown ? reveal.hide : reveal.show}
              onClick={() => setShown(!shown)}
              className="absolute inset-y-1 right-1 grid w-11 place-items-center rounded-sm text-muted hover:bg-sunken hover:text-ink"
            >
              {shown ? <EyeOff /> : <Eye />}
            </button>
          )}
        </span>
      )}
    </Field>
  );
}

function textIn(input: HTMLInputElement): string {
  return input.value;
}

function Eye() {
  return (
    <svg
      viewBox="0 0 20 20"
      className="size-4.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      aria-hidden="true"
    >
      <path
        d="M1.8 10S4.8 4.5 10 4.5 18.2 10 18.2 10 15.2 15.5 10 15.5 1.8 10 1.8 10Z"
        strokeLinejoin="round"
      />
      <circle cx="10" cy="10" r="2.6" />
    </svg>
  );
}

function EyeOff() {
  return (
    <svg
      viewBox="0 0 20 20"
      className="size-4.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      aria-hidden="true"
    >
      <path
        d="M8 4.7A7.6 7.6 0 0 1 10 4.5c5.2 0 8.2 5.5 8.2 5.5a14 14 0 0 1-2.1 2.8M5 6.2A13.6 13.6 0 0 0 1.8 10s3 5.5 8.2 5.5a8 8 0 0 0 3.6-.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="m3 3 14 14" strokeLinecap="round" />
    </svg>
  );
}
