// One line of the policy: the verdict and what it means here; unfolded, the documented rule and where it stands. What
// asks for attention is unfolded from the start.
import { ChevronRight, Info } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { usePolicyLabels, writtenDay } from "@/components/labels/policy-labels";
import { verdictStyle } from "@/components/labels/verdict-style";
import { toneText } from "@/components/ui/tone";
import type { PolicyLine } from "@/lib/domain/policy/line";
import type { arrivalKind } from "@/lib/domain/refund/refund-route";

type PolicyRowProps = {
  line: PolicyLine;
  checkedOn: string;
  currency: string;
  as: ReturnType<typeof arrivalKind>;
  /** False where the days of arrival lie in a year without known holidays. */
  exact: boolean;
};

export function PolicyRow(props: PolicyRowProps) {
  const { line } = props;
  if (line.rule === null && line.merchant === null)
    return (
      <li className="py-2">
        <Says {...props} />
      </li>
    );
  return (
    <li>
      <details className="group/row" open={line.verdict === "warning" || line.verdict === "blocked"}>
        <summary className="flex min-h-9 cursor-pointer items-start justify-between gap-2 rounded-sm py-2 hover:bg-hover">
          <Says {...props} />
          <ChevronRight
            className="mt-0.5 size-4 shrink-0 text-faint group-open/row:rotate-90"
            aria-hidden="true"
          />
        </summary>
        <div className="pb-2.5 pl-6.5">
          <Documented {...props} />
        </div>
      </details>
    </li>
  );
}

function Says({ line, currency, as }: PolicyRowProps) {
  const t = useTranslations("policy");
  const { textOf } = usePolicyLabels(currency, as);
  const isAdvice = line.verdict === "allowed" && ["fee", "arrival", "note", "async"].includes(line.topic);
  const look = verdictStyle[line.verdict];
  const Icon = isAdvice ? Info : look.icon;
  return (
    <span className="flex min-w-0 gap-2.5">
      <Icon
        className={`mt-0.75 size-4 shrink-0 ${isAdvice ? "text-faint" : toneText[look.tone]}`}
        aria-hidden="true"
      />
      <span className="font-medium">
        {!isAdvice && <span className="sr-only">{t(`verdict.${line.verdict}`)}: </span>}
        {textOf(line)}
      </span>
    </span>
  );
}

function Documented({ line, checkedOn, exact, as }: PolicyRowProps) {
  const t = useTranslations("policy");
  const locale = useLocale();
  const { dayOf } = usePolicyLabels("", as);
  const { rule, merchant, pages } = line;
  return (
    <>
      {rule !== null && <p className="text-sm text-muted">{t(`rule.${rule}`)}</p>}
      {!exact && <p className="text-sm text-muted">{t("withoutHolidays")}</p>}
      {merchant !== null && (
        <p className="text-sm text-muted">
          {t("ownRule", { name: merchant.by, date: dayOf(merchant.at) })}
          {merchant.note !== "" && <> · {t("ownNote", { note: merchant.note })}</>}
        </p>
      )}
      {pages.length > 0 && (
        <p className="text-xs text-faint">
          {pages.map(({ key, url, scope }) => (
            <span key={url}>
              <a
                href={url}
                target="_blank"
                rel="noreferrer noopener"
                className="underline decoration-line-strong underline-offset-2 hover:text-ink"
              >
                {t("source", { scope: t(`scope.${scope}`), page: t(`page.${key}`) })}
              </a>
              {" · "}
            </span>
          ))}
          <span className="whitespace-nowrap">
            {t("checkedOn", { date: writtenDay(checkedOn, "plain", locale) })}
          </span>
          {pages.every(({ scope }) => scope === "V1") && ` · ${t("v1Hint")}`}
        </p>
      )}
    </>
  );
}
