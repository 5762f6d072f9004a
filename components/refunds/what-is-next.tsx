// Next step of a refund, and who can take the step, in few lines: the payment's page has the whole answer of the PG.
import { useTranslations } from "next-intl";
import { useAnswerLabels } from "@/components/labels/answer-labels";
import { failureResolvableBy } from "@/components/labels/refund-labels";
import { Time } from "@/components/ui/time";
import type { RefundOfRow } from "@/lib/domain/views/refund-list";

export function WhatIsNext({ refund }: { refund: RefundOfRow }) {
  const t = useTranslations("refunds");
  switch (refund.state) {
    case "submitting":
    case "pending":
      return (
        <p className="mt-0.5 text-muted">
          {t(`next.${refund.state}`)}{" "}
          {refund.nextCheck === null
            ? t("checksNow")
            : t.rich("checksAt", { time: () => <Time at={refund.nextCheck ?? ""} style="short" isExact /> })}
        </p>
      );
    case "succeeded":
      return null;
    case "failed":
    case "undecided":
      return <Failure refund={refund} />;
  }
}

function Failure({ refund: { state, failure, contradictedBy, handled } }: { refund: RefundOfRow }) {
  const t = useTranslations("refunds");
  const refund = useTranslations("refund");
  const labelsOf = useAnswerLabels();
  if (failure === null) return null;
  const { code, answer } = failure;
  const reading = answer?.reading ?? null;
  const labels = reading === null ? null : labelsOf(reading);
  const isOfAnswer = answer?.nextStepApplies === true && reading !== null && labels !== null;
  const step = isOfAnswer
    ? { next: labels.next, who: reading.resolvableBy }
    : { next: refund(`failure.${code}.next`), who: failureResolvableBy[code] };
  return (
    <>
      {contradictedBy !== null && <p className="mt-0.5 font-semibold text-warn">{refund("contradicted")}</p>}
      <p className="mt-0.5">
        {refund(`failure.${code}.what`)} {state === "failed" && labels?.what}
      </p>
      {handled === null && (isOfAnswer || contradictedBy === null) && (
        <p className="text-muted">
          <span className="sr-only">{refund("next")}: </span>
          {step.next}{" "}
          {step.who !== "nobody" && (
            <span>
              {refund("resolvableBy")}: <span className="font-semibold">{refund(`who.${step.who}`)}</span>
            </span>
          )}
        </p>
      )}
      {handled !== null && (
        <p className="text-muted">
          {t.rich("handled", { name: handled.byName, time: () => <Time at={handled.at} isExact /> })}
          {handled.note !== "" && <span className="block text-ink">“{handled.note}”</span>}
        </p>
      )}
    </>
  );
}
