// A cancellation that Triple-A has only accepted can be stopped until the customer has entered a wallet address.
import { useLocale, useTranslations } from "next-intl";
import { useFigureWords } from "@/components/labels/figure-labels";
import { Card } from "@/components/ui/card";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { mayBeStopped } from "@/lib/domain/refund/operation";
import type { CancellationView } from "@/lib/domain/views/refund";
import { LastAct } from "./last-operation";
import { ActButton } from "./operation-button";
import type { ActCardProps } from "./operation-card-props";
import { useActWords } from "./operation-labels";

export function StopCancellationCard(props: ActCardProps) {
  const t = useTranslations("acts");
  const { payment, cancellations, acts } = props.detail;
  const pgProvider = payment.channel?.pgProvider ?? null;
  const shown = cancellations.filter(
    (one) => mayBeStopped(pgProvider, one) || acts.some(({ cancellationId }) => cancellationId === one.id),
  );
  if (shown.length === 0) return null;
  return (
    <Card id="act-stop-cancellation" title={t("stop-cancellation.title")}>
      <ul className="flex flex-col divide-y divide-line px-5 pt-2 pb-5">
        {shown.map((cancellation) => (
          <Item key={cancellation.id} cancellation={cancellation} {...props} />
        ))}
      </ul>
    </Card>
  );
}

function Item({ detail, requestAct, cancellation }: ActCardProps & { cancellation: CancellationView }) {
  const t = useTranslations("acts");
  const locale = useLocale();
  const words = useActWords("stop-cancellation");
  const { payment } = detail;
  const act = detail.acts.find(({ cancellationId }) => cancellationId === cancellation.id);
  const { figures, totalAmount } = cancellation;
  const { sum: amount } = useFigureWords()({ figures, stated: totalAmount, currency: payment.currency });
  const requestedAt = seoulTime(cancellation.requestedAt, "minute", locale);
  const isOffered = mayBeStopped(payment.channel?.pgProvider ?? null, cancellation);
  const isSettled = act?.state === "open" || act?.state === "done";
  return (
    <li className="flex flex-col items-start gap-3 py-3 first:pt-0 last:pb-0">
      <p className="font-medium">
        {amount} <span className="text-sm font-normal text-muted">· {requestedAt}</span>
      </p>
      {act && <LastAct act={act} />}
      {isOffered && !isSettled && (
        <>
          <p className="text-sm text-muted">{t("stop-cancellation.body")}</p>
          {requestAct && (
            <ActButton
              dialog="act"
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
                words,
                requestAct,
              }}
            />
          )}
        </>
      )}
    </li>
  );
}
