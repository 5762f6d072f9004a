"use client";
// Choice of one among few visible options. Native radio buttons provide arrow keys and form data.
import { type ReactNode, useId } from "react";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { useAdoptedDomValue } from "./adopt-dom-value";
import { fieldError, fieldHint, fieldLabel } from "./field-style";
import { Segment, segments } from "./segment";

type Choice = { value: string; label: string; hint?: string };

type ChoiceProps<Values extends FieldValues> = {
  control: Control<Values>;
  name: FieldPath<Values>;
  legend: string;
  choices: readonly Choice[];
  disabled?: boolean;
};

export function SegmentedControl<Values extends FieldValues>(props: ChoiceProps<Values>) {
  const { control, name, legend, choices, disabled = false } = props;
  const radio = useRadios(control, name);
  return (
    <fieldset className="flex flex-col gap-1.5" disabled={disabled}>
      <legend className={`${fieldLabel} mb-1.5`}>{legend}</legend>
      <div className={segments}>
        {choices.map(({ value, label }, at) => (
          <Segment key={value} {...radio(value, at)}>
            {label}
          </Segment>
        ))}
      </div>
    </fieldset>
  );
}

/** Shows short choices that may wrap to several lines. `error` says that a choice is required. */
export function ChoiceChips<Values extends FieldValues>(
  props: ChoiceProps<Values> & { error?: string | undefined },
) {
  const { control, name, choices } = props;
  const radio = useRadios(control, name);
  return (
    <RequiredChoice legend={props.legend} disabled={props.disabled ?? false} error={props.error}>
      <div className="flex flex-wrap gap-1.5">
        {choices.map(({ value, label }, at) => (
          <label key={value} className="relative block">
            <input
              {...radio(value, at)}
              className="peer absolute inset-0 size-full appearance-none rounded-full"
            />
            <span className="pointer-events-none relative grid min-h-9 place-items-center rounded-full border border-line-strong px-3.5 text-muted peer-checked:border-accent peer-checked:bg-accent-soft peer-checked:font-semibold peer-checked:text-accent">
              {label}
            </span>
          </label>
        ))}
      </div>
    </RequiredChoice>
  );
}

/** Shows choices with a line of explanation, one below the other. `error` says that a choice is required. */
export function RadioList<Values extends FieldValues>(
  props: ChoiceProps<Values> & { error?: string | undefined },
) {
  const { control, name, choices } = props;
  const radio = useRadios(control, name);
  return (
    <RequiredChoice legend={props.legend} disabled={props.disabled ?? false} error={props.error}>
      {choices.map(({ value, label, hint }, at) => (
        <label
          key={value}
          className="flex items-start gap-2.5 rounded-md border border-line px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft"
        >
          <input {...radio(value, at)} className="mt-0.5 size-4 shrink-0 accent-accent" />
          <span className="flex flex-col">
            <span className="font-medium">{label}</span>
            {hint && <span className={fieldHint}>{hint}</span>}
          </span>
        </label>
      ))}
    </RequiredChoice>
  );
}

type RequiredChoiceProps = {
  legend: string;
  disabled?: boolean;
  error?: string | undefined;
  children: ReactNode;
};

function RequiredChoice({ legend, disabled = false, error, children }: RequiredChoiceProps) {
  const errorId = useId();
  return (
    <fieldset
      className="flex flex-col gap-2"
      disabled={disabled}
      aria-describedby={error === undefined ? undefined : errorId}
    >
      <legend className={`${fieldLabel} mb-1.5`}>{legend}</legend>
      {children}
      {error !== undefined && (
        <p id={errorId} className={fieldError}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** Returns the props of each radio button of the field. The first button takes the focus when the form focuses the field. */
function useRadios<Values extends FieldValues>(control: Control<Values>, name: FieldPath<Values>) {
  const { field } = useController({ control, name });
  const first = useAdoptedDomValue<HTMLInputElement>(field.ref, field.value, choiceIn, field.onChange);
  return (value: string, at: number) => ({
    type: "radio" as const,
    name: field.name,
    value,
    checked: field.value === value,
    onChange: () => field.onChange(value),
    onBlur: field.onBlur,
    ref: at === 0 ? first.ref : undefined,
  });
}

/** Returns the checked value among the radio buttons of the same name. */
function choiceIn({ form, name }: HTMLInputElement): string {
  const radios = form?.elements.namedItem(name);
  return radios instanceof RadioNodeList ? radios.value : "";
}
