// One line of the policy: verdict, what it means here, the documented rule, and where it stands.
import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { OutLink } from "@/components/ui/out-link";
import { toneText } from "@/components/ui/tone";
import type { PolicyLine } from "@/lib/domain/policy/line";
import { verdictLook } from "./verdict-look";
import { usePolicyWords } from "./words";

type PolicyRowProps = {
  line: PolicyLine;
  checkedOn: string;
  currency: string;
  /** False where the days of arrival lie in a year without known holidays. */
  exact: boolean;
};

export function PolicyRow({ line, checkedOn, currency, exact }: PolicyRowProps) {
  const t = useTranslations("policy");
  const { says, day, dayOf } = usePolicyWords(currency);
  const tells = line.verdict === "allowed" && ["fee", "arrival", "note", "async"].includes(line.topic);
  const look = verdictLook[line.verdict];
  const Icon = tells ? Info : look.icon;
  return (
    <li className="flex gap-2.5 py-2.5">
      <Icon
        className={`mt-0.75 size-4 shrink-0 ${tells ? "text-faint" : toneText[look.tone]}`}
        aria-hidden="true"
      />
      <div className="min-w-0">
        <p className="font-medium">
          {!tells && <span className="sr-only">{t(`verdict.${line.verdict}`)}: </span>}
          {says(line)}
        </p>
        {line.rule !== null && <p className="text-sm text-muted">{t(`rule.${line.rule}`)}</p>}
        {!exact && <p className="text-sm text-muted">{t("withoutHolidays")}</p>}
        {line.merchant !== null && (
          <p className="text-sm text-muted">
            {t("ownRule", { name: line.merchant.by, date: dayOf(line.merchant.at) })}
            {line.merchant.note !== "" && <> · {t("ownNote", { note: line.merchant.note })}</>}
          </p>
        )}
        {line.pages.length > 0 && (
          <p className="flex flex-wrap gap-x-2 text-xs text-faint">
            {line.pages.map(({ url, scope }) => (
              <OutLink key={url} url={url}>
                {t(`scope.${scope}`)}
              </OutLink>
            ))}
            <span>{t("checkedOn", { date: day(checkedOn) })}</span>
            {line.pages.every(({ scope }) => scope === "V1") && <span>{t("v1Hint")}</span>}
          </p>
        )}
      </div>
    </li>
  );
}
