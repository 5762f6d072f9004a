"use client";
// How the tables look. The panel is loaded when it is opened.
import { useTranslations } from "next-intl";
import { type ComponentProps, lazy, type ReactNode, Suspense } from "react";
import { Popover } from "@/components/ui/popover";

const DisplayPanel = lazy(() => import("./display-panel").then((file) => ({ default: file.DisplayPanel })));

type DisplayMenuProps = ComponentProps<typeof DisplayPanel> & {
  /** Drawn by the server, so that the page does not load it. */
  icon: ReactNode;
};

export function DisplayMenu({ icon, ...props }: DisplayMenuProps) {
  const t = useTranslations("display");
  return (
    <Popover
      title={t("title")}
      label={
        <>
          {icon}
          {t("button")}
        </>
      }
    >
      {() => (
        <Suspense fallback={null}>
          <DisplayPanel {...props} />
        </Suspense>
      )}
    </Popover>
  );
}
