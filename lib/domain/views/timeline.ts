// What the timeline of a payment shows.
import type { CancelFigures } from "../amounts";
import type { TimelineEntry } from "../timeline/timeline";
import type { AnswerView } from "./refund";

type Entry<Kind extends TimelineEntry["kind"]> = Extract<TimelineEntry, { kind: Kind }>;

/** A stored entry, where answers come with their reading, and PortOne's amounts with what is known of them today. */
export type EntryView =
  | Exclude<TimelineEntry, { kind: "refund-answered" | "refund-requested" | "cancellation" }>
  | (Omit<Entry<"refund-answered">, "answer"> & { answer: AnswerView })
  | (Entry<"refund-requested" | "cancellation"> & { figures: CancelFigures });

export type TimelineItem = { seq: number; at: string; entry: EntryView };
