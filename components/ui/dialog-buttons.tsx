"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button";

type DialogButtonsProps = {
  /** Labels of the buttons. */
  close: string;
  submit: string;
  isPending: boolean;
  onClose: () => void;
  /** Further buttons, in front of the two. */
  children?: ReactNode;
};

/** The buttons of a form in a dialog, which stay in sight while the dialog scrolls. */
export function DialogButtons({ close, submit, isPending, onClose, children }: DialogButtonsProps) {
  const common = useTranslations("common");
  return (
    <div className="sticky -bottom-5 -mx-5 -mb-5 flex flex-wrap justify-end gap-2 border-t border-line bg-surface px-5 py-4 sm:-bottom-6 sm:-mx-6 sm:-mb-6 sm:px-6">
      {children}
      <Button isDisabled={isPending} onPress={onClose}>
        {close}
      </Button>
      <Button type="submit" variant="primary" isPending={isPending} pendingLabel={common("working")}>
        {submit}
      </Button>
    </div>
  );
}
