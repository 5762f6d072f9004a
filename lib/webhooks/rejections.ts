// What was refused at the door leaves no trace but a count. Counts gather in memory and are written at most every
// few seconds, so that a flood of forged requests costs no database work.
import "server-only";
import type { DeskDatabase } from "@/lib/db/client";
import { addDeliveryCounts } from "@/lib/db/deliveries";
import { log } from "@/lib/log";

export type Rejections = { count(reason: string): void; flush(): Promise<void> };

export function createRejections(database: DeskDatabase, writeEveryMs = 5_000): Rejections {
  let counts = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

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
    flush,
  };
}
