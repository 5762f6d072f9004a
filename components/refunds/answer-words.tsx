// What PortOne or the PG said, in its own words, with our reading before it.
import { useTranslations } from "next-intl";
import type { Answer } from "@/lib/domain/timeline";
import { knownPortOneType } from "./words";

export function AnswerWords({ answer }: { answer: Answer }) {
  const t = useTranslations("refund");
  const timeline = useTranslations("timeline");
  switch (answer.kind) {
    case "answered":
      return null;
    case "refused": {
      const known = knownPortOneType(answer.type);
      return (
        <Quote
          source={t("answerFrom")}
          reading={known && t(`portone.${known}`)}
          text={answer.message}
          code={`${answer.httpStatus} ${answer.type}`}
        />
      );
    }
    case "pg-refused":
      return (
        <Quote
          source={t("answerFromPg")}
          text={answer.pgMessage}
          code={t("pgCode", { code: answer.pgCode })}
        />
      );
    case "unanswered":
      return (
        <Quote
          source={t("answerFrom")}
          reading={timeline(`cause.${answer.cause}`)}
          code={[answer.httpStatus, answer.type].filter((part) => part !== undefined).join(" ")}
        />
      );
  }
}

type QuoteProps = { source: string; reading?: string | null; text?: string | undefined; code: string };

function Quote({ source, reading, text, code }: QuoteProps) {
  return (
    <div className="my-1 border-l-2 border-line-strong pl-3 text-sm">
      <p className="text-xs text-faint">{source}</p>
      {reading && <p className="text-ink">{reading}</p>}
      {text && <p className="text-ink">“{text}”</p>}
      {code !== "" && <p className="text-xs wrap-anywhere text-faint">{code}</p>}
    </div>
  );
}
