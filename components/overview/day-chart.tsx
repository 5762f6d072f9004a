// Payments and refunds by day, rendered on the server with 0 KB of script. The SVG is stretched to its box, so its labels are
// outside. Screen readers get the same figures as a table.
import { area, curveMonotoneX, line } from "d3-shape";
import { useLocale, useTranslations } from "next-intl";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { formatMoney, minorUnitDigits } from "@/lib/domain/money";
import type { CurrencyOverview } from "@/lib/domain/views/overview";
import { roundSteps } from "./axis";

const day = { width: 20, bar: 9 } as const;
const height = 100;
/** Minimum height of a bar, so that a day with a refund is always visible. */
const leastBar = 1;

type DayChartProps = { days: CurrencyOverview["days"]; currency: string; label: string };
type Day = DayChartProps["days"][number];

export function DayChart({ days, currency, label }: DayChartProps) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const steps = roundSteps(
    Math.max(...days.flatMap(({ charged, refunded }) => [charged.amount, refunded.amount])),
  );
  const top = steps.at(-1) ?? 0;
  const y = (amount: number) => (top === 0 ? height : height - (amount / top) * height);
  const middle = (_: Day, index: number) => (index + 0.5) * day.width;
  const width = days.length * day.width;
  const paidLine = line<Day>(middle, ({ charged }) => y(charged.amount)).curve(curveMonotoneX)([...days]);
  const paidArea = area<Day>(middle, height, ({ charged }) => y(charged.amount)).curve(curveMonotoneX)([
    ...days,
  ]);
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
            {paidArea && <path d={paidArea} fill="var(--sunken)" />}
            {paidLine && (
              <path
                d={paidLine}
                fill="none"
                stroke="var(--line-strong)"
                strokeWidth="1.5"
                vectorEffect="non-scaling-stroke"
              />
            )}
            {days.map((entry, index) => (
              <g key={entry.day}>
                {entry.refunded.amount > 0 && (
                  <rect
                    x={middle(entry, index) - day.bar / 2}
                    width={day.bar}
                    y={Math.min(y(entry.refunded.amount), height - leastBar)}
                    height={Math.max(height - y(entry.refunded.amount), leastBar)}
                    fill="var(--accent)"
                  />
                )}
                <rect x={index * day.width} width={day.width} height={height} fill="transparent">
                  <title>
                    {t("dayIs", {
                      day: nameOf(entry.day),
                      paid: formatMoney(entry.charged.amount, currency, locale),
                      refunded: formatMoney(entry.refunded.amount, currency, locale),
                    })}
                  </title>
                </rect>
              </g>
            ))}
          </svg>
          <div className="col-start-2 mt-1 flex text-xs text-faint">
            {days.map(({ day: date }, index) => (
              <span key={date} className="relative h-4.5 flex-1">
                {(days.length - 1 - index) % 7 === 0 && (
                  <span className="absolute left-1/2 -translate-x-1/2 whitespace-nowrap">
                    {shortDay(date)}
                  </span>
                )}
              </span>
            ))}
          </div>
        </div>
      </div>
      {/* Hides the table with a wrapper: a hidden table would keep the width of its text and make the page wider than a phone. */}
      <div className="sr-only">
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">{t("day")}</th>
              <th scope="col">{t("paid")}</th>
              <th scope="col">{t("refunded")}</th>
              <th scope="col">{t("refundCount")}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day: date, charged, refunded }) => (
              <tr key={date}>
                <th scope="row">{nameOf(date)}</th>
                <td>{formatMoney(charged.amount, currency, locale)}</td>
                <td>{formatMoney(refunded.amount, currency, locale)}</td>
                <td>{refunded.count + refunded.unknown}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function Legend() {
  const t = useTranslations("overview");
  return (
    <div className="flex gap-4 text-xs text-muted">
      <span className="flex items-center gap-1.5">
        <span className="h-0.5 w-4 rounded-full bg-line-strong" />
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
