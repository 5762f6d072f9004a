// Cancelled refunds whose money did not arrive. Each is handled on the page of its payment.
import { Landmark } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useFigureLabels } from "@/components/labels/figure-labels";
import { TestBadge } from "@/components/labels/payment-status";
import { CountOf } from "@/components/ui/count-of";
import { Time } from "@/components/ui/time";
import { paymentHref } from "@/lib/domain/payment/payment-href";
import type { CappedCount } from "@/lib/domain/views/payment-list";
import type { FailedPayoutRow } from "@/lib/domain/views/refund-list";

export type FailedPayoutsProps = { rows: readonly FailedPayoutRow[]; count: CappedCount };

export function FailedPayouts({ rows, count }: FailedPayoutsProps) {
  const t = useTranslations("refunds");
  const labels = useFigureLabels();
  const sumOf = ({ cancelled, currency }: FailedPayoutRow) =>
    labels({ figures: { ...cancelled, points: null }, stated: null, currency }).sum;
  if (rows.length === 0) return null;
  return (
    <section
      aria-labelledby="failed-payouts"
      className="mt-3 overflow-hidden rounded-lg border border-line bg-surface shadow-card"
    >
      <header className="flex gap-2.5 bg-danger-soft px-5 py-3">
        <Landmark className="mt-0.5 size-4.5 shrink-0 text-danger" aria-hidden="true" />
        <div>
          <h2 id="failed-payouts" className="font-semibold">
            {t("payouts.title")} <CountOf of={count} />
          </h2>
          <p className="text-sm text-muted">{t("payouts.explanation")}</p>
        </div>
      </header>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={`${row.storeId} ${row.paymentId} ${row.failedAt}`}>
            <Link
              href={paymentHref(row.paymentId)}
              prefetch={false}
              className="flex items-start justify-between gap-4 px-5 py-2.5 hover:bg-hover"
            >
              <span className="min-w-0">
                <span className="block truncate font-semibold text-accent">{row.orderName}</span>
                <span className="flex flex-wrap items-center gap-x-1.5 text-xs text-faint">
                  <span className="wrap-anywhere">{row.paymentId}</span>
                  <TestBadge channelType={row.channelType} />
                </span>
              </span>
              <span className="shrink-0 text-right">
                <span className="block font-semibold">{sumOf(row)}</span>
                <Time at={row.failedAt} isExact className="block text-xs text-faint" />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
