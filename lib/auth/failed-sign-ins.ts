import "server-only";
import { appContext } from "@/lib/context";
import { type FailedSignIn, recordFailedSignIns } from "@/lib/db/people/write-people";
import { log } from "@/lib/log";
import { noOrigin, withOrigin } from "@/lib/request-origin";

const minuteMs = 60_000;
const mostAMinute = 60;

type Minute = { from: number; recorded: number; more: number; timer: NodeJS.Timeout | null };
const key = Symbol.for("refund-desk.failed-sign-ins");
const holder = globalThis as { [key]?: Minute };

const linesKey = Symbol.for("refund-desk.refused-sign-in-lines");
type Lines = { from: number; written: number; more: number };
const lines = globalThis as { [linesKey]?: Lines };

/** Logs a refused sign-in; `who`: the keyed hash of the account. Beyond sixty lines a minute they are only counted. */
export function logRefusedSignIn(refused: { who: string; address: string; reason: string }): void {
  const now = performance.now();
  const before = lines[linesKey];
  const minute = before !== undefined && now - before.from < minuteMs ? before : null;
  if (minute !== null && minute.written >= mostAMinute) {
    minute.more += 1;
    return;
  }
  const suppressed = minute === null ? (before?.more ?? 0) : 0;
  lines[linesKey] = minute ?? { from: now, written: 0, more: 0 };
  lines[linesKey].written += 1;
  log.info({ ...refused, ...(suppressed > 0 ? { suppressed } : {}) }, "sign-in refused");
}

/** Failures beyond sixty in a minute are recorded as one number at its end, so that a flood does not fill the table. */
export async function recordFailedSignIn(failed: FailedSignIn): Promise<void> {
  const now = performance.now();
  let minute = holder[key];
  if (minute === undefined || now - minute.from >= minuteMs) {
    minute = { from: now, recorded: 0, more: 0, timer: null };
    holder[key] = minute;
  }
  if (minute.recorded < mostAMinute) {
    minute.recorded += 1;
    await recordFailedSignIns(appContext().database.db, [failed], 0);
    return;
  }
  minute.more += 1;
  const ending = minute;
  minute.timer ??= setTimeout(() => void recordRest(ending), minute.from + minuteMs - now).unref();
}

async function recordRest({ more }: Minute): Promise<void> {
  try {
    // The timer runs in the request that began it, which is one of many.
    await withOrigin(noOrigin, () => recordFailedSignIns(appContext().database.db, [], more));
  } catch (error) {
    log.error({ err: error, more }, "failed sign-ins could not be recorded");
  }
}
