import type { CancelFigures } from "../amounts";
import type { TimelineEntry } from "../timeline/timeline";
import type { AnswerView } from "./refund";

type Entry<Kind extends TimelineEntry["kind"]> = Extract<TimelineEntry, { kind: Kind }>;

export type EntryView =
  | Exclude<TimelineEntry, { kind: "refund-answered" | "refund-requested" | "cancellation" }>
  | (Omit<Entry<"refund-answered">, "answer"> & { answer: AnswerView })
  | (Entry<"refund-requested" | "cancellation"> & { figures: CancelFigures });

export type TimelineItem = { seq: number; at: string; entry: EntryView };
