"use client";
// Opens the export of a list. What it takes is loaded when it is first pressed.
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";

const ExportDialog = lazy(() => import("./export-dialog").then((file) => ({ default: file.ExportDialog })));

export function ExportButton(props: Omit<ComponentProps<typeof ExportDialog>, "onClose">) {
  const t = useTranslations("exports");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onPress={() => setOpen(true)}>
        <Download className="size-4" aria-hidden="true" />
        {t("button")}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <ExportDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
