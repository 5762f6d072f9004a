// Refunds of a period: amount, count, and rate against the payments of the period. Each figure is a link to the list that
// adds up to it. A month has the figures of the month before, and the difference.
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "@/components/labels/money";
import { type OverviewScope, paidHref, refundedHref } from "@/components/labels/overview-href";
import { PrefetchLink } from "@/components/ui/prefetch-on-hover";
import { type PeriodSums, refundRate } from "@/lib/domain/views/overview";
import { figureAttributes } from "./figure-attributes";

type PeriodCardProps = { id: string; title: string; sums: PeriodSums; of: OverviewScope };

export function PeriodCard({ id, title, sums, of }: PeriodCardProps) {
  return (
    <section aria-labelledby={`period-${id}`} className={card}>
      <h2 id={`period-${id}`} className="text-sm font-semibold text-muted">
        {title}
      </h2>
      <p className="mt-1 text-2xl font-bold tracking-tight">
        <Refunded sums={sums} of={of} />
      </p>
      <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-2">
        <Figures sums={sums} of={of} />
      </dl>
    </section>
  );
}

type ComparisonCardProps = Omit<PeriodCardProps, "id"> & {
  /** Figures of the later period, and its name. */
  now: PeriodSums;
  nowTitle: string;
  isWide: boolean;
};

/** Shows the figures of the period before, and how much the later one differs. */
export function ComparisonCard({ title, sums, of, now, nowTitle, isWide }: ComparisonCardProps) {
  const t = useTranslations("overview");
  return (
    <section aria-labelledby="period-before" className={`${card} ${isWide ? "sm:col-span-2" : ""}`}>
      <h2 id="period-before" className="text-sm font-semibold text-muted">
        {title}
      </h2>
      <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-2">
        <Figure label={t("refunded")}>
          <Refunded sums={sums} of={of} />
          <Change from={sums.refunded.amount} to={now.refunded.amount} currency={of.currency} />
        </Figure>
        <Figures sums={sums} of={of} now={now} nowTitle={nowTitle} />
      </dl>
    </section>
  );
}

const card = "rounded-lg border border-line bg-surface px-5 py-4 shadow-card";

type FiguresProps = {
  sums: PeriodSums;
  of: OverviewScope;
  /** Figures of the period that is compared with this one. */
  now?: PeriodSums;
  nowTitle?: string;
};

function Refunded({ sums: { refunded }, of }: FiguresProps) {
  return (
    <PrefetchLink href={refundedHref(of)} className="hover:underline" {...figureAttributes(refunded)}>
      <Money amount={refunded.amount} currency={of.currency} />
    </PrefetchLink>
  );
}

function Figures({ sums, of, now, nowTitle = "" }: FiguresProps) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const { charged, refunded, points } = sums;
  const times = (count: number) => t("times", { count: count.toLocaleString("en") });
  const countOf = (of: { count: number; unknown: number }) => of.count + of.unknown;
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const rateOf = (some: PeriodSums) => {
    const rate = refundRate(some);
    if (rate !== null) return percent.format(rate);
    return t(some.charged.unknown > 0 || some.refunded.unknown > 0 ? "unknownRate" : "noRate");
  };
  return (
    <>
      <Figure label={t("refundCount")}>
        <PrefetchLink href={refundedHref(of)} className="hover:underline" {...figureAttributes(refunded)}>
          {times(countOf(refunded))}
        </PrefetchLink>
        {now && <Change from={countOf(refunded)} to={countOf(now.refunded)} />}
      </Figure>
      <Figure label={t("rate")}>
        {rateOf(sums)}
        {now && <span className={small}>{t("now", { month: nowTitle, value: rateOf(now) })}</span>}
      </Figure>
      <Figure label={t("paid")}>
        <PrefetchLink href={paidHref(of)} className="hover:underline" {...figureAttributes(charged)}>
          <Money amount={charged.amount} currency={of.currency} />
          <span className="ml-1.5 text-sm font-normal text-faint">
            {t("payments", { count: countOf(charged) })}
          </span>
        </PrefetchLink>
        {now && <Change from={charged.amount} to={now.charged.amount} currency={of.currency} />}
      </Figure>
      {points.count > 0 && (
        <Figure label={t("points")}>
          <PrefetchLink
            href={refundedHref(of, { only: "points" })}
            className="hover:underline"
            {...figureAttributes(points, "points")}
          >
            <Money amount={points.amount} currency={of.currency} />
          </PrefetchLink>
        </Figure>
      )}
      {refunded.unknown > 0 && (
        <div className="basis-full">
          <dt className="sr-only">{t("refunded")}</dt>
          <dd className="text-sm text-muted">
            <PrefetchLink
              href={refundedHref(of, { only: "unknown" })}
              className="hover:underline"
              {...figureAttributes({ count: 0, unknown: refunded.unknown, amount: 0 })}
            >
              {t("refundedUnknown", { count: refunded.unknown })}
            </PrefetchLink>
          </dd>
        </div>
      )}
      {charged.unknown > 0 && (
        <div className="basis-full">
          <dt className="sr-only">{t("paid")}</dt>
          <dd className="text-sm text-muted">{t("chargedUnknown", { count: charged.unknown })}</dd>
        </div>
      )}
    </>
  );
}

const small = "block text-xs font-normal text-muted";

/** Shows how much more or less a period has than the one before. */
function Change({ from, to, currency }: { from: number; to: number; currency?: string }) {
  const t = useTranslations("overview");
  const change = to - from;
  const size = Math.abs(change);
  return (
    <span className={small}>
      {change === 0 ? (
        t("same")
      ) : (
        <>
          {t("change")} {change > 0 ? "+" : "−"}
          {currency === undefined ? (
            t("times", { count: size.toLocaleString("en") })
          ) : (
            <Money amount={size} currency={currency} />
          )}
        </>
      )}
    </span>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-faint">{label}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}
