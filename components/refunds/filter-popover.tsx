"use client";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { refundsHref } from "@/components/labels/refund-list-href";
import { FilterForm } from "@/components/list-tools/filter-form";
import {
  Boxes,
  CurrencyField,
  DayFields,
  PaymentMethodFields,
  Radios,
  Select,
} from "@/components/list-tools/filter-inputs";
import {
  type RefundFilter,
  readRefundFilter,
  refundPeriods,
  writeRefundFilter,
} from "@/lib/domain/refund/refund-filter";
import {
  type RefundFilterChoices,
  type RefundFilterPart,
  refundFilterParameters,
  withoutPart,
} from "./filter-parts";

type FilterPopoverProps = {
  part: RefundFilterPart;
  filter: RefundFilter;
  choices: RefundFilterChoices;
  label: string;
  anchor: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
};

export function RefundFilterPopover({ part, filter, choices, label, anchor, onClose }: FilterPopoverProps) {
  const t = useTranslations("paymentList");

  function apply(form: FormData) {
    const address = new URLSearchParams(writeRefundFilter(withoutPart(filter, part)));
    for (const name of refundFilterParameters[part])
      for (const value of form.getAll(name)) if (typeof value === "string") address.append(name, value);
    const read = readRefundFilter(address);
    if (read.ignored.length === 0) return { href: refundsHref({ filter: read.filter }) };
    const isInverted = read.ignored.includes("to") && form.get("from") !== "";
    return { problems: [t(isInverted ? "ignored.period-inverted" : "ignored.period-unreadable")] };
  }

  return (
    <FilterForm
      label={label}
      anchor={anchor}
      onClose={onClose}
      apply={apply}
      clearHref={refundsHref({ filter: withoutPart(filter, part) })}
    >
      <Fields part={part} filter={filter} choices={choices} />
    </FilterForm>
  );
}

type FieldsProps = Pick<FilterPopoverProps, "part" | "filter" | "choices">;

function Fields({ part, filter, choices }: FieldsProps) {
  const t = useTranslations("paymentList");
  const refunds = useTranslations("refunds");
  switch (part) {
    case "period":
      return (
        <>
          <Radios
            legend={t("filter.by.legend")}
            name="by"
            of={refundPeriods.map((value) => ({ value, label: refunds(`filter.by.${value}`) }))}
            chosen={filter.period?.of ?? "finished"}
            isInline
          />
          <DayFields from={filter.period?.from ?? null} to={filter.period?.to ?? null} />
        </>
      );
    case "state":
      return (
        <Boxes
          legend={refunds("filter.part.state")}
          name="state"
          of={choices.states}
          chosen={filter.states}
        />
      );
    case "person":
      return (
        <>
          <Select
            name="person"
            label={refunds("filter.person")}
            any={refunds("filter.anyone")}
            of={choices.people}
            chosen={filter.person}
          />
          <Select
            name="reason"
            label={refunds("filter.reason")}
            any={refunds("filter.anyReason")}
            of={choices.reasons}
            chosen={filter.reason}
          />
        </>
      );
    case "means":
      return (
        <>
          <PaymentMethodFields choices={choices} chosen={filter} />
          <CurrencyField of={choices.currencies} chosen={filter.currency} />
        </>
      );
  }
}
