"use client";
// Display settings of the tables. The panel loads when it opens.
import { useTranslations } from "next-intl";
import { type ComponentProps, lazy, type ReactNode } from "react";
import { LoadBoundary } from "@/components/ui/load-boundary";
import { PartNotLoaded } from "@/components/ui/part-not-loaded";
import { Popover } from "@/components/ui/popover";

const DisplayPanel = lazy(() => import("./display-panel").then((file) => ({ default: file.DisplayPanel })));

type DisplayMenuProps = ComponentProps<typeof DisplayPanel> & {
  /** Rendered by the server, so that the page does not load the icon. */
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
        <LoadBoundary isWanted whileLoading={null} failed={<PartNotLoaded />}>
          <DisplayPanel {...props} />
        </LoadBoundary>
      )}
    </Popover>
  );
}
