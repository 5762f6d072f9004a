// A cancellation that Triple-A has only accepted can be stopped until the customer has entered a wallet address.
import { useLocale, useTranslations } from "next-intl";
import { useFigureLabels } from "@/components/labels/figure-labels";
import { Card } from "@/components/ui/card";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { mayBeStopped } from "@/lib/domain/refund/may-be-stopped";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { CancellationView } from "@/lib/domain/views/refund";
import { LastOperation } from "./last-operation";
import { OperationButton } from "./operation-button";
import { usePaymentActions } from "./payment-actions";

export function StopCancellationCard({ detail }: { detail: PaymentDetail }) {
  const t = useTranslations("operations");
  const { payment, cancellations, operations } = detail;
  const pgProvider = payment.channel?.pgProvider ?? null;
  const shown = cancellations.filter(
    (one) =>
      mayBeStopped(pgProvider, one) || operations.some(({ cancellationId }) => cancellationId === one.id),
  );
  if (shown.length === 0) return null;
  return (
    <Card id="operation-stop-cancellation" title={t("stop-cancellation.title")}>
      <ul className="flex flex-col divide-y divide-line px-5 pt-2 pb-5">
        {shown.map((cancellation) => (
          <Item key={cancellation.id} cancellation={cancellation} detail={detail} />
        ))}
      </ul>
    </Card>
  );
}

function Item({ detail, cancellation }: { detail: PaymentDetail; cancellation: CancellationView }) {
  const { requestOperation } = usePaymentActions();
  const t = useTranslations("operations");
  const locale = useLocale();
  const { payment } = detail;
  const operation = detail.operations.find(({ cancellationId }) => cancellationId === cancellation.id);
  const { figures, totalAmount } = cancellation;
  const { sum: amount } = useFigureLabels()({ figures, stated: totalAmount, currency: payment.currency });
  const requestedAt = seoulTime(cancellation.requestedAt, "minute", locale);
  const isOffered = mayBeStopped(payment.channel?.pgProvider ?? null, cancellation);
  const hasBegun = operation?.state === "open" || operation?.state === "done";
  return (
    <li className="flex flex-col items-start gap-3 py-3 first:pt-0 last:pb-0">
      <p className="font-medium">
        {amount} <span className="text-sm font-normal text-muted">· {requestedAt}</span>
      </p>
      {operation && <LastOperation operation={operation} />}
      {isOffered && !hasBegun && (
        <>
          <p className="text-sm text-muted">{t("stop-cancellation.body")}</p>
          {requestOperation && (
            <OperationButton
              dialog="operation"
              offer={{
                kind: "stop-cancellation",
                storeId: payment.storeId,
                paymentId: payment.id,
                cancellationId: cancellation.id,
                lines: [
                  { label: t("line.payment"), value: payment.id },
                  { label: t("line.order"), value: payment.orderName },
                  { label: t("line.cancellation"), value: cancellation.id },
                  { label: t("line.amount"), value: amount },
                  { label: t("line.requestedAt"), value: requestedAt },
                ],
              }}
            >
              {t("stop-cancellation.button")}
            </OperationButton>
          )}
        </>
      )}
    </li>
  );
}
