// How often a person may have PortOne read by looking at pages. PortOne limits what it answers, and whoever opens payments
// without end, a script mostly, must not use that up for those who refund.
import "server-only";

const minuteMs = 60_000;
/** Reads a minute. Of ids that the mirror does not hold fewer: somebody who types does not try twenty. */
const mostAMinute = { known: 120, unknown: 20 } as const;

const reads = new Map<string, number[]>();

/** Takes one read of a person's budget. Returns false where the minute has none left. `now` is in milliseconds. */
export function mayRead(personId: string, of: keyof typeof mostAMinute, now: number = Date.now()): boolean {
  const key = `${of} ${personId}`;
  const lately = (reads.get(key) ?? []).filter((at) => at > now - minuteMs);
  const isLeft = lately.length < mostAMinute[of];
  reads.set(key, isLeft ? [...lately, now] : lately);
  return isLeft;
}
