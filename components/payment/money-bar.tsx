// How the money of a payment divides, as a bar and in figures.
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { sumOf } from "@/lib/domain/amounts";
import { formatMoney } from "@/lib/domain/money";
import { isUndiscounted } from "@/lib/domain/payment/payment";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { balanceOf } from "./balance";

export function MoneyBar({ detail }: { detail: PaymentDetail }) {
  const t = useTranslations("payment");
  const locale = useLocale();
  const { payment, cancellable, charged, cancelled } = detail;
  const balance = balanceOf(detail);
  const isDiscounted = !isUndiscounted(payment);
  const points = sumOf(
    detail.cancellations.flatMap(({ status, pointsBack }) =>
      status === "SUCCEEDED" ? (pointsBack ?? []) : [],
    ),
  );
  const written = (amount: number) => formatMoney(amount, payment.currency, locale);
  const share = (amount: number) => (balance.total === 0 ? 0 : (amount / balance.total) * 100);
  const parts = [
    { key: "cancelled", amount: balance.cancelled, ink: "text-danger", mark: "bg-danger" },
    { key: "inProgress", amount: balance.inProgress, ink: "text-progress", mark: "bg-progress" },
    { key: "manuallyRefunded", amount: balance.manual, ink: "text-warn", mark: "bg-warn" },
  ] as const;
  // A column that was shown stays, so that the others stay in place.
  const [seen, setSeen] = useState<readonly string[]>([]);
  const shown = parts.filter(({ key, amount }) => amount > 0 || seen.includes(key));
  if (shown.length > seen.length) setSeen(shown.map(({ key }) => key));
  const figures = [
    { key: isDiscounted ? "orderTotal" : "paid", amount: balance.total, ink: "text-ink", mark: null },
    ...shown,
    { key: "left", amount: balance.left, ink: "text-ink", mark: "bg-accent" },
  ] as const;
  const label = t(isDiscounted ? "barLabelOrder" : "barLabel", {
    paid: written(balance.total),
    cancelled: written(balance.cancelled),
    inProgress: written(balance.inProgress),
    left: written(balance.left),
  });
  return (
    <div className="px-5 pt-4 pb-4">
      <svg
        role="img"
        aria-label={
          balance.manual > 0 ? `${label}, ${t("barManual", { amount: written(balance.manual) })}` : label
        }
        className="block h-2.5 w-full rounded-full bg-sunken"
      >
        <rect height="100%" width={`${share(balance.cancelled)}%`} className="fill-danger" />
        <rect
          height="100%"
          x={`${share(balance.cancelled)}%`}
          width={`${share(balance.inProgress)}%`}
          className="fill-progress"
        />
        <rect
          height="100%"
          x={`${share(balance.cancelled + balance.inProgress)}%`}
          width={`${share(balance.manual)}%`}
          className="fill-warn"
        />
        <rect
          height="100%"
          x={`${share(balance.total - balance.left)}%`}
          width={`${share(balance.left)}%`}
          className="fill-accent"
        />
      </svg>
      <dl className="mt-3.5 grid grid-cols-2 gap-x-4 gap-y-3 sm:flex sm:*:flex-1">
        {figures.map(({ key, amount, ink, mark }) => (
          <div key={key}>
            <dt className="flex items-center gap-1.5 text-xs text-faint">
              {mark && <span className={`size-2 rounded-full ${mark}`} aria-hidden="true" />}
              {t(key)}
            </dt>
            <dd className={`text-lg font-bold whitespace-nowrap ${amount === 0 ? "text-faint" : ink}`}>
              {key === "cancelled" && amount > 0 ? `−${written(amount)}` : written(amount)}
            </dd>
          </div>
        ))}
      </dl>
      <ul className="mt-3 flex flex-col gap-0.5 text-sm text-muted empty:hidden">
        {isDiscounted && (
          <li className="text-ink">
            {[
              charged === null ? t("chargedUnknown") : t("chargedIs", { amount: written(charged) }),
              t("discountOf", { amount: written(payment.amount.discount) }),
            ].join(" · ")}
          </li>
        )}
        {isDiscounted && cancelled.order !== 0 && (
          <li className="font-semibold text-ink">
            {[
              cancelled.money === null
                ? t("moneyBackUnknown")
                : t("moneyBackIs", { amount: written(cancelled.money) }),
              ...(points > 0 ? [t("figures.points", { amount: written(points) })] : []),
            ].join(" · ")}
          </li>
        )}
        {balance.left > 0 && cancellable.taxFree > 0 && (
          <li>{t("taxFreeLeft", { amount: written(cancellable.taxFree) })}</li>
        )}
        {balance.left > 0 && isDiscounted && <li>{t("basisUnknown")}</li>}
      </ul>
    </div>
  );
}
