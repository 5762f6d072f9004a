"use client";
// Opens the export of a list. What it takes is loaded when it is first pressed.
import { useTranslations } from "next-intl";
import { type ComponentProps, lazy, type ReactNode, Suspense, useState } from "react";
import { buttonStyle } from "@/components/ui/button-style";

const ExportDialog = lazy(() => import("./export-dialog").then((file) => ({ default: file.ExportDialog })));

type ExportButtonProps = Omit<ComponentProps<typeof ExportDialog>, "onClose"> & {
  /** Drawn by the server, so that the page does not load it. */
  icon: ReactNode;
};

export function ExportButton({ icon, ...props }: ExportButtonProps) {
  const t = useTranslations("exports");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)} className={buttonStyle("secondary", "sm")}>
        {icon}
        {t("button")}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <ExportDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
