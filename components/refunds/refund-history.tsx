// The refunds asked for here, newest first, each with what became of it.
import { useLocale, useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import { formatMoney } from "@/lib/domain/money";
import type { RefundView } from "@/lib/domain/views";
import { RefundBadge } from "./refund-badge";
import { RefundOutcome } from "./refund-outcome";

export function RefundHistory({ refunds }: { refunds: readonly RefundView[] }) {
  const t = useTranslations("refund");
  const locale = useLocale();
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
              <span className="font-semibold">
                {refund.amount === null ? t("allLeft") : formatMoney(refund.amount, refund.currency, locale)}
              </span>
            </div>
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
              <RefundOutcome refund={refund} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
