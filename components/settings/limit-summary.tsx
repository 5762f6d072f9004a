import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/lib/domain/money";
import type { RefundLimits } from "@/lib/domain/people/refund-limits";

/** Limits in a line. Renders nothing without limits. */
export function LimitSummary({ limits }: { limits: RefundLimits | null }) {
  const t = useTranslations("limits");
  const locale = useLocale();
  if (limits === null) return null;
  const { count, amounts, methods, pgs, otherCurrencies } = limits;
  const of = (name: "single" | "daily" | "confirmFrom", currency: string, amount: number | null = null) =>
    amount === null ? [] : [t(`short.${name}`, { amount: formatMoney(amount, currency, locale) })];
  const parts = [
    ...(count === null ? [] : [t("short.count", { count })]),
    ...Object.entries(amounts).flatMap(([currency, { single, daily, confirmFrom }]) => [
      ...of("single", currency, single),
      ...of("daily", currency, daily),
      ...of("confirmFrom", currency, confirmFrom),
    ]),
    ...(otherCurrencies ? [] : [t("short.currencies", { currencies: Object.keys(amounts).join(", ") })]),
    ...(methods === null ? [] : [t("short.methods", { count: methods.length })]),
    ...(pgs === null ? [] : [t("short.pgs", { count: pgs.length })]),
  ];
  return (
    <span className="mt-0.5 block text-xs text-muted">{t("short.all", { limits: parts.join(" · ") })}</span>
  );
}
