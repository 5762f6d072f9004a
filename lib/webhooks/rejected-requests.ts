// What was refused at the door leaves no trace but a count. Counts gather in memory and are written at most every
// few seconds, so that a flood of forged requests costs no database work.
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { DeskDatabase } from "@/lib/db/client";
import { addDeliveryCounts } from "@/lib/db/webhooks/write-deliveries";
import { log } from "@/lib/log";

export type Rejections = {
  count(reason: string): void;
  /** Resolves when those who were refused of late may be told so, all together. */
  turn(): Promise<void>;
  flush(): Promise<void>;
};

/**
 * Who is refused is told ten times a second. Told at once, who forges without end would ask again at once, and take from
 * those who come from PortOne the turns in which these are stored together.
 */
const turnMs = 100;

export function createRejections(database: DeskDatabase, writeEveryMs = 5_000): Rejections {
  let counts = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let next: Promise<void> | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const taken = counts;
    counts = new Map();
    try {
      await addDeliveryCounts(database.db, taken);
    } catch (error) {
      log.error({ err: error }, "counts of refused webhooks could not be written");
      for (const [reason, count] of taken) counts.set(reason, (counts.get(reason) ?? 0) + count);
    }
  }

  return {
    count(reason) {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
      timer ??= setTimeout(() => void flush(), writeEveryMs).unref();
    },
    turn() {
      next ??= sleep(turnMs).then(() => {
        next = undefined;
      });
      return next;
    },
    flush,
  };
}
