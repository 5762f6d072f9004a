import { setTimeout as sleep } from "node:timers/promises";

/** Waits for `work`, at most `ms` milliseconds; then `work` continues. Throws what `work` throws until then. */
export async function waitAtMost(work: Promise<unknown>, ms: number): Promise<void> {
  const timer = new AbortController();
  const timeUp = sleep(ms, undefined, { signal: timer.signal }).catch(() => undefined);
  await Promise.race([work, timeUp]).finally(() => timer.abort());
}
