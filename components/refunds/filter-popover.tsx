"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { refundsHref } from "@/components/labels/refund-list-href";
import { FilterForm } from "@/components/list-tools/filter-form";
import { Boxes, DayFields, Radios, Select } from "@/components/list-tools/filter-inputs";
import { channelTypes } from "@/lib/domain/payment/payment-filter";
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
  const router = useRouter();

  function show(next: RefundFilter) {
    onClose();
    router.push(refundsHref({ filter: next }), { scroll: false });
  }

  function apply(form: FormData): string[] {
    const address = new URLSearchParams(writeRefundFilter(withoutPart(filter, part)));
    for (const name of refundFilterParameters[part])
      for (const value of form.getAll(name)) if (typeof value === "string") address.append(name, value);
    const read = readRefundFilter(address);
    if (read.ignored.length === 0) show(read.filter);
    const isInverted = read.ignored.includes("to") && form.get("from") !== "";
    return read.ignored.length === 0
      ? []
      : [t(isInverted ? "ignored.period-inverted" : "ignored.period-unreadable")];
  }

  return (
    <FilterForm
      label={label}
      anchor={anchor}
      onClose={onClose}
      apply={apply}
      clear={() => show(withoutPart(filter, part))}
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
          <Boxes legend={t("filter.method")} name="method" of={choices.methods} chosen={filter.methods} />
          <Boxes legend={t("filter.pg")} name="pg" of={choices.pgs} chosen={filter.pgs} />
          <Radios
            legend={t("filter.channel.legend")}
            name="channel"
            of={[
              { value: "", label: t("filter.channel.any") },
              ...channelTypes.map((value) => ({ value, label: t(`filter.channel.${value}`) })),
            ]}
            chosen={filter.channel ?? ""}
            isInline
          />
          <Select
            name="currency"
            label={t("filter.currency")}
            any={t("filter.anyCurrency")}
            of={choices.currencies.map((value) => ({ value, label: value }))}
            chosen={filter.currency}
          />
        </>
      );
  }
}
