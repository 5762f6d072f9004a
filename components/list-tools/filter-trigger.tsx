"use client";
// Opens a group of conditions of a list. The content loads with the first press: most people search and never filter.
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { LoadBoundary } from "@/components/ui/load-boundary";
import { Spinner } from "@/components/ui/spinner";

type FilterTriggerProps = {
  label: string;
  /** The open form; place it at `anchor`. */
  children: (anchor: RefObject<HTMLButtonElement | null>, close: () => void) => ReactNode;
};

export function FilterTrigger({ label, children }: FilterTriggerProps) {
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
        className={`${buttonStyle("secondary", "sm")} gap-1 px-1.5`}
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
          {children(button, () => setOpen(false))}
        </LoadBoundary>
      )}
    </>
  );
}
