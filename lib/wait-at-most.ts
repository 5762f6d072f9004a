import { setTimeout as sleep } from "node:timers/promises";

/**
 * Returns when the work is done, or after `ms` milliseconds; the work then continues by itself. Throws what the work throws
 * until then.
 */
export async function waitAtMost(work: Promise<unknown>, ms: number): Promise<void> {
  const timer = new AbortController();
  const timeUp = sleep(ms, undefined, { signal: timer.signal }).catch(() => undefined);
  await Promise.race([work, timeUp]).finally(() => timer.abort());
}
