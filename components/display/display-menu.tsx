"use client";
// How the tables look. The panel is loaded when it is opened.
import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, lazy, Suspense } from "react";
import { Popover } from "@/components/ui/popover";
import { Spinner } from "@/components/ui/spinner";

const DisplayPanel = lazy(() => import("./display-panel").then((file) => ({ default: file.DisplayPanel })));

export function DisplayMenu(props: ComponentProps<typeof DisplayPanel>) {
  const t = useTranslations("display");
  return (
    <Popover
      title={t("title")}
      label={
        <>
          <SlidersHorizontal className="size-4" aria-hidden="true" />
          {t("button")}
        </>
      }
    >
      {() => (
        <Suspense fallback={<Spinner />}>
          <DisplayPanel {...props} />
        </Suspense>
      )}
    </Popover>
  );
}
