import { Check, CircleHelp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Tone, toneText } from "@/components/ui/tone";
import type { FieldMatch } from "@/lib/domain/refund/undecided";

const matchStyles: Record<FieldMatch, { tone: Tone; icon: typeof Check }> = {
  agrees: { tone: "ok", icon: Check },
  differs: { tone: "danger", icon: X },
  unknown: { tone: "neutral", icon: CircleHelp },
};

/** A name, a value, and whether the value agrees with the other side's. For use inside a `dl`. */
export function EvidenceRow(props: { label: string; mark?: FieldMatch; children: ReactNode }) {
  const { label, mark, children } = props;
  return (
    <div className="grid grid-cols-[5rem_minmax(0,1fr)_auto] items-baseline gap-x-3">
      <dt className="text-sm text-faint">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
      {mark && <MarkOf mark={mark} />}
    </div>
  );
}

function MarkOf({ mark }: { mark: FieldMatch }) {
  const t = useTranslations("evidence");
  const { tone, icon: Icon } = matchStyles[mark];
  return (
    <dd
      className={`inline-flex items-center gap-1 text-xs font-semibold whitespace-nowrap ${toneText[tone]}`}
    >
      <Icon className="size-3.5" aria-hidden="true" />
      {t(`mark.${mark}`)}
    </dd>
  );
}
