"use client";
// Opens the dialog of an export, which loads with the first press.
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { LoadBoundary } from "@/components/ui/load-boundary";
import { PartNotLoaded } from "@/components/ui/part-not-loaded";

/** Rendered by the server, so that the page does not load the icon. */
export type ExportIcon = { icon: ReactNode };

type ExportButtonProps = { icon: ReactNode; label?: string; children: (close: () => void) => ReactNode };

export function ExportButton({ icon, label, children }: ExportButtonProps) {
  const t = useTranslations("exports");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)} className={buttonStyle("secondary", "sm")}>
        {icon}
        {label ?? t("button")}
      </button>
      {isOpen && (
        <LoadBoundary isWanted whileLoading={null} failed={<PartNotLoaded />}>
          {children(() => setOpen(false))}
        </LoadBoundary>
      )}
    </>
  );
}
