// Which rows of a story belong together: those of one refund, with the cancellation it made.
import type { TimelineItem } from "@/lib/domain/views/timeline";

/** For each entry, by `seq`, the name of its thread; entries of no refund and no cancellation have none. */
export function threadsOf(items: readonly TimelineItem[]): ReadonlyMap<number, string> {
  const numberOf = new Map<string, string>();
  for (const { entry } of items) {
    if (entry.kind === "cancellation" && entry.refundNumber !== null) {
      numberOf.set(entry.cancellationId, entry.refundNumber);
    }
    if (entry.kind === "cancellation-linked") numberOf.set(entry.cancellationId, entry.number);
  }
  const threads = new Map<number, string>();
  for (const { seq, entry } of items) {
    if ("number" in entry) threads.set(seq, entry.number);
    else if (entry.kind === "cancellation") {
      threads.set(seq, numberOf.get(entry.cancellationId) ?? entry.cancellationId);
    }
  }
  return threads;
}
