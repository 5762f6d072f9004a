// Payments and refunds by day as bars, rendered on the server with 0 KB of script. The SVG is stretched to its box, so its
// labels are outside. The same figures are below as a table, for every reader.
import { useLocale, useTranslations } from "next-intl";
import { type OverviewScope, paidHref, refundedHref } from "@/components/labels/overview-href";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { formatMoney, minorUnitDigits } from "@/lib/domain/money";
import type { CurrencyOverview } from "@/lib/domain/views/overview";
import { roundSteps } from "./axis";
import { figureAttributes } from "./figure-attributes";

const day = { width: 20, bar: 7 } as const;
const height = 100;
/** Minimum height of a bar, so that a day with money is always visible. */
const leastBar = 1;

type DayChartProps = {
  days: CurrencyOverview["days"];
  /** Scope of all days. */
  scope: OverviewScope;
  label: string;
};

export function DayChart({ days, scope, label }: DayChartProps) {
  const { currency } = scope;
  const t = useTranslations("overview");
  const locale = useLocale();
  const steps = roundSteps(
    Math.max(...days.flatMap(({ charged, refunded }) => [charged.amount, refunded.amount])),
  );
  const top = steps.at(-1) ?? 0;
  const y = (amount: number) => (top === 0 ? height : height - (amount / top) * height);
  const width = days.length * day.width;
  const nameOf = (date: string) => seoulTime(`${date}T12:00:00+09:00`, "day", locale);
  return (
    <figure aria-label={label}>
      <div aria-hidden="true">
        <Legend />
        <div className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
          <div className="relative h-48 text-right text-xs text-faint">
            {/* Gives the column the width of the widest label. */}
            <div className="invisible flex h-0 flex-col">
              {steps.map((step) => (
                <span key={step}>{short(step, currency, locale)}</span>
              ))}
            </div>
            {steps.map((step) => (
              <span
                key={step}
                className="absolute right-0 -translate-y-1/2 whitespace-nowrap"
                style={{ top: `${y(step)}%` }}
              >
                {short(step, currency, locale)}
              </span>
            ))}
          </div>
          <svg
            viewBox={`0 0 ${width} ${height}`}
            preserveAspectRatio="none"
            className="h-48 w-full overflow-visible"
            role="presentation"
          >
            {steps.map((step) => (
              <line
                key={step}
                x1={0}
                x2={width}
                y1={y(step)}
                y2={y(step)}
                stroke="var(--line)"
                vectorEffect="non-scaling-stroke"
              />
            ))}
            {days.map(({ day: date, charged, refunded }, index) => (
              <g key={date}>
                <Bar x={index * day.width + 2.5} top={y(charged.amount)} fill="var(--line-strong)" />
                <Bar
                  x={index * day.width + 2.5 + day.bar + 1}
                  top={y(refunded.amount)}
                  fill="var(--accent)"
                />
                <rect x={index * day.width} width={day.width} height={height} fill="transparent">
                  <title>
                    {t("dayIs", {
                      day: nameOf(date),
                      paid: formatMoney(charged.amount, currency, locale),
                      refunded: formatMoney(refunded.amount, currency, locale),
                    })}
                  </title>
                </rect>
              </g>
            ))}
          </svg>
          <div className="col-start-2 mt-1 flex text-xs text-faint">
            {days.map(({ day: date }, index) => (
              <span key={date} className="relative h-4.5 flex-1">
                {index % 7 === 0 && (
                  <span className="absolute left-1/2 -translate-x-1/2 whitespace-nowrap">
                    {shortDay(date)}
                  </span>
                )}
              </span>
            ))}
          </div>
        </div>
      </div>
      <DayTable days={days} scope={scope} label={label} nameOf={nameOf} />
    </figure>
  );
}

function Bar({ x, top, fill }: { x: number; top: number; fill: string }) {
  if (top >= height) return null;
  return (
    <rect
      x={x}
      width={day.bar}
      y={Math.min(top, height - leastBar)}
      height={Math.max(height - top, leastBar)}
      fill={fill}
    />
  );
}

type DayTableProps = DayChartProps & { nameOf: (date: string) => string };

/** Has the days with payments or refunds. Each figure is a link to the list that adds up to it. */
function DayTable({ days, scope, label, nameOf }: DayTableProps) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const written = (amount: number) => formatMoney(amount, scope.currency, locale);
  const some = days.filter(
    ({ charged, refunded }) => charged.count + charged.unknown + refunded.count + refunded.unknown > 0,
  );
  if (some.length === 0) return null;
  return (
    <details className="mt-2">
      <summary className="inline-flex min-h-8 items-center text-sm text-muted hover:text-ink">
        {t("asTable")}
      </summary>
      <div className="overflow-x-auto">
        <table className="w-full text-right text-sm">
          <caption className="sr-only">{label}</caption>
          <thead>
            <tr className="border-b border-line text-xs text-faint">
              <th scope="col" className="py-1.5 text-left font-medium">
                {t("day")}
              </th>
              {(["paid", "paidCount", "refunded", "refundCount"] as const).map((name) => (
                <th key={name} scope="col" className="py-1.5 pl-3 font-medium whitespace-nowrap">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {some.map(({ day: date, charged, refunded }) => {
              const of = { ...scope, from: date, to: date };
              return (
                <tr key={date}>
                  <th scope="row" className="py-1 text-left font-normal whitespace-nowrap">
                    {nameOf(date)}
                  </th>
                  {[
                    { name: "paid", href: paidHref(of), figure: charged },
                    { name: "refunded", href: refundedHref(of), figure: refunded },
                  ].map(({ name, href, figure }) =>
                    [written(figure.amount), (figure.count + figure.unknown).toLocaleString("en")].map(
                      (text, at) => (
                        <td
                          key={`${name} ${at === 0 ? "amount" : "count"}`}
                          className="py-1 pl-3 whitespace-nowrap"
                        >
                          {figure.count + figure.unknown === 0 ? (
                            text
                          ) : (
                            <a href={href} className="hover:underline" {...figureAttributes(figure)}>
                              {text}
                            </a>
                          )}
                        </td>
                      ),
                    ),
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Legend() {
  const t = useTranslations("overview");
  return (
    <div className="flex gap-4 text-xs text-muted">
      <span className="flex items-center gap-1.5">
        <span className="size-2.5 rounded-sm bg-line-strong" />
        {t("paid")}
      </span>
      <span className="flex items-center gap-1.5">
        <span className="size-2.5 rounded-sm bg-accent" />
        {t("refunded")}
      </span>
    </div>
  );
}

/** Returns a short amount (120만, 1.2M) for the steps of an axis. The tooltip and the table show the exact amount. */
function short(amount: number, currency: string, locale: string): string {
  const value = amount / 10 ** (minorUnitDigits(currency) ?? 0);
  return new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

function shortDay(date: string): string {
  const [, month, dayOfMonth] = date.split("-");
  return `${Number(month)}/${Number(dayOfMonth)}`;
}
