// Answer of PortOne or the PG: our reading, the original message and, where still valid, the next step.
import { useTranslations } from "next-intl";
import type { AnswerView } from "@/lib/domain/views/refund";
import { useAnswerLabels } from "./answer-labels";
import { NextStep } from "./next-step";

type AnswerExplanationProps = {
  answer: AnswerView;
  /** Also shows what to do next and who can do it. */
  withStep?: boolean;
};

export function AnswerExplanation({ answer, withStep = false }: AnswerExplanationProps) {
  const t = useTranslations("refund");
  const labelsOf = useAnswerLabels();
  if (answer.kind === "answered" || answer.reading === null) return null;
  const labels = labelsOf(answer.reading);
  const fromPg = answer.kind === "pg-refused";
  const message = fromPg ? answer.pgMessage : answer.kind === "refused" ? answer.message : undefined;
  const code = fromPg
    ? answer.pgCode && t("pgCode", { code: answer.pgCode })
    : [answer.httpStatus, answer.type].filter((part) => part !== undefined).join(" ");
  return (
    <>
      <div className="my-1 border-l-2 border-line-strong pl-3 text-sm">
        <p className="text-xs text-faint">{t(fromPg ? "answerFromPg" : "answerFrom")}</p>
        <p className="text-ink">{labels.what}</p>
        {message && <p className="text-ink">“{message}”</p>}
        {code !== "" && <p className="text-xs wrap-anywhere text-faint">{code}</p>}
      </div>
      {withStep && answer.nextStepApplies && (
        <NextStep next={labels.next} who={answer.reading.resolvableBy} />
      )}
    </>
  );
}
