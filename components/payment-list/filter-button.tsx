"use client";
// Opens a group of conditions. The content loads with the first press: most people search and never filter.
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, useRef, useState } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { LoadBoundary } from "@/components/ui/load-boundary";
import { Spinner } from "@/components/ui/spinner";
import type { PaymentFilter } from "@/lib/domain/payment/payment-filter";
import type { FilterChoices, FilterPart } from "./filter-parts";

const FilterPopover = lazy(() =>
  import("./filter-popover").then((file) => ({ default: file.FilterPopover })),
);

type FilterButtonProps = {
  part: FilterPart;
  filter: PaymentFilter;
  choices: FilterChoices;
  label: string;
};

export function FilterButton({ part, filter, choices, label }: FilterButtonProps) {
  const t = useTranslations("paymentList");
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen((was) => !was)}
        className={buttonStyle("secondary", "sm")}
      >
        {label}
        <ChevronDown className="size-3.5 text-faint" aria-hidden="true" />
      </button>
      {isOpen && (
        <LoadBoundary
          isWanted
          whileLoading={<Spinner />}
          failed={<span className="text-sm text-danger">{t("filter.cannotLoad")}</span>}
        >
          <FilterPopover
            part={part}
            filter={filter}
            choices={choices}
            label={label}
            anchor={button}
            onClose={() => setOpen(false)}
          />
        </LoadBoundary>
      )}
    </>
  );
}
