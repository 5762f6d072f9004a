// Outcome of a refund: state, cause, answer of PortOne or the PG, and next step.
import { useTranslations } from "next-intl";
import { AnswerExplanation } from "@/components/labels/answer-explanation";
import { useFigureLabels } from "@/components/labels/figure-labels";
import { NextStep } from "@/components/labels/next-step";
import { failureResolvableBy } from "@/components/labels/refund-labels";
import { Callout, type CalloutKind } from "@/components/ui/callout";
import type { RefundState } from "@/lib/domain/refund/refund";
import { refundRoute } from "@/lib/domain/refund/refund-route";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { RefundView } from "@/lib/domain/views/refund";

const calloutKind: Record<RefundState, CalloutKind> = {
  submitting: "progress",
  pending: "progress",
  succeeded: "success",
  failed: "danger",
  undecided: "warn",
};

type RefundOutcomeProps = { refund: RefundView; method: PaymentDetail["payment"]["method"] };

export function RefundOutcome({ refund, method }: RefundOutcomeProps) {
  const t = useTranslations("refund");
  if (refund.contradictedBy !== null) {
    return (
      <Callout kind="warn" title={t("contradicted")}>
        {refund.failure?.answer && <AnswerExplanation answer={refund.failure.answer} />}
      </Callout>
    );
  }
  return (
    <Callout kind={calloutKind[refund.state]} title={t(`outcome.${refund.state}.title`)}>
      <OutcomeBody refund={refund} method={method} />
    </Callout>
  );
}

function OutcomeBody({ refund, method }: RefundOutcomeProps) {
  const t = useTranslations("refund");
  const { state, failure, figures, currency } = refund;
  const way = refundRoute(method, refund.account !== null);
  const { sum, isMoney, notes } = useFigureLabels()({ figures, stated: refund.requested.amount, currency });
  switch (state) {
    case "succeeded":
      return (
        <>
          <p>
            {isMoney ? t("outcome.succeeded.money", { amount: sum }) : t("outcome.succeeded.sum", { sum })}
          </p>
          {notes.length > 0 && <p>{notes.join(" · ")}</p>}
          <p>{t(`outcome.way.${way}`)}</p>
        </>
      );
    case "submitting":
    case "pending":
      return (
        <>
          <p>{t(`outcome.${state}.body`)}</p>
          {way === "coin" && <p>{t("outcome.way.coin")}</p>}
          {refund.lastAnswer && <AnswerExplanation answer={refund.lastAnswer} withStep />}
        </>
      );
    case "failed":
    case "undecided":
      if (failure === null) return refund.lastAnswer && <AnswerExplanation answer={refund.lastAnswer} />;
      return (
        <>
          <p>{t(`failure.${failure.code}.what`)}</p>
          {failure.answer && <AnswerExplanation answer={failure.answer} withStep />}
          {!failure.answer?.nextStepApplies && (
            <NextStep next={t(`failure.${failure.code}.next`)} who={failureResolvableBy[failure.code]} />
          )}
        </>
      );
  }
}
