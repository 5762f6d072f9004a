// Number of the rows and the money that went back, of all pages of the list. Currencies are never added up, and TEST
// channels, where no money moves, have a sum of their own.
import { useTranslations } from "next-intl";
import { Money } from "@/components/labels/money";
import { TestBadge } from "@/components/labels/payment-status";
import type { RefundSum } from "@/lib/domain/views/refund-list";

export function RefundSums({ sums }: { sums: readonly RefundSum[] | null }) {
  const t = useTranslations("refunds");
  if (sums === null) return <p className="text-sm text-muted">{t("sums.tooMany")}</p>;
  return (
    <ul aria-label={t("sums.label")} className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
      {sums.map(({ test, currency, count, done }) => (
        <li
          key={`${test} ${currency}`}
          data-count={count}
          data-sum={done.money}
          data-points={done.points}
          className="flex flex-wrap items-baseline gap-x-2"
        >
          {test && <TestBadge channelType="TEST" />}
          <span className="text-muted">{t("sums.count", { count })}</span>
          <span>
            {t("sums.money")} <Money amount={done.money} currency={currency} className="font-semibold" />
          </span>
          {done.count !== count && (
            <span className="text-muted">{t("sums.done", { count: done.count.toLocaleString("en") })}</span>
          )}
          {done.points > 0 && (
            <span>
              {t("sums.points")} <Money amount={done.points} currency={currency} className="font-semibold" />
            </span>
          )}
          {done.unknown > 0 && (
            <span className="text-muted">
              {t("sums.unknown", { count: done.unknown.toLocaleString("en") })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
