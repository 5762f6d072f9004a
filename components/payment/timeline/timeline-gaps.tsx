// What should have come by now and has not. Dashed, because nothing has happened: these rows are not stored.
import { CircleHelp, Hourglass, type LucideIcon, Webhook } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useElapsed } from "@/components/labels/elapsed";
import { Time } from "@/components/ui/time";
import { type Tone, toneText } from "@/components/ui/tone";
import type { TimelineGap } from "@/lib/domain/timeline/timeline-gaps";

const gapStyles: Record<TimelineGap["kind"], { tone: Tone; icon: LucideIcon }> = {
  undecided: { tone: "warn", icon: CircleHelp },
  confirming: { tone: "progress", icon: Hourglass },
  "pg-waiting": { tone: "progress", icon: Hourglass },
  "webhook-missing": { tone: "warn", icon: Webhook },
};

export function TimelineGaps({ gaps }: { gaps: readonly TimelineGap[] }) {
  return (
    <ul className="flex flex-col gap-1.5 px-2">
      {gaps.map((gap) => (
        <Gap key={keyOf(gap)} gap={gap} />
      ))}
    </ul>
  );
}

/** The titles alone, for one line. */
export function GapTitles({ gaps }: { gaps: readonly TimelineGap[] }) {
  return gaps.map((gap, index) => (
    <span key={keyOf(gap)} className={`font-medium ${toneText[gapStyles[gap.kind].tone]}`}>
      {index > 0 && " · "}
      <GapTitle gap={gap} />
    </span>
  ));
}

function GapTitle({ gap }: { gap: TimelineGap }) {
  const t = useTranslations("timeline");
  return titleOf(t, gap, useElapsed(gap.minutes));
}

function keyOf({ kind, refundNumber, since }: TimelineGap & { refundNumber: string | null }): string {
  return `${kind} ${refundNumber ?? since}`;
}

function Gap({ gap }: { gap: TimelineGap }) {
  const t = useTranslations("timeline");
  const { tone, icon: Icon } = gapStyles[gap.kind];
  const elapsed = useElapsed(gap.minutes);
  return (
    <li className="flex gap-3 rounded-md border border-dashed border-line-strong px-2.5 py-2">
      <Icon className={`mt-0.5 size-4 shrink-0 ${toneText[tone]}`} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className={`font-medium ${toneText[tone]}`}>
          <GapTitle gap={gap} />
        </p>
        <p className="text-sm wrap-anywhere text-muted">
          <Detail gap={gap} elapsed={elapsed} />
          {gap.refundNumber !== null && <> · {t("refundNumber", { number: gap.refundNumber })}</>}
        </p>
      </div>
    </li>
  );
}

type Labels = ReturnType<typeof useTranslations<"timeline">>;

function titleOf(t: Labels, gap: TimelineGap, elapsed: string): string {
  switch (gap.kind) {
    case "undecided":
      return t("gap.undecided", { elapsed });
    case "confirming":
      return t(gap.webhookMissing ? "gap.confirmingUnannounced" : "gap.confirming", { elapsed });
    case "pg-waiting":
      return t("gap.pgWaiting", { days: String(gap.days) });
    case "webhook-missing":
      return t(`gap.webhookAfter.${gap.after}`, { elapsed });
  }
}

function Detail({ gap, elapsed }: { gap: TimelineGap; elapsed: string }): ReactNode {
  const t = useTranslations("timeline");
  switch (gap.kind) {
    case "undecided":
      return t("gap.undecidedMeans");
    case "confirming":
      return (
        <>
          {t("gap.attempts", { attempts: String(gap.attempts) })}
          {" · "}
          {gap.inFlight && t("gap.inFlight")}
          {!gap.inFlight && gap.nextCheck === null && t("gap.checksNow")}
          {gap.nextCheck !== null && (
            <>
              {t("gap.checksAt")} <Time at={gap.nextCheck} style="clock" />
            </>
          )}
        </>
      );
    case "pg-waiting":
      return t("gap.pgWaitingMeans", { elapsed });
    case "webhook-missing":
      return t("gap.webhookMeans");
  }
}
