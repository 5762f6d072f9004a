// The audit of sign-ins that failed. A flood of them fills no table: sixty a minute are recorded one by one, and of the rest
// how many there were.
import "server-only";
import { appContext } from "@/lib/context";
import { type FailedSignIn, recordFailedSignIns } from "@/lib/db/people/write-people";
import { log } from "@/lib/log";

const minuteMs = 60_000;
const mostAMinute = 60;

type Minute = { from: number; recorded: number; more: number; timer: NodeJS.Timeout | null };
const key = Symbol.for("refund-desk.failed-sign-ins");
const holder = globalThis as { [key]?: Minute };

/** Records a sign-in that failed, at once or, past sixty in a minute, as one more at the end of the minute. */
export async function noteFailedSignIn(failed: FailedSignIn): Promise<void> {
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
  minute.timer ??= setTimeout(() => void noteRest(ending), minute.from + minuteMs - now).unref();
}

async function noteRest({ more }: Minute): Promise<void> {
  try {
    await recordFailedSignIns(appContext().database.db, [], more);
  } catch (error) {
    log.error({ err: error, more }, "sign-ins that failed could not be recorded");
  }
}
