"use client";
// Menu of the saved views. The panel to choose, save and change views loads when it opens.
import { useTranslations } from "next-intl";
import { type ComponentProps, lazy, type ReactNode } from "react";
import { LoadBoundary } from "@/components/ui/load-boundary";
import { PartNotLoaded } from "@/components/ui/part-not-loaded";
import { Popover } from "@/components/ui/popover";
import { useChosenView } from "./chosen-view";

const ViewsPanel = lazy(() => import("./views-panel").then((file) => ({ default: file.ViewsPanel })));

type ViewsMenuProps = Omit<ComponentProps<typeof ViewsPanel>, "chosen"> & {
  /** Rendered by the server, so that the page does not load the icon. */
  icon: ReactNode;
};

export function ViewsMenu({ icon, ...props }: ViewsMenuProps) {
  const t = useTranslations("views");
  const chosen = useChosenView(props.views, props.query);
  return (
    <Popover
      title={t("title")}
      label={
        <>
          {icon}
          <span className="max-w-40 truncate">{chosen === null ? t("button") : chosen.view.name}</span>
          {chosen?.isChanged && <span className="text-xs text-warn">{t("changed")}</span>}
        </>
      }
    >
      {() => (
        <LoadBoundary isWanted whileLoading={null} failed={<PartNotLoaded />}>
          <ViewsPanel {...props} chosen={chosen} />
        </LoadBoundary>
      )}
    </Popover>
  );
}
