// The active conditions of a list, each with a link that removes it, and a link that removes all.
import { useTranslations } from "next-intl";
import { FilterChip } from "@/components/ui/filter-chip";
import { PrefetchLink } from "@/components/ui/prefetch-on-hover";

type ActiveFiltersProps = {
  /** `href`: the list without the condition. */
  chips: readonly { text: string; href: string }[];
  /** The list without any condition. */
  clearHref: string;
  className?: string;
};

export function ActiveFilters({ chips, clearHref, className = "" }: ActiveFiltersProps) {
  const t = useTranslations("paymentList");
  return (
    <ul aria-label={t("filter.standing")} className={`flex flex-wrap items-center gap-1.5 ${className}`}>
      {chips.map(({ text, href }) => (
        <li key={text}>
          <FilterChip text={text} remove={t("filter.remove")} href={href} />
        </li>
      ))}
      <li>
        <PrefetchLink
          href={clearHref}
          scroll={false}
          className="inline-flex min-h-7 items-center px-1.5 text-sm text-muted underline-offset-2 hover:underline"
        >
          {t("filter.clearAll")}
        </PrefetchLink>
      </li>
    </ul>
  );
}

/** Returns "from ~ to", either of which may be open. */
export function rangeText(from: string | null, to: string | null): string {
  return from === to && from !== null ? from : [from ?? "", to ?? ""].join(" ~ ").trim();
}
