"use client";
// The saved views of the list: which one it shows, and a panel to choose, save and change them, loaded when it is opened.
import { Bookmark } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, lazy, Suspense } from "react";
import { Popover } from "@/components/ui/popover";
import { Spinner } from "@/components/ui/spinner";
import { useChosenView } from "./chosen-view";

const ViewsPanel = lazy(() => import("./views-panel").then((file) => ({ default: file.ViewsPanel })));

export function ViewsMenu(props: Omit<ComponentProps<typeof ViewsPanel>, "chosen">) {
  const t = useTranslations("views");
  const chosen = useChosenView(props.views, props.query);
  return (
    <Popover
      title={t("title")}
      label={
        <>
          <Bookmark className="size-4" aria-hidden="true" />
          <span className="max-w-40 truncate">{chosen === null ? t("button") : chosen.view.name}</span>
          {chosen?.isChanged && <span className="text-xs text-warn">{t("changed")}</span>}
        </>
      }
    >
      {() => (
        <Suspense fallback={<Spinner />}>
          <ViewsPanel {...props} chosen={chosen} />
        </Suspense>
      )}
    </Popover>
  );
}
