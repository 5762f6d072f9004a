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
  /** Figures of the later period, with their scope and name. */
  now: PeriodSums;
  ofNow: OverviewScope;
  nowTitle: string;
  isWide: boolean;
};

/** Shows the figures of the period before, and how much the later one differs. */
export function ComparisonCard({ title, sums, of, now, ofNow, nowTitle, isWide }: ComparisonCardProps) {
  const t = useTranslations("overview");
  return (
    <section aria-labelledby="period-before" className={`${card} ${isWide ? "sm:col-span-2" : ""}`}>
      <h2 id="period-before" className="text-sm font-semibold text-muted">
        {title}
      </h2>
      <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-2">
        <Figure label={t("refunded")}>
          <Refunded sums={sums} of={of} />
          <RefundedLink sums={now} of={ofNow} className={small}>
            <Change from={sums.refunded.amount} to={now.refunded.amount} currency={of.currency} />
          </RefundedLink>
        </Figure>
        <Figures sums={sums} of={of} compared={{ now, ofNow, nowTitle }} />
      </dl>
    </section>
  );
}

const card = "rounded-lg border border-line bg-surface px-5 py-4 shadow-card";

type FiguresProps = {
  sums: PeriodSums;
  of: OverviewScope;
  /** The later period. A difference links to its list, where the money is that made the difference. */
  compared?: Pick<ComparisonCardProps, "now" | "ofNow" | "nowTitle">;
};

function Refunded({ sums, of }: FiguresProps) {
  return (
    <RefundedLink sums={sums} of={of}>
      <Money amount={sums.refunded.amount} currency={of.currency} />
    </RefundedLink>
  );
}

type FigureLinkProps = Omit<FiguresProps, "compared"> & { className?: string; children: ReactNode };

/** Links to the refunds of the period. */
function RefundedLink({ sums: { refunded }, of, className, children }: FigureLinkProps) {
  return (
    <PrefetchLink href={refundedHref(of)} className={className ?? link} {...figureAttributes(refunded)}>
      {children}
    </PrefetchLink>
  );
}

/** Links to the payments of the period. */
function PaidLink({ sums: { charged }, of, className, children }: FigureLinkProps) {
  return (
    <PrefetchLink href={paidHref(of)} className={className ?? link} {...figureAttributes(charged)}>
      {children}
    </PrefetchLink>
  );
}

function Figures({ sums, of, compared }: FiguresProps) {
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
        <RefundedLink sums={sums} of={of}>
          {times(countOf(refunded))}
        </RefundedLink>
        {compared && (
          <RefundedLink sums={compared.now} of={compared.ofNow} className={small}>
            <Change from={countOf(refunded)} to={countOf(compared.now.refunded)} />
          </RefundedLink>
        )}
      </Figure>
      <Figure label={t("rate")}>
        <RefundedLink sums={sums} of={of}>
          {rateOf(sums)}
        </RefundedLink>
        {compared && (
          <RefundedLink sums={compared.now} of={compared.ofNow} className={small}>
            {t("now", { month: compared.nowTitle, value: rateOf(compared.now) })}
          </RefundedLink>
        )}
      </Figure>
      <Figure label={t("paid")}>
        <PaidLink sums={sums} of={of}>
          <Money amount={charged.amount} currency={of.currency} />
          <span className="ml-1.5 text-sm font-normal text-faint">
            {t("payments", { count: countOf(charged) })}
          </span>
        </PaidLink>
        {compared && (
          <PaidLink sums={compared.now} of={compared.ofNow} className={small}>
            <Change from={charged.amount} to={compared.now.charged.amount} currency={of.currency} />
          </PaidLink>
        )}
      </Figure>
      {points.count > 0 && (
        <Figure label={t("points")}>
          <PrefetchLink
            href={refundedHref(of, { only: "points" })}
            className={link}
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
              className={link}
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
          <dd className="text-sm text-muted">
            <PrefetchLink
              href={paidHref(of, { unknownCharge: true })}
              className={link}
              {...figureAttributes({ count: 0, unknown: charged.unknown, amount: 0 })}
            >
              {t("chargedUnknown", { count: charged.unknown })}
            </PrefetchLink>
          </dd>
        </div>
      )}
    </>
  );
}

/** As high as a target must be at least. */
const link = "inline-flex min-h-6 items-center hover:underline";
const small = "flex min-h-6 items-center text-xs font-normal text-muted hover:underline";

/** Shows how much more or less a period has than the one before. */
function Change({ from, to, currency }: { from: number; to: number; currency?: string }) {
  const t = useTranslations("overview");
  const change = to - from;
  const size = Math.abs(change);
  if (change === 0) return t("same");
  return (
    <>
      {t("change")} {change > 0 ? "+" : "−"}
      {currency === undefined ? (
        t("times", { count: size.toLocaleString("en") })
      ) : (
        <Money amount={size} currency={currency} />
      )}
    </>
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
