// What stands under the line of a refund's own event: amounts, reasons, how its state was found.
import { formatMoney } from "@/lib/domain/money";
import type { ChangeSource } from "@/lib/domain/refund/transition";
import type { EntryView } from "@/lib/domain/views/timeline";
import { eventLines, joined } from "./event-lines";
import { figureLabels } from "./figure-labels";
import { providerName } from "./provider-names";
import type { TimelineLabels } from "./timeline-title";

/** Returns the lines of any event. The answer of a refund has its explanation instead. */
export function refundEventLines(labels: TimelineLabels, entry: EntryView): string[] {
  const { t } = labels;
  switch (entry.kind) {
    case "refund-requested":
      return requestLines(labels, entry);
    case "refund-state-changed":
      return [
        sourceText(t, entry.by, entry.actorName),
        entry.note ?? "",
        entry.cancellationId ? t("named", { id: entry.cancellationId }) : "",
      ];
    case "refund-contradicted":
    case "cancellation-linked":
      return [entry.cancellationId];
    default:
      return eventLines(labels, entry);
  }
}

/** What was asked for: how much and of what, where to, for whom, and what only this desk knows of it. */
function requestLines(
  { t, payment, locale }: TimelineLabels,
  entry: Extract<EntryView, { kind: "refund-requested" }>,
): string[] {
  const money = (amount: number) => formatMoney(amount, entry.currency, locale);
  const { taxFreeAmount = 0, vatAmount, account, retainOption, balanceLock } = entry;
  const { sum, notes } = figureLabels(payment, { ...entry, stated: entry.amount }, locale);
  return [
    joined([entry.reason, entry.requester && t(`request.${entry.requester}`)]),
    joined([
      t("refundNumber", { number: entry.number }),
      sum,
      taxFreeAmount > 0 && t("request.taxFree", { amount: money(taxFreeAmount) }),
      vatAmount !== undefined && t("request.vat", { amount: money(vatAmount) }),
      retainOption && t(`request.${retainOption}`),
    ]),
    joined(notes),
    account
      ? t("request.account", {
          bank: providerName(account.bank, locale),
          digits: account.lastDigits,
          holder: account.holder,
        })
      : "",
    balanceLock
      ? balanceLock.kind === "typed"
        ? t("request.typed", { balance: money(balanceLock.balance) })
        : t("request.without")
      : "",
    entry.emergencyWhy ? t("emergencyWhy", { why: entry.emergencyWhy }) : "",
    entry.overrideWhy ? t("overrideWhy", { why: entry.overrideWhy }) : "",
    entry.internalNote ? t("request.internalNote", { note: entry.internalNote }) : "",
  ];
}

function sourceText(t: TimelineLabels["t"], by: ChangeSource, actor?: string): string {
  return by === "person" && actor ? t("by.personNamed", { actor }) : t(`by.${by}`);
}
