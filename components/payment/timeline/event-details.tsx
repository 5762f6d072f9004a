import { eventLines } from "@/components/labels/event-lines";
import { useTimelineLabels } from "@/components/labels/timeline-title";
import type { EntryView } from "@/lib/domain/views/timeline";

// A refund's own events are in refund-event-details.tsx, which loads with the first refund.
export function EventDetails({ entry }: { entry: EntryView }) {
  return <Lines lines={eventLines(useTimelineLabels(), entry)} />;
}

export function Lines({ lines }: { lines: readonly string[] }) {
  return lines
    .filter((line) => line !== "")
    .map((line) => (
      <p key={line} className="text-sm wrap-anywhere text-muted">
        {line}
      </p>
    ));
}
