// Overview: refunds, waiting items, and refunds by day, method, PG, reason and time taken.
import { ChartNoAxesColumn } from "lucide-react";
import { useTranslations } from "next-intl";
import { overviewHref } from "@/components/labels/overview-href";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { linkButtonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { PrefetchLink } from "@/components/ui/prefetch-on-hover";
import type { CurrencyOverview, OverviewMonth, Sums, Waiting } from "@/lib/domain/views/overview";
import { MonthChoice } from "./month-choice";
import { OverviewDivisions, OverviewFigures } from "./overview-figures";
import type { ReasonNames } from "./part-chart";
import { WaitingCard } from "./waiting-card";

type OverviewPageProps = {
  sums: Sums;
  waiting: Waiting;
  reasons: ReasonNames;
  /** The requested currency; the page falls back to the most used currency. */
  currency: string | null;
  test: boolean;
  month: OverviewMonth;
  /** Time when the figures were read (milliseconds). */
  readAt: number;
};

export function OverviewPage({ sums, waiting, reasons, currency, test, month, readAt }: OverviewPageProps) {
  const t = useTranslations("overview");
  const shown = sums.currencies.find((overview) => overview.currency === currency) ?? sums.currencies[0];
  return (
    <>
      <RefreshOnChange readAt={readAt} />
      <PageHeading title={t("title")}>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <MonthChoice shown={month} of={{ currency: shown?.currency ?? null, test }} />
          <Choices sums={sums} shown={shown} test={test} month={monthInAddress(month)} />
        </div>
      </PageHeading>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {shown === undefined ? (
            <Nothing test={test} />
          ) : (
            <OverviewFigures overview={shown} test={test} month={month} />
          )}
        </div>
        <WaitingCard waiting={waiting} />
      </div>
      {shown !== undefined && (
        <OverviewDivisions overview={shown} reasons={reasons} test={test} month={month} />
      )}
    </>
  );
}

function monthInAddress({ month, next }: OverviewMonth): string | null {
  return next === null ? null : month;
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

type ChoicesProps = {
  sums: Sums;
  shown: CurrencyOverview | undefined;
  test: boolean;
  month: string | null;
};

/** Selects one currency, and TEST channels or the others: currencies are never added up, and TEST money does not move. */
function Choices({ sums, shown, test, month }: ChoicesProps) {
  const t = useTranslations("overview");
  return (
    <nav aria-label={t("choices")} className="flex flex-wrap gap-1.5">
      {sums.currencies.length > 1 &&
        sums.currencies.map(({ currency }) => (
          <Choice
            key={currency}
            href={overviewHref({ month, currency, test })}
            current={currency === shown?.currency}
          >
            {currency}
          </Choice>
        ))}
      {(sums.hasOther || test) && (
        <Choice href={overviewHref({ month, currency: null, test: !test })} current={test}>
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
