// What stands under the line of an entry: amounts, reasons, answers, references.
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AnswerExplanation } from "@/components/labels/answer-explanation";
import { useFigureLabels } from "@/components/labels/figure-labels";
import { triggerName } from "@/components/labels/payment-labels";
import { providerName } from "@/components/labels/provider-names";
import { formatMoney } from "@/lib/domain/money";
import type { OperationAnswer } from "@/lib/domain/refund/operation";
import type { ChangeSource } from "@/lib/domain/refund/transition";
import type { EntryView } from "@/lib/domain/views/timeline";

export function TimelineDetails({ entry }: { entry: EntryView }) {
  const t = useTranslations("timeline");
  const payment = useTranslations("payment");
  const locale = useLocale();
  const figures = useFigureLabels();
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
    case "refund-sent":
    case "payout":
    case "payment-status":
    case "operation-ended":
      return null;
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

function OperationLabels({ answer }: { answer: OperationAnswer }) {
  if (answer.kind === "done") return null;
  const said =
    answer.kind === "pg-refused"
      ? [answer.pgMessage, answer.pgCode]
      : [answer.kind === "refused" ? answer.message : answer.cause, answer.httpStatus, answer.type];
  return <Line>{said.filter(Boolean).join(" · ")}</Line>;
}

function Line({ children }: { children: ReactNode }) {
  return <p className="text-sm wrap-anywhere text-muted">{children}</p>;
}
