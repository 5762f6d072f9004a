import type { ReactNode } from "react";
import { timelineStyle } from "@/components/labels/timeline-style";
import { timelineTitle, useTimelineLabels } from "@/components/labels/timeline-title";
import { Time } from "@/components/ui/time";
import { toneSoft } from "@/components/ui/tone";
import type { TimelineItem } from "@/lib/domain/views/timeline";

type TimelineRowProps = {
  item: TimelineItem;
  /** What stands under the title. */
  details: ReactNode;
  isLast: boolean;
};

/** One thing that happened: a round icon in the tone of the status, what, who, exactly when. */
export function TimelineRow({ item, details, isLast }: TimelineRowProps) {
  const title = timelineTitle(useTimelineLabels(), item.entry);
  const { tone, icon: Icon } = timelineStyle(item.entry);
  return (
    <li className="relative flex gap-3 px-2 py-2">
      {!isLast && <Thread />}
      <span
        className={`relative grid size-7 shrink-0 place-items-center rounded-full ${toneSoft[tone]}`}
        aria-hidden="true"
      >
        <Icon className="size-4" />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <div className="flex items-baseline justify-between gap-4">
          <p className="min-w-0 font-medium">{title}</p>
          <Time at={item.at} style="clock" className="shrink-0 text-xs text-faint" />
        </div>
        {details}
      </div>
    </li>
  );
}

/** The line from an icon to the next one. */
export function Thread() {
  return <span aria-hidden="true" className="absolute top-9 -bottom-2 left-[1.3125rem] w-px bg-line" />;
}
