// What stands under the line of a refund's own event: amounts, reasons, answers, how its state was found.
import { useLocale, useTranslations } from "next-intl";
import { AnswerExplanation } from "@/components/labels/answer-explanation";
import { useFigureLabels } from "@/components/labels/figure-labels";
import { providerName } from "@/components/labels/provider-names";
import { formatMoney } from "@/lib/domain/money";
import type { ChangeSource } from "@/lib/domain/refund/transition";
import type { EntryView } from "@/lib/domain/views/timeline";
import { EventDetails, Line } from "./event-details";

export function RefundEventDetails({ entry }: { entry: EntryView }) {
  const t = useTranslations("timeline");
  switch (entry.kind) {
    case "refund-requested":
      return <Requested entry={entry} />;
    case "refund-answered":
      return <AnswerExplanation answer={entry.answer} withStep />;
    case "refund-state-changed":
      return (
        <>
          <Line>{sourceText(t, entry.by, entry.actorName)}</Line>
          {entry.note && <Line>{entry.note}</Line>}
          {entry.cancellationId && <Line>{t("named", { id: entry.cancellationId })}</Line>}
        </>
      );
    case "refund-contradicted":
    case "cancellation-linked":
      return <Line>{entry.cancellationId}</Line>;
    default:
      return <EventDetails entry={entry} />;
  }
}

/** What was asked for: how much and of what, where to, for whom, and what only this desk knows of it. */
function Requested({ entry }: { entry: Extract<EntryView, { kind: "refund-requested" }> }) {
  const t = useTranslations("timeline");
  const locale = useLocale();
  const money = (amount: number) => formatMoney(amount, entry.currency, locale);
  const { taxFreeAmount = 0, vatAmount, account, retainOption, balanceLock } = entry;
  const { sum, notes } = useFigureLabels()({ ...entry, stated: entry.amount });
  const lines = [
    [entry.reason, entry.requester && t(`request.${entry.requester}`)],
    [
      t("refundNumber", { number: entry.number }),
      sum,
      taxFreeAmount > 0 && t("request.taxFree", { amount: money(taxFreeAmount) }),
      vatAmount !== undefined && t("request.vat", { amount: money(vatAmount) }),
      retainOption && t(`request.${retainOption}`),
    ],
    notes,
    account && [
      t("request.account", {
        bank: providerName(account.bank, locale),
        digits: account.lastDigits,
        holder: account.holder,
      }),
    ],
    balanceLock && [
      balanceLock.kind === "typed"
        ? t("request.typed", { balance: money(balanceLock.balance) })
        : t("request.without"),
    ],
    entry.emergencyWhy && [t("emergencyWhy", { why: entry.emergencyWhy })],
    entry.overrideWhy && [t("overrideWhy", { why: entry.overrideWhy })],
    entry.internalNote && [t("request.internalNote", { note: entry.internalNote })],
  ];
  return lines
    .filter((line) => line !== undefined && line !== "")
    .filter(({ length }) => length > 0)
    .map((line) => {
      const labels = line.filter(Boolean).join(" · ");
      return <Line key={labels}>{labels}</Line>;
    });
}

function sourceText(
  t: ReturnType<typeof useTranslations<"timeline">>,
  by: ChangeSource,
  actor?: string,
): string {
  return by === "person" && actor ? t("by.personNamed", { actor }) : t(`by.${by}`);
}
