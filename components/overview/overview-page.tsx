// Overview: refunds, waiting items, and refunds by day, method, PG, reason and time taken.
import { ChartNoAxesColumn } from "lucide-react";
import { useTranslations } from "next-intl";
import { type OverviewScope, overviewHref } from "@/components/labels/overview-href";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { linkButtonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { PrefetchLink } from "@/components/ui/prefetch-on-hover";
import { type CurrencyOverview, divisions, type Sums, type Waiting } from "@/lib/domain/views/overview";
import { DayChart } from "./day-chart";
import { PartChart, type ReasonNames } from "./part-chart";
import { PeriodCard } from "./period-card";
import { WaitingCard } from "./waiting-card";

type OverviewPageProps = {
  sums: Sums;
  waiting: Waiting;
  reasons: ReasonNames;
  /** The requested currency; the page falls back to the most used currency. */
  currency: string | null;
  test: boolean;
  /** Time when the figures were read (milliseconds). */
  readAt: number;
};

export function OverviewPage({ sums, waiting, reasons, currency, test, readAt }: OverviewPageProps) {
  const t = useTranslations("overview");
  const shown = sums.currencies.find((overview) => overview.currency === currency) ?? sums.currencies[0];
  return (
    <>
      <RefreshOnChange readAt={readAt} />
      <PageHeading title={t("title")}>
        <Choices sums={sums} shown={shown} test={test} />
      </PageHeading>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {shown === undefined ? <Nothing test={test} /> : <Figures overview={shown} test={test} />}
        </div>
        <WaitingCard waiting={waiting} />
      </div>
      {shown !== undefined && (
        <>
          <h2 className="mt-7 mb-3 font-bold">{t("divided")}</h2>
          <div className="grid gap-4 md:grid-cols-2">
            {divisions.map((division) => (
              <PartChart
                key={division}
                division={division}
                overview={shown}
                reasons={reasons}
                scope={scopeOf(shown, test)}
              />
            ))}
          </div>
        </>
      )}
    </>
  );
}

/** Returns the scope of the figures of the chart's days. */
function scopeOf({ days, currency }: CurrencyOverview, test: boolean): OverviewScope {
  return { from: days[0]?.day ?? "", to: days.at(-1)?.day ?? "", currency, test };
}

function Figures({ overview, test }: { overview: CurrencyOverview; test: boolean }) {
  const t = useTranslations("overview");
  const { currency, today, month, days } = overview;
  const scope = scopeOf(overview, test);
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <PeriodCard period="today" sums={today} of={{ ...scope, from: scope.to }} />
        <PeriodCard period="month" sums={month} of={{ ...scope, from: `${scope.to.slice(0, 7)}-01` }} />
      </div>
      <Card id="by-day" title={t("byDay")}>
        <div className="px-5 pt-2 pb-4">
          <DayChart days={days} currency={currency} label={t("byDay")} />
        </div>
      </Card>
    </>
  );
}

function Nothing({ test }: { test: boolean }) {
  const t = useTranslations("overview");
  return (
    <Card>
      <EmptyState
        icon={<ChartNoAxesColumn className="size-8" />}
        title={t(test ? "nothingTest" : "nothing")}
        body={t("nothingBody")}
      >
        <PrefetchLink href="/payments" className={linkButtonStyle("secondary")}>
          {t("toPayments")}
        </PrefetchLink>
      </EmptyState>
    </Card>
  );
}

/** Selects one currency, and TEST channels or the others: currencies are never added up, and TEST money does not move. */
function Choices({ sums, shown, test }: { sums: Sums; shown: CurrencyOverview | undefined; test: boolean }) {
  const t = useTranslations("overview");
  return (
    <nav aria-label={t("choices")} className="flex flex-wrap gap-1.5">
      {sums.currencies.length > 1 &&
        sums.currencies.map(({ currency }) => (
          <Choice
            key={currency}
            href={overviewHref({ currency, test })}
            current={currency === shown?.currency}
          >
            {currency}
          </Choice>
        ))}
      {(sums.hasOther || test) && (
        <Choice href={overviewHref({ currency: null, test: !test })} current={test}>
          {t(test ? "testShown" : "showTest")}
        </Choice>
      )}
    </nav>
  );
}

function Choice({ href, current, children }: { href: string; current: boolean; children: React.ReactNode }) {
  return (
    <PrefetchLink
      href={href}
      aria-current={current ? "true" : undefined}
      className={`inline-flex min-h-8 items-center rounded-md border px-3 text-sm font-medium ${current ? "border-accent bg-accent-soft text-accent" : "border-line bg-surface text-muted hover:text-ink"}`}
    >
      {children}
    </PrefetchLink>
  );
}
