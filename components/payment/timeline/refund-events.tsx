// The events of one refund: folded to its state, amount and person, with what the refund waits for; unfolded, each event.
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFigureLabels } from "@/components/labels/figure-labels";
import { refundTone } from "@/components/labels/refund-labels";
import { stateIcon } from "@/components/labels/timeline-style";
import { Time } from "@/components/ui/time";
import { toneSoft } from "@/components/ui/tone";
import type { RefundView } from "@/lib/domain/views/refund";
import { RefundEventDetails } from "./refund-event-details";
import { GapTitles, TimelineGaps } from "./timeline-gaps";
import type { TimelineGroup } from "./timeline-groups";
import { Thread, TimelineRow } from "./timeline-row";

type RefundEventsProps = { refund: RefundView; group: TimelineGroup; isLast: boolean };

export function RefundEvents({ refund, group: { items, gaps }, isLast }: RefundEventsProps) {
  const t = useTranslations("refund");
  const { sum } = useFigureLabels()({ ...refund, stated: refund.requested.amount });
  const Icon = stateIcon[refund.state];
  const [latest] = items;
  return (
    <li className="relative">
      {!isLast && <Thread />}
      <details className="group/refund">
        <summary className="flex cursor-pointer gap-3 rounded-md px-2 py-2 hover:bg-hover">
          <span
            className={`relative grid size-7 shrink-0 place-items-center rounded-full ${toneSoft[refundTone[refund.state]]}`}
            aria-hidden="true"
          >
            <Icon className="size-4" />
          </span>
          <span className="min-w-0 flex-1 pt-0.5">
            <span className="flex items-baseline justify-between gap-4">
              <span className="min-w-0 font-medium">
                {/* What changes is last, so that the rest of the line stays. */}
                {sum} · {t("requestedBy", { actor: refund.actorName })} · {t(`badge.${refund.state}`)}
              </span>
              {latest && <Time at={latest.at} style="clock" className="shrink-0 text-xs text-faint" />}
            </span>
            <span className="block min-h-5 text-sm wrap-anywhere text-muted">
              {refund.number} · {gaps.length > 0 ? <GapTitles gaps={gaps} /> : refund.reason}
            </span>
          </span>
          <ChevronRight
            className="mt-1.5 size-4 shrink-0 text-faint group-open/refund:rotate-90"
            aria-hidden="true"
          />
        </summary>
        <div className="mb-2 ml-8 flex flex-col gap-1 border-l border-line pl-1">
          {gaps.length > 0 && <TimelineGaps gaps={gaps} />}
          <ol>
            {items.map((item, index) => (
              <TimelineRow
                key={item.seq}
                item={item}
                details={<RefundEventDetails entry={item.entry} />}
                isLast={index === items.length - 1}
              />
            ))}
          </ol>
        </div>
      </details>
    </li>
  );
}
