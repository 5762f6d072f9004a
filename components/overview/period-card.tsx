// Refunds of a period: amount, count, and rate against the payments of the period.
import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/components/labels/money";
import { type OverviewScope, scopeFilter } from "@/components/labels/overview-href";
import { listHref } from "@/components/labels/payment-list-href";
import { PrefetchLink } from "@/components/ui/prefetch-on-hover";
import { type PeriodSums, refundRate } from "@/lib/domain/views/overview";

type PeriodCardProps = {
  period: "today" | "month";
  sums: PeriodSums;
  /** Scope of the sums: days, currency and channels. */
  of: OverviewScope;
};

export function PeriodCard({ period, sums, of }: PeriodCardProps) {
  const { currency } = of;
  const t = useTranslations("overview");
  const locale = useLocale();
  const { charged, refunded, points } = sums;
  const isUnknown = charged.unknown > 0 || refunded.unknown > 0;
  const times = (count: number) => t("times", { count: count.toLocaleString("en") });
  const rate = refundRate(sums);
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return (
    <section
      aria-labelledby={`period-${period}`}
      className="rounded-lg border border-line bg-surface px-5 py-4 shadow-card"
    >
      <h2 id={`period-${period}`} className="text-sm font-semibold text-muted">
        {t(`period.${period}`)}
      </h2>
      <p className="mt-1 text-2xl font-bold tracking-tight">
        <PrefetchLink href={listHref(scopeFilter(of, "cancelled"))} className="hover:underline">
          <Money amount={refunded.amount} currency={currency} />
        </PrefetchLink>
      </p>
      <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-2">
        <Figure label={t("refundCount")}>{times(refunded.count + refunded.unknown)}</Figure>
        <Figure label={t("rate")}>
          {rate === null ? t(isUnknown ? "unknownRate" : "noRate") : share.format(rate)}
        </Figure>
        <Figure label={t("paid")}>
          <PrefetchLink href={listHref(scopeFilter(of, "paid"))} className="hover:underline">
            <Money amount={charged.amount} currency={currency} />
          </PrefetchLink>
          <span className="ml-1.5 text-sm font-normal text-faint">
            {times(charged.count + charged.unknown)}
          </span>
        </Figure>
        {points.count > 0 && (
          <Figure label={t("points")}>
            <Money amount={points.amount} currency={currency} />
          </Figure>
        )}
      </dl>
      {refunded.unknown > 0 && (
        <p className="mt-2 text-sm text-muted">{t("refundedUnknown", { count: refunded.unknown })}</p>
      )}
      {charged.unknown > 0 && (
        <p className="mt-2 text-sm text-muted">{t("chargedUnknown", { count: charged.unknown })}</p>
      )}
    </section>
  );
}

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-faint">{label}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}
