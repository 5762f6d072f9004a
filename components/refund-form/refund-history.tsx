// Refunds that were requested here, newest first, each with its outcome.
import { useTranslations } from "next-intl";
import { useFigureLabels } from "@/components/labels/figure-labels";
import { RefundBadge } from "@/components/labels/refund-badge";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { RefundView } from "@/lib/domain/views/refund";
import { RefundOutcome } from "./refund-outcome";

export function RefundHistory({ detail: { refunds, payment } }: { detail: PaymentDetail }) {
  const t = useTranslations("refund");
  const labels = useFigureLabels();
  const figuresOf = ({ figures, requested, currency }: RefundView) =>
    labels({ figures, stated: requested.amount, currency });
  if (refunds.length === 0) return null;
  const newestFirst = [...refunds].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  return (
    <section
      aria-labelledby="refund-history"
      className="not-first:border-t not-last:border-b border-line not-first:pt-3 not-last:pb-4"
    >
      <h3 id="refund-history" className="mb-2 text-xs font-semibold text-muted">
        {t("history")}
      </h3>
      <ul className="flex flex-col gap-4">
        {newestFirst.map((refund, index) => (
          <li key={refund.id} className="flex flex-col gap-1">
            <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <RefundBadge state={refund.state} />
              <span className="font-semibold">{figuresOf(refund).sum}</span>
            </div>
            {refund.state !== "failed" &&
              figuresOf(refund).notes.map((note) => (
                <p key={note} className="text-right text-xs text-muted">
                  {note}
                </p>
              ))}
            <p className="text-sm">{refund.reason}</p>
            <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-faint">
              {t("requestedBy", { actor: refund.actorName })}
              <span aria-hidden="true">·</span>
              <Time at={refund.createdAt} />
              <span aria-hidden="true">·</span>
              <span className="inline-flex items-center">
                {refund.number}
                <CopyButton text={refund.number} label={t("copyNumber")} />
              </span>
            </p>
            {(index === 0 || refund.contradictedBy !== null) && refund.state !== "succeeded" && (
              <RefundOutcome refund={refund} method={payment.method} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
