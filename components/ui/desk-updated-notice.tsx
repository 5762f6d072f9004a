import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DeskUpdatedBoundary } from "./desk-updated";

/** Plain, so that a page does not load an icon for a rare case. */
export function DeskUpdatedNotice() {
  const t = useTranslations("common");
  return (
    <div role="alert" className="flex flex-col text-sm">
      <p className="text-danger">{t("entryError.desk-updated")}</p>
      {/* biome-ignore lint/a11y/useValidAnchor: the empty address is the page itself, so the link reloads it. */}
      <a href="" className="self-start font-semibold text-accent underline">
        {t("reload")}
      </a>
    </div>
  );
}

/** Around plain forms of actions: the notice takes their place where the desk was updated. */
export function UnlessDeskUpdated({ children }: { children: ReactNode }) {
  return <DeskUpdatedBoundary notice={<DeskUpdatedNotice />}>{children}</DeskUpdatedBoundary>;
}
