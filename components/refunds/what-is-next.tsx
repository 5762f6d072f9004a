// Next step of a refund, and who can take the step.
import { useTranslations } from "next-intl";
import { AnswerExplanation } from "@/components/labels/answer-explanation";
import { NextStep } from "@/components/labels/next-step";
import { failureResolvableBy } from "@/components/labels/refund-labels";
import { Time } from "@/components/ui/time";
import type { RefundOfRow } from "@/lib/domain/views/refund-list";

export function WhatIsNext({ refund }: { refund: RefundOfRow }) {
  const t = useTranslations("refunds");
  switch (refund.state) {
    case "submitting":
    case "pending":
      return (
        <p className="text-muted">
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

function Failure({ refund: { failure, contradictedBy, handled } }: { refund: RefundOfRow }) {
  const t = useTranslations("refunds");
  const refund = useTranslations("refund");
  if (failure === null) return null;
  const { code, answer } = failure;
  const step = answer !== null && answer.reading !== null && answer.nextStepApplies;
  return (
    <>
      {contradictedBy !== null && <p className="font-semibold text-warn">{refund("contradicted")}</p>}
      <p>{refund(`failure.${code}.what`)}</p>
      {answer !== null && <AnswerExplanation answer={answer} withStep={handled === null} />}
      {handled === null && !step && contradictedBy === null && (
        <NextStep next={refund(`failure.${code}.next`)} who={failureResolvableBy[code]} />
      )}
      {handled !== null && (
        <p className="mt-1 text-muted">
          {t.rich("handled", { name: handled.byName, time: () => <Time at={handled.at} isExact /> })}
          {handled.note !== "" && <span className="block text-ink">“{handled.note}”</span>}
        </p>
      )}
    </>
  );
}
