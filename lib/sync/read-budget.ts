// How often a person may have PortOne read by looking at pages. PortOne limits what it answers, and whoever opens payments
// without end, a script mostly, must not use that up for those who refund.
import "server-only";

const minuteMs = 60_000;
/** Reads a minute. Of ids that neither the mirror nor PortOne knows fewer: somebody who types does not try twenty. */
const mostAMinute = { known: 300, unknown: 20 } as const;

// Next bundles pages and actions apart, and a person has one budget.
const holderKey = Symbol.for("refund-desk.read-budget");
const holder = globalThis as { [holderKey]?: Map<string, number[]> };

/**
 * Takes one read of a person's budget. Returns null where the minute has none left, otherwise a function that gives the read
 * back, for an id that turned out to be known. `now` is in milliseconds.
 */
export function takeRead(
  personId: string,
  of: keyof typeof mostAMinute,
  now: number = Date.now(),
): (() => void) | null {
  holder[holderKey] ??= new Map();
  const reads = holder[holderKey];
  const key = `${of} ${personId}`;
  const lately = (reads.get(key) ?? []).filter((at) => at > now - minuteMs);
  reads.set(key, lately);
  if (lately.length >= mostAMinute[of]) return null;
  lately.push(now);
  return () => {
    const taken = reads.get(key) ?? [];
    const at = taken.indexOf(now);
    if (at >= 0) taken.splice(at, 1);
  };
}
