// What became of a refund, in words: the state, why, what PortOne or the PG said, and what to do next.
import { useLocale, useTranslations } from "next-intl";
import { Callout, type CalloutKind } from "@/components/ui/callout";
import { formatMoney } from "@/lib/domain/money";
import type { RefundState } from "@/lib/domain/refund";
import type { RefundView } from "@/lib/domain/views";
import { AnswerWords } from "./answer-words";
import { NextStep } from "./next-step";
import { failureFixer } from "./words";

const calloutKind: Record<RefundState, CalloutKind> = {
  submitting: "progress",
  pending: "progress",
  succeeded: "success",
  failed: "danger",
  undecided: "warn",
};

export function RefundOutcome({ refund }: { refund: RefundView }) {
  const t = useTranslations("refund");
  if (refund.contradictedBy !== null) {
    return (
      <Callout kind="warn" title={t("contradicted")}>
        {refund.failure?.answer && <AnswerWords answer={refund.failure.answer} />}
      </Callout>
    );
  }
  return (
    <Callout kind={calloutKind[refund.state]} title={t(`outcome.${refund.state}.title`)}>
      <OutcomeBody refund={refund} />
    </Callout>
  );
}

function OutcomeBody({ refund }: { refund: RefundView }) {
  const t = useTranslations("refund");
  const locale = useLocale();
  const { state, failure } = refund;
  switch (state) {
    case "succeeded":
      if (refund.account !== null) return t("outcome.succeeded.toAccount");
      return refund.amount === null
        ? t("outcome.succeededAll.body")
        : t("outcome.succeeded.body", { amount: formatMoney(refund.amount, refund.currency, locale) });
    case "submitting":
    case "pending":
      return (
        <>
          <p>{t(`outcome.${state}.body`)}</p>
          {refund.lastAnswer && <AnswerWords answer={refund.lastAnswer} withStep />}
        </>
      );
    case "failed":
    case "undecided":
      if (failure === null) return refund.lastAnswer && <AnswerWords answer={refund.lastAnswer} />;
      return (
        <>
          <p>{t(`failure.${failure.code}.what`)}</p>
          {failure.answer && <AnswerWords answer={failure.answer} withStep />}
          {!failure.answer?.stepStands && (
            <NextStep next={t(`failure.${failure.code}.next`)} who={failureFixer[failure.code]} />
          )}
        </>
      );
  }
}
