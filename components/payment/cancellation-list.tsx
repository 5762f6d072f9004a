// PortOne's record of the money that went back, whoever asked for it.
import { useTranslations } from "next-intl";
import { useFigureLabels } from "@/components/labels/figure-labels";
import { cancellationStatusName, cancellationTone, triggerName } from "@/components/labels/payment-labels";
import { StatusDot } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { OutLink } from "@/components/ui/out-link";
import { Time } from "@/components/ui/time";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { CancellationView } from "@/lib/domain/views/refund";

type CancellationListProps = {
  cancellations: readonly CancellationView[];
  payment: PaymentDetail["payment"];
};

export function CancellationList({ cancellations, payment }: CancellationListProps) {
  const t = useTranslations("payment");
  const newestFirst = [...cancellations].sort((a, b) => b.requestedAt.localeCompare(a.requestedAt));
  return (
    <Card id="cancellations" title={t("cancellations")}>
      <ul className="mt-2 divide-y divide-line border-t border-line">
        {newestFirst.map((cancellation) => (
          <Item key={cancellation.id} cancellation={cancellation} payment={payment} />
        ))}
      </ul>
    </Card>
  );
}

type ItemProps = { cancellation: CancellationView; payment: PaymentDetail["payment"] };

function Item({ cancellation, payment: { currency, method } }: ItemProps) {
  const t = useTranslations("payment");
  const failed = cancellation.status === "FAILED";
  const { sum, notes } = useFigureLabels()({ ...cancellation, stated: cancellation.totalAmount, currency });
  return (
    <li className="flex items-start justify-between gap-4 px-5 py-3">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-3">
          <StatusDot tone={cancellationTone[cancellation.status]}>
            {cancellation.stoppedAt
              ? t("stopped")
              : cancellationStatusName(t, cancellation.status, cancellation.rawStatus)}
          </StatusDot>
          <span className="text-sm text-muted">{madeBy(t, cancellation)}</span>
        </div>
        {cancellation.reason !== "" && <p className="text-sm text-ink">{cancellation.reason}</p>}
        <div className="flex flex-wrap items-center gap-x-2 text-xs text-faint">
          <Time at={cancellation.cancelledAt ?? cancellation.requestedAt} style="second" />
          <span aria-hidden="true">·</span>
          <span className="inline-flex min-w-0 items-center wrap-anywhere">
            {cancellation.id}
            <CopyButton text={cancellation.id} label={t("copyCancellationId")} />
          </span>
        </div>
      </div>
      <div className="max-w-[45%] shrink-0 text-right">
        <p className={failed ? "text-faint line-through" : "font-semibold text-danger"}>
          {failed ? sum : `−${sum}`}
        </p>
        {!failed &&
          notes.map((note) => (
            <p key={note} className="text-xs text-muted">
              {note}
            </p>
          ))}
        {cancellation.receiptUrl && (
          <span className="block text-sm">
            <OutLink url={cancellation.receiptUrl}>
              {t(method?.card ? "cancelSalesSlip" : "cancelReceipt")}
            </OutLink>
          </span>
        )}
      </div>
    </li>
  );
}

function madeBy(t: ReturnType<typeof useTranslations<"payment">>, cancellation: CancellationView): string {
  if (cancellation.refundNumber !== null) return t("madeByRefund", { number: cancellation.refundNumber });
  if (cancellation.trigger === null || cancellation.trigger === "API") return t("madeUnknown");
  return t("madeElsewhere", { trigger: triggerName(t, cancellation.trigger) });
}
