// Messages for the arrival of the money. The days come from the policy, by the database's clock.
import { useLocale, useTranslations } from "next-intl";
import { writtenDay } from "@/components/labels/policy-labels";
import type { ArrivalDays } from "@/lib/domain/policy/money-lines";

export function useArrivalMessages(): (arrival: ArrivalDays | null) => string {
  const t = useTranslations("refundForm");
  const locale = useLocale();
  const day = (date: string) => writtenDay(date, "near", locale);
  return (arrival) => {
    if (arrival === null) return t("arrival.unknown");
    const { from, until } = arrival;
    if (until === null) return t("arrival.from", { from: day(from) });
    if (from === until) return t("arrival.on", { day: day(from) });
    return t("arrival.between", { from: day(from), until: day(until) });
  };
}
