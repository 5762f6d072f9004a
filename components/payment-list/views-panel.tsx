"use client";
// Panel of the saved views: own views, views that others share, and a form that saves the current filter.
import { useTranslations } from "next-intl";
import type { SavedView } from "@/lib/domain/payment/saved-view";
import { SaveView } from "./save-view";
import type { ViewActions } from "./view-actions";
import { ViewRow } from "./view-row";

type ViewsPanelProps = ViewActions & {
  views: readonly SavedView[];
  /** The current filter, as the list writes it into the address. */
  query: string;
  chosen: { view: SavedView; isChanged: boolean } | null;
  mayShare: boolean;
  /** Path of the list. */
  path: string;
  signInHref: string;
};

export function ViewsPanel(props: ViewsPanelProps) {
  const { views, chosen } = props;
  const t = useTranslations("views");
  const mine = views.filter(({ isMine }) => isMine);
  const shared = views.filter(({ isMine }) => !isMine);
  return (
    // Takes the focus when the view with the focus is gone.
    <div
      data-views
      tabIndex={-1}
      className="flex max-h-[min(32rem,70dvh)] flex-col gap-3 overflow-y-auto outline-none"
    >
      {views.length === 0 && <p className="text-sm text-muted">{t("none")}</p>}
      <Group {...props} title={t("mine")} views={mine} />
      <Group {...props} title={t("shared")} views={shared} />
      <SaveView {...props} changed={chosen?.isChanged && chosen.view.isMine ? chosen.view : null} />
    </div>
  );
}

function Group({ title, ...props }: ViewsPanelProps & { title: string }) {
  const { views, chosen } = props;
  if (views.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="px-1 pb-1 text-xs font-semibold text-faint">{title}</h2>
      <ul className="flex flex-col">
        {views.map((view) => (
          <ViewRow
            key={view.id}
            {...props}
            view={view}
            state={chosen?.view.id !== view.id ? "other" : chosen.isChanged ? "changed" : "shown"}
          />
        ))}
      </ul>
    </section>
  );
}
