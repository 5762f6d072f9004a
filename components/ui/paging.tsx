import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { linkButtonStyle } from "./button-style";
import { PrefetchLink } from "./prefetch-on-hover";

type PagingProps = { newer: string | null; older: string | null };

/** Links to the newer and the older page of a list. Renders nothing for a single page. */
export function Paging({ newer, older }: PagingProps) {
  const t = useTranslations("common");
  if (newer === null && older === null) return null;
  const style = linkButtonStyle("secondary");
  return (
    <nav aria-label={t("pages")} className="mt-4 flex justify-between gap-2">
      {newer ? (
        <PrefetchLink href={newer} className={style} rel="prev" aria-keyshortcuts="[">
          <ChevronLeft className="size-4" aria-hidden="true" />
          {t("newer")}
        </PrefetchLink>
      ) : (
        <span />
      )}
      {older && (
        <PrefetchLink href={older} className={style} rel="next" aria-keyshortcuts="]">
          {t("older")}
          <ChevronRight className="size-4" aria-hidden="true" />
        </PrefetchLink>
      )}
    </nav>
  );
}
