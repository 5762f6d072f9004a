// Number of the payments of a period and what was charged, of all pages of the list. Currencies are never added up, and
// TEST channels, where no money moves, have a sum of their own.
import { useTranslations } from "next-intl";
import { Money } from "@/components/labels/money";
import { TestBadge } from "@/components/labels/payment-status";
import type { PaymentSum } from "@/lib/domain/views/payment-list";

export function PaymentSums({ sums }: { sums: readonly PaymentSum[] }) {
  const t = useTranslations("paymentList.sums");
  return (
    <ul aria-label={t("label")} className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
      {sums.map(({ test, currency, count, charged, unknown }) => (
        <li
          key={`${test} ${currency}`}
          data-count={count}
          data-sum={charged}
          className="flex flex-wrap items-baseline gap-x-2"
        >
          {test && <TestBadge channelType="TEST" />}
          <span className="text-muted">{t("count", { count })}</span>
          <span>
            {t("charged")} <Money amount={charged} currency={currency} className="font-semibold" />
          </span>
          {unknown > 0 && (
            <span className="text-muted">{t("unknown", { count: unknown.toLocaleString("en") })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
