"use client";
// Fields of each group of conditions, named like the query parameters.
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { periodPresets } from "@/components/list-tools/period-presets";
import { fieldBox, fieldLabel } from "@/components/ui/field-style";
import { writeAmount } from "@/lib/domain/parse-amount";
import { channelTypes, type PaymentFilter, periodKinds } from "@/lib/domain/payment/payment-filter";
import type { FilterChoices, FilterPart } from "./filter-parts";

type FilterFieldsProps = {
  part: FilterPart;
  filter: PaymentFilter;
  choices: FilterChoices;
};

export function FilterFields(props: FilterFieldsProps) {
  switch (props.part) {
    case "period":
      return <PeriodFields {...props} />;
    case "status":
      return <StatusFields {...props} />;
    case "paymentMethod":
      return <MeansFields {...props} />;
    case "amount":
      return <AmountFields {...props} />;
    case "order":
      return <OrderFields {...props} />;
  }
}

function PeriodFields({ filter: { period } }: FilterFieldsProps) {
  const t = useTranslations("paymentList");
  return (
    <>
      <Choices legend={t("filter.by.legend")} isInline>
        {periodKinds.map((kind) => (
          <Choice
            key={kind}
            type="radio"
            name="by"
            value={kind}
            isChosen={kind === (period?.of ?? "created")}
            label={t(`filter.by.${kind}`)}
          />
        ))}
      </Choices>
      <div className="grid grid-cols-2 gap-2">
        <DayField name="from" label={t("filter.from")} day={period?.from ?? null} />
        <DayField name="to" label={t("filter.to")} day={period?.to ?? null} />
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

function StatusFields({ filter: { statuses }, choices }: FilterFieldsProps) {
  const t = useTranslations("paymentList");
  return <Boxes legend={t("filter.part.status")} name="status" of={choices.statuses} chosen={statuses} />;
}

function MeansFields({ filter: { methods, pgs, channel }, choices }: FilterFieldsProps) {
  const t = useTranslations("paymentList");
  return (
    <>
      <Boxes legend={t("filter.method")} name="method" of={choices.methods} chosen={methods} />
      <Boxes legend={t("filter.pg")} name="pg" of={choices.pgs} chosen={pgs} />
      <Choices legend={t("filter.channel.legend")} isInline>
        <Choice
          type="radio"
          name="channel"
          value=""
          isChosen={channel === null}
          label={t("filter.channel.any")}
        />
        {channelTypes.map((type) => (
          <Choice
            key={type}
            type="radio"
            name="channel"
            value={type}
            isChosen={channel === type}
            label={t(`filter.channel.${type}`)}
          />
        ))}
      </Choices>
    </>
  );
}

function AmountFields({ filter: { amount, currency }, choices }: FilterFieldsProps) {
  const t = useTranslations("paymentList");
  const written = (value: number | null | undefined) =>
    value == null ? "" : writeAmount(value, currency ?? "KRW");
  return (
    <>
      <label className="flex flex-col gap-1.5">
        <span className={fieldLabel}>{t("filter.currency")}</span>
        <select name="currency" defaultValue={currency ?? ""} className={`${fieldBox} h-10`}>
          <option value="">{t("filter.anyCurrency")}</option>
          {choices.currencies.map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </select>
      </label>
      <div className="grid grid-cols-2 gap-2">
        {(["min", "max"] as const).map((name) => (
          <label key={name} className="flex flex-col gap-1.5">
            <span className={fieldLabel}>{t(`filter.${name}`)}</span>
            <input
              name={name}
              defaultValue={written(name === "min" ? amount?.from : amount?.to)}
              inputMode="decimal"
              autoComplete="off"
              className={`${fieldBox} h-10 text-right tabular-nums`}
            />
          </label>
        ))}
      </div>
      <p className="text-xs text-faint">{t("filter.amountHint")}</p>
    </>
  );
}

function OrderFields({ filter: { sort }, choices }: FilterFieldsProps) {
  const t = useTranslations("paymentList");
  const current = `${sort.direction === "desc" ? "-" : ""}${sort.key}`;
  return (
    <Choices legend={t("filter.part.order")}>
      {choices.orders.map(({ value, label }) => (
        <Choice
          key={value}
          type="radio"
          name="sort"
          value={value}
          isChosen={value === current}
          label={label}
        />
      ))}
    </Choices>
  );
}

type BoxesProps = {
  legend: string;
  name: string;
  of: FilterChoices["pgs"];
  chosen: readonly string[];
};

function Boxes({ legend, name, of, chosen }: BoxesProps) {
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

function Choice({ type, name, value, isChosen, label }: ChoiceProps) {
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
