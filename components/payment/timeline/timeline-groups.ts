// The timeline as one group per refund, with the cancellation, webhooks and changes of status that the refund caused, and
// single events in between.
import type { TimelineGap } from "@/lib/domain/timeline/timeline-gaps";
import type { TimelineItem } from "@/lib/domain/views/timeline";

/** Items are newest first. */
export type TimelineGroup = {
  /** The refund's number, or null for a single event. */
  number: string | null;
  items: TimelineItem[];
  /** What the refund still waits for. */
  gaps: TimelineGap[];
};

export type GroupedTimeline = {
  groups: TimelineGroup[];
  /** Gaps of no refund in `groups`. */
  otherGaps: TimelineGap[];
};

/** Returns the groups by their latest item, newest first. */
export function groupTimeline(items: readonly TimelineItem[], gaps: readonly TimelineGap[]): GroupedTimeline {
  const newestFirst = items.toSorted(compareAge);
  const refundOf = membership(newestFirst);
  const groups: TimelineGroup[] = [];
  const byNumber = new Map<string, TimelineGroup>();
  for (const item of newestFirst) {
    const number = refundOf(item);
    const known = number === null ? undefined : byNumber.get(number);
    if (known !== undefined) {
      known.items.push(item);
      continue;
    }
    const group = {
      number,
      items: [item],
      gaps: gaps.filter((gap) => number !== null && gap.refundNumber === number),
    };
    groups.push(group);
    if (number !== null) byNumber.set(number, group);
  }
  return {
    groups,
    otherGaps: gaps.filter(({ refundNumber }) => refundNumber === null || !byNumber.has(refundNumber)),
  };
}

function compareAge(a: TimelineItem, b: TimelineItem): number {
  return b.at.localeCompare(a.at) || b.seq - a.seq;
}

/** Returns a function that names the refund of an item, or null. */
function membership(newestFirst: readonly TimelineItem[]): (item: TimelineItem) => string | null {
  const refundOfCancellation = new Map<string, string>();
  for (const { entry } of newestFirst) {
    if (entry.kind === "cancellation" && entry.refundNumber !== null)
      refundOfCancellation.set(entry.cancellationId, entry.refundNumber);
    if (entry.kind === "cancellation-linked") refundOfCancellation.set(entry.cancellationId, entry.number);
  }
  const own = ({ entry }: TimelineItem): string | null => {
    if ("number" in entry) return entry.number;
    if ((entry.kind === "cancellation" || entry.kind === "webhook-received") && entry.cancellationId)
      return refundOfCancellation.get(entry.cancellationId) ?? null;
    return null;
  };
  return (item) => {
    if (item.entry.kind !== "payment-status") return own(item);
    // The payment's status changes between the request of a refund and its end: one refund is open at a time.
    const position = newestFirst.indexOf(item);
    const before = newestFirst
      .slice(position + 1)
      .map(own)
      .find(isKnown);
    const after = newestFirst.slice(0, position).map(own).findLast(isKnown);
    return before === after ? (before ?? null) : null;
  };
}

function isKnown(number: string | null): boolean {
  return number !== null;
}
