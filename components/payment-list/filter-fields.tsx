"use client";
// Fields of each group of conditions, named like the query parameters.
import { useTranslations } from "next-intl";
import {
  Boxes,
  Choice,
  CurrencyField,
  DayFields,
  PaymentMethodFields,
  Radios,
} from "@/components/list-tools/filter-inputs";
import { fieldBox, fieldLabel } from "@/components/ui/field-style";
import { writeAmount } from "@/lib/domain/parse-amount";
import { type PaymentFilter, periodKinds } from "@/lib/domain/payment/payment-filter";
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
      return <PaymentMethodFields choices={props.choices} chosen={props.filter} />;
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
      <Radios
        legend={t("filter.by.legend")}
        name="by"
        of={periodKinds.map((value) => ({ value, label: t(`filter.by.${value}`) }))}
        chosen={period?.of ?? "created"}
        isInline
      />
      <DayFields from={period?.from ?? null} to={period?.to ?? null} />
    </>
  );
}

function StatusFields({
  filter: { statuses, pendingCancellation, blockedSoon },
  choices,
}: FilterFieldsProps) {
  const t = useTranslations("paymentList");
  return (
    <>
      <Boxes legend={t("filter.part.status")} name="status" of={choices.statuses} chosen={statuses} />
      <div>
        <Choice
          type="checkbox"
          name="pending"
          value="1"
          isChosen={pendingCancellation}
          label={t("filter.pendingCancellation")}
        />
        <Choice
          type="checkbox"
          name="soon"
          value="1"
          isChosen={blockedSoon}
          label={t("filter.blockedSoon")}
        />
      </div>
    </>
  );
}

function AmountFields({ filter: { amount, currency }, choices }: FilterFieldsProps) {
  const t = useTranslations("paymentList");
  const written = (value: number | null | undefined) =>
    value == null ? "" : writeAmount(value, currency ?? "KRW");
  return (
    <>
      <CurrencyField of={choices.currencies} chosen={currency} />
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
  return (
    <Radios
      legend={t("filter.part.order")}
      name="sort"
      of={choices.orders}
      chosen={`${sort.direction === "desc" ? "-" : ""}${sort.key}`}
    />
  );
}
