"use client";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { listHref } from "@/components/labels/payment-list-href";
import { FilterForm } from "@/components/list-tools/filter-form";
import {
  everyPayment,
  type PaymentFilter,
  readPaymentFilter,
  writePaymentFilter,
} from "@/lib/domain/payment/payment-filter";
import { FilterFields } from "./filter-fields";
import { type FilterChoices, type FilterPart, paymentFilterParameters, without } from "./filter-parts";

type FilterPopoverProps = {
  part: FilterPart;
  filter: PaymentFilter;
  choices: FilterChoices;
  label: string;
  anchor: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
};

export function PaymentFilterPopover({ part, filter, choices, label, anchor, onClose }: FilterPopoverProps) {
  const t = useTranslations("paymentList");

  function apply(form: FormData) {
    const read = readPaymentFilter(addressWith(filter, part, form));
    if (read.problems.length === 0) return { href: listHref(inItsOrder(read.filter, part)) };
    return { problems: read.problems.map((problem) => t(`ignored.${problem}`)) };
  }

  return (
    <FilterForm
      label={label}
      anchor={anchor}
      onClose={onClose}
      apply={apply}
      clearHref={listHref(without(filter, part))}
    >
      <FilterFields part={part} filter={filter} choices={choices} />
    </FilterForm>
  );
}

/** Returns the query of the filter, with the values of the form for this group of conditions. */
function addressWith(filter: PaymentFilter, part: FilterPart, form: FormData): URLSearchParams {
  const address = new URLSearchParams(writePaymentFilter(without(filter, part)));
  for (const name of paymentFilterParameters[part]) {
    const values = form.getAll(name).filter((value) => typeof value === "string" && value !== "");
    if (values.length > 0) address.set(name, values.join(","));
  }
  return address;
}

/** Sorts a period of payment by payment time, and searches every tab for chosen statuses. */
function inItsOrder(filter: PaymentFilter, part: FilterPart): PaymentFilter {
  if (part === "status" && filter.statuses.length > 0) return { ...filter, tab: "all" };
  const isUsual = filter.sort.key === everyPayment.sort.key;
  if (part === "period" && filter.period?.of === "paid" && isUsual)
    return { ...filter, sort: { key: "paid", direction: filter.sort.direction } };
  return filter;
}
