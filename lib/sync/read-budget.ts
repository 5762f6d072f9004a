// Limits reads per person: PortOne limits its answers, and a script that opens payments must not use up refunds' share.
import "server-only";

const minuteMs = 60_000;
/** Reads per minute; `unknown`: of ids that neither the mirror nor PortOne knows. A person types fewer than twenty. */
const mostAMinute = { known: 300, unknown: 20 } as const;

// Next bundles pages and actions separately, and a person has one budget.
const holderKey = Symbol.for("refund-desk.read-budget");
const holder = globalThis as { [holderKey]?: Map<string, number[]> };

/**
 * Takes one read of a person's budget. Returns null if the budget of the minute is used up, otherwise a function that returns
 * the read to the budget, for an id that turns out to be known. `now` is in milliseconds.
 */
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
