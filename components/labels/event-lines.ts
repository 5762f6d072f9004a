// What stands under the line of an event: amounts, reasons, answers, references.
import type { OperationAnswer } from "@/lib/domain/refund/operation";
import type { EntryView } from "@/lib/domain/views/timeline";
import { figureLabels } from "./figure-labels";
import { triggerName } from "./payment-labels";
import { providerName } from "./provider-names";
import type { TimelineLabels } from "./timeline-title";

/** Returns the lines of an event that is not a refund's own; those are in refund-event-lines.ts. */
export function eventLines({ t, payment, locale }: TimelineLabels, entry: EntryView): string[] {
  switch (entry.kind) {
    case "cancellation":
      return [
        ...figureLabels(payment, { ...entry, stated: entry.amount }, locale).notes,
        joined([
          entry.refundNumber && t("refundNumber", { number: entry.refundNumber }),
          entry.trigger && triggerName(payment, entry.trigger),
          entry.cancellationId,
        ]),
      ];
    case "webhook-received":
      return [`${entry.type} · ${t(entry.environment === "live" ? "webhookLive" : "webhookTest")}`];
    case "approval":
      return [
        entry.rejection ? t(`rejection.${entry.rejection}`) : "",
        entry.voidReason ? t(`voidReason.${entry.voidReason}`) : "",
        entry.note ?? "",
      ];
    case "operation-requested":
      return [entry.cancellationId ?? ""];
    case "operation-answered":
      return [operationAnswerLine(entry.answer)];
    case "manual-refund":
      return [entry.note, `${entry.paidOn} · ${providerName(entry.bank, locale)}`];
    case "manual-refund-reversed":
    case "payout-handled":
      return [entry.note];
    case "refund-requested":
    case "refund-answered":
    case "refund-state-changed":
    case "refund-contradicted":
    case "cancellation-linked":
    case "refund-sent":
    case "payout":
    case "payment-status":
    case "operation-ended":
      return [];
  }
}

function operationAnswerLine(answer: OperationAnswer): string {
  if (answer.kind === "done") return "";
  return joined(
    answer.kind === "pg-refused"
      ? [answer.pgMessage, answer.pgCode]
      : [answer.kind === "refused" ? answer.message : answer.cause, answer.httpStatus, answer.type],
  );
}

/** Returns what is known, in one line. */
export function joined(parts: readonly (string | number | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(" · ");
}
