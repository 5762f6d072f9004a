// How often somebody may try a password, before anything costly is done about it. Counts are kept in the database, because
// all instances share them; what one process spends on hashes is limited within it.
import "server-only";

export type AttemptState = { failures: number; windowEndsAt: Date; nextAt: Date };
export type AttemptRule = {
  /** Tries that have to wait for nothing. */
  free: number;
  /** The most tries within a window. */
  most: number;
  windowMs: number;
};

const quarter = 15 * 60_000;
/** Of somebody at one account: from one address, or with a browser that has signed in to it before. */
export const byPerson: AttemptRule = { free: 4, most: 10, windowMs: quarter };
/** Of everybody at one account, from browsers that have never signed in to it. NIST SP 800-63B asks for at most 100. */
export const byAccount: AttemptRule = { free: 100, most: 100, windowMs: quarter };
/** Of one address at all accounts. */
export const byAddress: AttemptRule = { free: 100, most: 100, windowMs: quarter };
/** Of one address at the set-up code, which has 128 bits and lasts thirty minutes. */
export const bySetUp: AttemptRule = { free: 5, most: 5, windowMs: 2 * quarter };

/**
 * Returns what a try makes of the count, or until when no try is taken. After the free ones each waits twice as long as the
 * one before, from one second on; after the last one the window must end.
 */
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

/** Who asks for a hash: somebody who is signed in or whose browser has been, or anybody. */
export type Lane = "known" | "anybody";

/** Hashes that one process has under way (one) or waiting, by who asks: half a second of strangers at most stands before anyone. */
const mostAtOnce: Record<Lane, number> = { known: 8, anybody: 5 };
/** Hashes a second that strangers get, and how many of them at once after a pause. */
const budget = { perSecond: 4, burst: 8 } as const;

/** Returns a function that takes a place for one hash, or null where none is free now. Who took one gives it back. */
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
    let isGiven = false;
    return () => {
      if (!isGiven) taken[lane] -= 1;
      isGiven = true;
    };
  };
}
