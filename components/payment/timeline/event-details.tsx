// What stands under the line of an event: amounts, reasons, answers, references.
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFigureLabels } from "@/components/labels/figure-labels";
import { triggerName } from "@/components/labels/payment-labels";
import { providerName } from "@/components/labels/provider-names";
import type { OperationAnswer } from "@/lib/domain/refund/operation";
import type { EntryView } from "@/lib/domain/views/timeline";

export function EventDetails({ entry }: { entry: EntryView }) {
  const t = useTranslations("timeline");
  const payment = useTranslations("payment");
  const locale = useLocale();
  const figures = useFigureLabels();
  switch (entry.kind) {
    case "cancellation":
      return (
        <>
          {figures({ ...entry, stated: entry.amount }).notes.map((note) => (
            <Line key={note}>{note}</Line>
          ))}
          <Line>
            {[
              entry.refundNumber && t("refundNumber", { number: entry.refundNumber }),
              entry.trigger && triggerName(payment, entry.trigger),
              entry.cancellationId,
            ]
              .filter(Boolean)
              .join(" · ")}
          </Line>
        </>
      );
    case "webhook-received":
      return (
        <Line>
          {entry.type} · {t(entry.environment === "live" ? "webhookLive" : "webhookTest")}
        </Line>
      );
    case "approval":
      return (
        <>
          {entry.rejection && <Line>{t(`rejection.${entry.rejection}`)}</Line>}
          {entry.voidReason && <Line>{t(`voidReason.${entry.voidReason}`)}</Line>}
          {entry.note && <Line>{entry.note}</Line>}
        </>
      );
    case "operation-requested":
      return entry.cancellationId && <Line>{entry.cancellationId}</Line>;
    case "operation-answered":
      return <OperationLabels answer={entry.answer} />;
    case "manual-refund":
      return (
        <>
          <Line>{entry.note}</Line>
          <Line>
            {entry.paidOn} · {providerName(entry.bank, locale)}
          </Line>
        </>
      );
    case "manual-refund-reversed":
    case "payout-handled":
      return <Line>{entry.note}</Line>;
    // A refund's own events are in refund-event-details.tsx, which loads with the first refund.
    case "refund-requested":
    case "refund-answered":
    case "refund-state-changed":
    case "refund-contradicted":
    case "cancellation-linked":
    case "refund-sent":
    case "payout":
    case "payment-status":
    case "operation-ended":
      return null;
  }
}

function OperationLabels({ answer }: { answer: OperationAnswer }) {
  if (answer.kind === "done") return null;
  const said =
    answer.kind === "pg-refused"
      ? [answer.pgMessage, answer.pgCode]
      : [answer.kind === "refused" ? answer.message : answer.cause, answer.httpStatus, answer.type];
  return <Line>{said.filter(Boolean).join(" · ")}</Line>;
}

export function Line({ children }: { children: ReactNode }) {
  return <p className="text-sm wrap-anywhere text-muted">{children}</p>;
}
