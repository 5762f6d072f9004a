"use client";
// Fields of the filter of a list, named like the query parameters.
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { fieldBox, fieldLabel } from "@/components/ui/field-style";
import { channelTypes } from "@/lib/domain/payment/payment-filter";
import type { Named } from "./filter-choices";
import { periodPresets } from "./period-presets";

type DayFieldsProps = { from: string | null; to: string | null };

/** Shows the first and the last day of a period, and buttons for common periods. */
export function DayFields({ from, to }: DayFieldsProps) {
  const t = useTranslations("paymentList");
  return (
    <>
      <div className="grid grid-cols-2 gap-2">
        <DayField name="from" label={t("filter.from")} day={from} />
        <DayField name="to" label={t("filter.to")} day={to} />
      </div>
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">{t("filter.presets")}</legend>
        {periodPresets(new Date()).map(({ name, from, to }) => (
          <button
            key={name}
            type="button"
            onClick={(event) => fill(event.currentTarget.form, { from, to })}
            className="min-h-8 rounded-md bg-sunken px-2.5 text-sm text-muted hover:bg-hover hover:text-ink"
          >
            {t(`filter.preset.${name}`)}
          </button>
        ))}
      </fieldset>
    </>
  );
}

/** Uses the browser's own calendar, which is accessible and adds no script. */
function DayField({ name, label, day }: { name: string; label: string; day: string | null }) {
  return (
    <label className="flex flex-col gap-1.5">
      <span className={fieldLabel}>{label}</span>
      <input
        type="date"
        name={name}
        defaultValue={day ?? ""}
        min="2000-01-01"
        max="2199-12-31"
        className={`${fieldBox} h-10`}
      />
    </label>
  );
}

function fill(form: HTMLFormElement | null, values: Record<string, string>) {
  for (const [name, value] of Object.entries(values)) {
    const field = form?.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  }
}

type SelectProps = {
  name: string;
  label: string;
  /** Text of the option without a condition. */
  any: string;
  of: readonly Named[];
  chosen: string | null;
};

export function Select({ name, label, any, of, chosen }: SelectProps) {
  return (
    <label className="flex flex-col gap-1.5">
      <span className={fieldLabel}>{label}</span>
      <select name={name} defaultValue={chosen ?? ""} className={`${fieldBox} h-10`}>
        <option value="">{any}</option>
        {of.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

type CurrencyFieldProps = { of: readonly string[]; chosen: string | null };

export function CurrencyField({ of, chosen }: CurrencyFieldProps) {
  const t = useTranslations("paymentList");
  return (
    <Select
      name="currency"
      label={t("filter.currency")}
      any={t("filter.anyCurrency")}
      of={of.map((value) => ({ value, label: value }))}
      chosen={chosen}
    />
  );
}

type PaymentMethodFieldsProps = {
  choices: { methods: readonly Named[]; pgs: readonly Named[] };
  chosen: { methods: readonly string[]; pgs: readonly string[]; channel: string | null };
};

/** Shows the methods, the PGs, and whether test payments are shown. */
export function PaymentMethodFields({ choices, chosen }: PaymentMethodFieldsProps) {
  const t = useTranslations("paymentList");
  return (
    <>
      <Boxes legend={t("filter.method")} name="method" of={choices.methods} chosen={chosen.methods} />
      <Boxes legend={t("filter.pg")} name="pg" of={choices.pgs} chosen={chosen.pgs} />
      <Radios
        legend={t("filter.channel.legend")}
        name="channel"
        of={[
          { value: "", label: t("filter.channel.any") },
          ...channelTypes.map((value) => ({ value, label: t(`filter.channel.${value}`) })),
        ]}
        chosen={chosen.channel ?? ""}
        isInline
      />
    </>
  );
}

type BoxesProps = {
  legend: string;
  name: string;
  of: readonly Named[];
  chosen: readonly string[];
};

export function Boxes({ legend, name, of, chosen }: BoxesProps) {
  return (
    <Choices legend={legend}>
      {of.map(({ value, label }) => (
        <Choice
          key={value}
          type="checkbox"
          name={name}
          value={value}
          isChosen={chosen.includes(value)}
          label={label}
        />
      ))}
    </Choices>
  );
}

type RadiosProps = {
  legend: string;
  name: string;
  of: readonly Named[];
  chosen: string;
  isInline?: boolean;
};

export function Radios({ legend, name, of, chosen, isInline = false }: RadiosProps) {
  return (
    <Choices legend={legend} isInline={isInline}>
      {of.map(({ value, label }) => (
        <Choice
          key={value}
          type="radio"
          name={name}
          value={value}
          isChosen={value === chosen}
          label={label}
        />
      ))}
    </Choices>
  );
}

type ChoicesProps = { legend: string; children: ReactNode; isInline?: boolean };

function Choices({ legend, children, isInline = false }: ChoicesProps) {
  return (
    <fieldset>
      <legend className={`${fieldLabel} mb-1.5`}>{legend}</legend>
      <div className={isInline ? "flex flex-wrap gap-x-4 gap-y-1" : "grid grid-cols-2 gap-x-3 gap-y-1"}>
        {children}
      </div>
    </fieldset>
  );
}

type ChoiceProps = {
  type: "checkbox" | "radio";
  name: string;
  value: string;
  isChosen: boolean;
  label: string;
};

export function Choice({ type, name, value, isChosen, label }: ChoiceProps) {
  return (
    <label className="flex min-h-8 items-center gap-2">
      <input
        type={type}
        name={name}
        value={value}
        defaultChecked={isChosen}
        className="size-4 accent-accent"
      />
      {label}
    </label>
  );
}
