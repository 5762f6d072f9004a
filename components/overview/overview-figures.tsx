// The figures of a month. Each is a link to the list that adds up to exactly that figure.
import { useTranslations } from "next-intl";
import type { OverviewScope } from "@/components/labels/overview-href";
import { Card } from "@/components/ui/card";
import { type CurrencyOverview, divisions, type OverviewMonth } from "@/lib/domain/views/overview";
import { DayChart } from "./day-chart";
import { useMonthName } from "./month-choice";
import { PartChart, type ReasonNames } from "./part-chart";
import { ComparisonCard, PeriodCard } from "./period-card";

/** Returns the scope of the figures of the month. */
function scopeOf({ currency }: CurrencyOverview, { days }: OverviewMonth, test: boolean): OverviewScope {
  return { from: days[0] ?? "", to: days.at(-1) ?? "", currency, test };
}

type FiguresProps = { overview: CurrencyOverview; test: boolean; month: OverviewMonth };

/** The cards of the periods and the chart of the days. */
export function OverviewFigures({ overview, test, month: shown }: FiguresProps) {
  const t = useTranslations("overview");
  const nameOf = useMonthName();
  const { today, month, before, days } = overview;
  const scope = scopeOf(overview, shown, test);
  const lastDay = Number(shown.beforeUntil.slice(-2));
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {today && (
          <PeriodCard
            id="today"
            title={t("period.today")}
            sums={today}
            of={{ ...scope, from: shown.today, to: shown.today }}
          />
        )}
        <PeriodCard
          id="month"
          title={t("period.month", { month: nameOf(shown.month) })}
          sums={month}
          of={scope}
        />
        <ComparisonCard
          title={
            shown.next === null
              ? t("period.beforeUntil", { month: nameOf(shown.before), day: String(lastDay) })
              : t("period.before", { month: nameOf(shown.before) })
          }
          sums={before}
          of={{ ...scope, from: `${shown.before}-01`, to: shown.beforeUntil }}
          now={month}
          ofNow={scope}
          nowTitle={nameOf(shown.month)}
          isWide={today !== null}
        />
      </div>
      <Card id="by-day" title={t("byDay", { month: nameOf(shown.month) })}>
        <div className="px-5 pt-2 pb-4">
          <DayChart days={days} scope={scope} label={t("byDay", { month: nameOf(shown.month) })} />
        </div>
      </Card>
    </>
  );
}

/** The refunds of the month by method, PG, reason and time taken. */
export function OverviewDivisions({
  overview,
  reasons,
  test,
  month,
}: FiguresProps & { reasons: ReasonNames }) {
  const t = useTranslations("overview");
  const nameOf = useMonthName();
  return (
    <>
      <h2 className="mt-8 mb-3 font-bold">{t("divided", { month: nameOf(month.month) })}</h2>
      <div className="grid gap-4 md:grid-cols-2">
        {divisions.map((division) => (
          <PartChart
            key={division}
            division={division}
            overview={overview}
            reasons={reasons}
            scope={scopeOf(overview, month, test)}
          />
        ))}
      </div>
    </>
  );
}
