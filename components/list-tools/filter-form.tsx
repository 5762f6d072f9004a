"use client";
// Form for a group of conditions of a list. The list changes only when the form is applied. Unreadable input is reported,
// and the typed text stays.
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { buttonStyle } from "@/components/ui/button-style";

type FilterFormProps = {
  label: string;
  anchor: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
  /** Returns the list that follows the form, or what was not understood. */
  apply: (form: FormData) => { href: string } | { problems: readonly string[] };
  /** The list without this group of conditions. */
  clearHref: string;
  children: ReactNode;
};

export function FilterForm({ label, anchor, onClose, apply, clearHref, children }: FilterFormProps) {
  const t = useTranslations("paymentList");
  const router = useRouter();
  const [problems, setProblems] = useState<readonly string[]>([]);

  function show(href: string) {
    onClose();
    router.push(href, { scroll: false });
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
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const applied = apply(new FormData(event.currentTarget));
            if ("href" in applied) show(applied.href);
            else setProblems(applied.problems);
          }}
          className="flex flex-col gap-4 p-4"
        >
          {children}
          {problems.length > 0 && (
            <p role="alert" className="text-sm font-medium text-danger">
              {problems.join(" ")}
            </p>
          )}
          <div className="flex justify-end gap-2">
            <button type="button" onClick={() => show(clearHref)} className={buttonStyle("quiet", "sm")}>
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
