// The latest refund: what was requested, by whom, and its outcome so far. Its height stays when the refund ends.
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFigureLabels } from "@/components/labels/figure-labels";
import { Time } from "@/components/ui/time";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { RefundView } from "@/lib/domain/views/refund";
import { RefundOutcome } from "./refund-outcome";

type LatestRefundProps = {
  refund: RefundView;
  method: PaymentDetail["payment"]["method"];
  /** What a person may do next. */
  children?: ReactNode;
};

export function LatestRefund({ refund, method, children }: LatestRefundProps) {
  const t = useTranslations("refund");
  const { sum } = useFigureLabels()({ ...refund, stated: refund.requested.amount });
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex min-h-9 flex-wrap content-start items-center max-sm:min-h-22 justify-between gap-x-3 gap-y-1">
        <p className="flex flex-wrap items-baseline gap-x-3 text-sm text-muted">
          <span className="text-base font-semibold text-ink">{sum}</span>
          <span>{t("requestedBy", { actor: refund.actorName })}</span>
          <Time at={refund.createdAt} style="second" />
          <span>{refund.number}</span>
        </p>
        {children}
      </div>
      <div className="flex min-h-28 flex-col *:flex-1 sm:min-h-24">
        <RefundOutcome refund={refund} method={method} />
      </div>
    </div>
  );
}
