import { useLocale, useTranslations } from "next-intl";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { formatMoney } from "@/lib/domain/money";
import type { PolicyLine } from "@/lib/domain/policy/line";
import type { arrivalKind } from "@/lib/domain/refund/refund-route";

/** Returns functions that write policy lines with their values. `as` names the arrival of this payment's refund. */
export function usePolicyLabels(currency: string, as: ReturnType<typeof arrivalKind>) {
  const t = useTranslations("policy");
  const locale = useLocale();
  const day = (date: string) => writtenDay(date, "full", locale);
  return {
    day,
    dayOf: (instant: string) => seoulTime(instant, "day", locale),
    textOf: ({ title, values }: Pick<PolicyLine, "title" | "values">) =>
      t(`line.${title}`, {
        as,
        lastDay: values.lastDay === undefined ? "" : day(values.lastDay),
        days: values.days ?? 0,
        left: values.left ?? 0,
        most: values.most ?? 0,
        time: values.time === undefined ? "" : seoulTime(values.time, "short", locale),
        amount: formatMoney(values.amount ?? 0, currency, locale),
        from: values.from === undefined ? "" : writtenDay(values.from, "near", locale),
        until: values.until === undefined ? "" : writtenDay(values.until, "near", locale),
      }),
  };
}

/** Writes a calendar day (YYYY-MM-DD): `full` with year and weekday, `near` without the year, `plain` without the weekday. */
export function writtenDay(date: string, style: "full" | "near" | "plain", locale: string): string {
  const full = seoulTime(`${date}T12:00:00+09:00`, "day", locale);
  switch (style) {
    case "full":
      return full;
    case "near":
      return full.replace(/^\d{4}\. | \d{4}$/, "");
    case "plain":
      return full.replace(/ \([^)]*\)$|^\w+, /, "");
  }
}
