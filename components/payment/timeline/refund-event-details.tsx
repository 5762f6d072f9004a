import { AnswerExplanation } from "@/components/labels/answer-explanation";
import { refundEventLines } from "@/components/labels/refund-event-lines";
import { useTimelineLabels } from "@/components/labels/timeline-title";
import type { EntryView } from "@/lib/domain/views/timeline";
import { Lines } from "./event-details";

export function RefundEventDetails({ entry }: { entry: EntryView }) {
  const labels = useTimelineLabels();
  if (entry.kind === "refund-answered") return <AnswerExplanation answer={entry.answer} withStep />;
  return <Lines lines={refundEventLines(labels, entry)} />;
}
