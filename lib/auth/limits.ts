// Attempts are counted in the database, which all instances share; hashes are limited within each process.
import "server-only";

export type AttemptState = { failures: number; windowEndsAt: Date; nextAt: Date };
export type AttemptRule = {
  free: number;
  most: number;
  windowMs: number;
};

const quarter = 15 * 60_000;
export const byPerson: AttemptRule = { free: 4, most: 10, windowMs: quarter };
/** From all browsers that have never signed in to the account. NIST SP 800-63B requires at most 100. */
export const byAccount: AttemptRule = { free: 100, most: 100, windowMs: quarter };
export const byAddress: AttemptRule = { free: 100, most: 100, windowMs: quarter };
export const bySetUp: AttemptRule = { free: 5, most: 5, windowMs: 2 * quarter };

/** After the free attempts each wait doubles, from one second on; after the last attempt the window must end. */
export function nextAttempt(
  before: AttemptState,
  now: Date,
  { free, most, windowMs }: AttemptRule,
): { ok: true; state: AttemptState } | { ok: false; until: Date } {
  const state = before.windowEndsAt > now ? before : null;
  if (state !== null && state.failures >= most) return { ok: false, until: state.windowEndsAt };
  if (state !== null && state.nextAt > now) return { ok: false, until: state.nextAt };
  const failures = (state?.failures ?? 0) + 1;
  const waitMs = failures < free ? 0 : 1000 * 2 ** (failures - free);
  return {
    ok: true,
    state: {
      failures,
      windowEndsAt: state?.windowEndsAt ?? new Date(now.getTime() + windowMs),
      nextAt: failures >= most ? now : new Date(now.getTime() + waitMs),
    },
  };
}

/** `known`: people who are signed in or whose browser has signed in before. */
export type Lane = "known" | "anybody";

/** Hashes that run (one at a time) or wait: unknown clients delay others by half a second at most. */
const mostAtOnce: Record<Lane, number> = { known: 8, anybody: 5 };
const budget = { perSecond: 4, burst: 8 } as const;

/** Returns a function that takes a place for one hash and returns its release, or null if no place is free. */
export function createHashPlaces(
  now: () => number = () => performance.now(),
): (lane: Lane) => (() => void) | null {
  const taken: Record<Lane, number> = { known: 0, anybody: 0 };
  let left: number = budget.burst;
  let filledAt = now();
  return (lane) => {
    if (lane === "anybody") {
      const at = now();
      left = Math.min(budget.burst, left + ((at - filledAt) / 1000) * budget.perSecond);
      filledAt = at;
    }
    if (taken[lane] >= mostAtOnce[lane] || (lane === "anybody" && left < 1)) return null;
    if (lane === "anybody") left -= 1;
    taken[lane] += 1;
    let isReleased = false;
    return () => {
      if (!isReleased) taken[lane] -= 1;
      isReleased = true;
    };
  };
}
