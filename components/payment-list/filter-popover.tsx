"use client";
// Form for a group of conditions. The list changes only when the form is applied. Unreadable input is reported, and the
// typed text stays.
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, type RefObject, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { listHref } from "@/components/labels/payment-list-href";
import { buttonStyle } from "@/components/ui/button-style";
import {
  everyPayment,
  type FilterProblem,
  type PaymentFilter,
  readPaymentFilter,
  writePaymentFilter,
} from "@/lib/domain/payment/payment-filter";
import { FilterFields } from "./filter-fields";
import { type FilterChoices, type FilterPart, parametersOf, without } from "./filter-parts";

type FilterPopoverProps = {
  part: FilterPart;
  filter: PaymentFilter;
  choices: FilterChoices;
  label: string;
  anchor: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
};

export function FilterPopover({ part, filter, choices, label, anchor, onClose }: FilterPopoverProps) {
  const t = useTranslations("paymentList");
  const router = useRouter();
  const [problems, setProblems] = useState<readonly FilterProblem[]>([]);

  function show(next: PaymentFilter) {
    onClose();
    router.push(listHref(next), { scroll: false });
  }

  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const read = readPaymentFilter(addressWith(filter, part, new FormData(event.currentTarget)));
    if (read.problems.length > 0) return setProblems(read.problems);
    show(inItsOrder(read.filter, part));
  }

  return (
    <Popover
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      placement="bottom start"
      className="overlay-in w-80 max-w-[calc(100vw-2rem)] rounded-lg border border-line bg-surface shadow-float"
    >
      <Dialog aria-label={label} className="max-h-[70dvh] overflow-y-auto outline-none">
        <form onSubmit={apply} className="flex flex-col gap-4 p-4">
          <FilterFields part={part} filter={filter} choices={choices} />
          {problems.length > 0 && (
            <p role="alert" className="text-sm font-medium text-danger">
              {problems.map((problem) => t(`ignored.${problem}`)).join(" ")}
            </p>
          )}
          <div className="flex justify-end gap-2">
            <button
              type="button"
              onClick={() => show(without(filter, part))}
              className={buttonStyle("quiet", "sm")}
            >
              {t("filter.clear")}
            </button>
            <button type="submit" className={buttonStyle("primary", "sm")}>
              {t("filter.apply")}
            </button>
          </div>
        </form>
      </Dialog>
    </Popover>
  );
}

/** Returns the query of the filter, with the values of the form for this group of conditions. */
function addressWith(filter: PaymentFilter, part: FilterPart, form: FormData): URLSearchParams {
  const address = new URLSearchParams(writePaymentFilter(without(filter, part)));
  for (const name of parametersOf[part]) {
    const values = form.getAll(name).filter((value) => typeof value === "string" && value !== "");
    if (values.length > 0) address.set(name, values.join(","));
  }
  return address;
}

/** Sorts a period of payment by payment time, and searches every tab for chosen statuses. */
function inItsOrder(filter: PaymentFilter, part: FilterPart): PaymentFilter {
  if (part === "status") return { ...filter, tab: "all" };
  const isUsual = filter.sort.key === everyPayment.sort.key;
  if (part === "period" && filter.period?.of === "paid" && isUsual)
    return { ...filter, sort: { key: "paid", direction: filter.sort.direction } };
  return filter;
}
