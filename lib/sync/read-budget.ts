// PortOne limits its answers: a script that opens payments must not use up the reads of refunds.
import "server-only";

const minuteMs = 60_000;
/** Reads per minute. `unknown`: ids that neither the mirror nor PortOne knows; a person types fewer than twenty. */
const mostAMinute = { known: 300, unknown: 20 } as const;

const holderKey = Symbol.for("refund-desk.read-budget");
const holder = globalThis as { [holderKey]?: Map<string, number[]> };

/** Takes one read from this minute's budget. Returns a function that gives the read back, or null without budget. `now`: milliseconds. */
export function takeReadFromBudget(
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
