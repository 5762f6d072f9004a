import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/lib/domain/money";
import type { SendResult } from "@/lib/domain/refund/send-result";
import type { EntryView } from "@/lib/domain/views/timeline";
import { figureLabels } from "./figure-labels";
import { cancellationStatusName, paymentStatusName } from "./payment-labels";

export type TimelineLabels = {
  t: ReturnType<typeof useTranslations<"timeline">>;
  payment: ReturnType<typeof useTranslations<"payment">>;
  locale: string;
};

export function useTimelineLabels(): TimelineLabels {
  const t = useTranslations("timeline");
  const payment = useTranslations("payment");
  return { t, payment, locale: useLocale() };
}

/** Returns what happened, in one line. */
export function timelineTitle({ t, payment, locale }: TimelineLabels, entry: EntryView): string {
  switch (entry.kind) {
    case "refund-requested":
      return t(entry.emergencyWhy ? "requestedUrgently" : "requested", { actor: entry.actorName });
    case "approval":
      return t(`approval.${entry.event}`, {
        actor: entry.actorName,
        amount: formatMoney(entry.amount, entry.currency, locale),
        count: entry.approversNeeded,
      });
    case "refund-sent":
      return entry.n === 1 ? t("sent") : t("sentAgain", { n: String(entry.n) });
    case "refund-answered":
      return answerTitle(t, entry.answer);
    case "refund-state-changed":
      return t(`stateChanged.${entry.state}`);
    case "refund-contradicted":
      return t("contradicted");
    case "cancellation":
      return t("cancellationOf", {
        amount: figureLabels(payment, { ...entry, stated: entry.amount }, locale).sum,
        status: cancellationStatusName(payment, entry.status, entry.rawStatus),
      });
    case "cancellation-linked":
      return t("linked", { number: entry.number });
    case "webhook-received":
      return t("webhook");
    case "payment-status":
      return t("paymentStatus", { status: paymentStatusName(payment, entry.status, entry.rawStatus) });
    case "payout":
      return entry.status === "UNRECOGNIZED"
        ? t("payout.other", { status: entry.rawStatus })
        : t(`payout.${entry.status}`);
    case "payout-handled":
      return t("payoutHandled", { actor: entry.actorName });
    case "manual-refund":
    case "manual-refund-reversed":
      return t(entry.kind === "manual-refund" ? "manual.recorded" : "manual.reversed", {
        actor: entry.actorName,
        amount: formatMoney(entry.amount, entry.currency, locale),
      });
    case "operation-requested":
      return t("operation.requested", {
        actor: entry.actorName,
        operation: t(`operationName.${entry.operation}`),
      });
    case "operation-answered":
      return t(`operation.${entry.answer.kind}`, { operation: t(`operationName.${entry.operation}`) });
    case "operation-ended":
      return t(`operation.ended.${entry.state}`, { operation: t(`operationName.${entry.operation}`) });
  }
}

/** Returns what PortOne or the PG answered, in one line. */
export function answerTitle(t: TimelineLabels["t"], answer: SendResult): string {
  switch (answer.kind) {
    case "answered":
      switch (answer.status) {
        case "SUCCEEDED":
        case "REQUESTED":
        case "FAILED":
          return t(`answered.${answer.status}`);
        default:
          return t("answered.other", { status: answer.status });
      }
    case "refused":
      return t("refused");
    case "pg-refused":
      return t("pgRefused");
    case "unanswered":
      return t("unanswered");
  }
}
