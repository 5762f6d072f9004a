// The month of the figures, with links to the month before and after.
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type OverviewChoice, overviewHref } from "@/components/labels/overview-href";
import { PrefetchLink } from "@/components/ui/prefetch-on-hover";
import type { OverviewMonth } from "@/lib/domain/views/overview";

type MonthChoiceProps = { shown: OverviewMonth; of: Omit<OverviewChoice, "month"> };

export function MonthChoice({ shown: { month, before, next, today }, of }: MonthChoiceProps) {
  const t = useTranslations("overview");
  const nameOf = useMonthName();
  const hrefOf = (chosen: string) => overviewHref({ ...of, month: today.startsWith(chosen) ? null : chosen });
  return (
    <nav aria-label={t("month.label")} className="flex items-center gap-1">
      <Step href={hrefOf(before)} label={nameOf(before)}>
        <ChevronLeft className="size-4.5" aria-hidden="true" />
      </Step>
      <span aria-current="date" className="min-w-26 text-center font-semibold">
        {nameOf(month)}
      </span>
      <Step href={next && hrefOf(next)} label={next === null ? t("month.none") : nameOf(next)}>
        <ChevronRight className="size-4.5" aria-hidden="true" />
      </Step>
      {next !== null && (
        <PrefetchLink
          href={overviewHref({ ...of, month: null })}
          className="inline-flex min-h-8 items-center rounded-md px-2 text-sm text-accent hover:bg-hover"
        >
          {t("month.current")}
        </PrefetchLink>
      )}
    </nav>
  );
}

const box = "grid size-8 place-items-center rounded-md border border-line";

function Step({ href, label, children }: { href: string | null; label: string; children: ReactNode }) {
  if (href === null)
    return (
      <span role="img" aria-label={label} className={`${box} text-faint opacity-50`}>
        {children}
      </span>
    );
  return (
    <PrefetchLink href={href} aria-label={label} className={`${box} bg-surface text-muted hover:text-ink`}>
      {children}
    </PrefetchLink>
  );
}

/** Returns the name of a month (YYYY-MM). */
export function useMonthName(): (month: string) => string {
  const locale = useLocale();
  const format = new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", timeZone: "UTC" });
  return (month) => format.format(new Date(`${month}-01T00:00:00Z`));
}
