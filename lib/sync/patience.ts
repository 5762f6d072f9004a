import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/log";

const patienceMs = 5_000;

/** Waits for work that a person asked for, five seconds at most; it goes on after that. A failure is logged. */
export async function withPatience(work: Promise<unknown>, failure: string): Promise<void> {
  const patience = new AbortController();
  await Promise.race([
    work.catch((error: unknown) => log.error({ err: error }, failure)),
    sleep(patienceMs, undefined, { signal: patience.signal }).catch(() => undefined),
  ]);
  patience.abort();
}
