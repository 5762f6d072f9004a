// Rejections are counted in memory and written every few seconds: a flood of forgeries causes no database work.
import "server-only";
import type { DeskDatabase } from "@/lib/db/client";
import { addDeliveryCounts } from "@/lib/db/webhooks/write-deliveries";
import { log } from "@/lib/log";

export type Rejections = {
  count(reason: string): void;
  nextBatch(): Promise<void>;
  flush(): Promise<void>;
};

/** 400 responses wait for 100 ms batches: with immediate responses, a flood of forgeries would delay real webhooks. */
const batchMs = 100;

/** `writeEveryMs`: milliseconds between two writes of the counts. */
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
      log.error({ err: error }, "counts of rejected webhooks could not be written");
      for (const [reason, count] of taken) counts.set(reason, (counts.get(reason) ?? 0) + count);
    }
  }

  return {
    count(reason) {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
      timer ??= setTimeout(() => void flush(), writeEveryMs).unref();
    },
    nextBatch() {
      next ??= new Promise((resolve) => {
        setTimeout(() => {
          next = undefined;
          resolve();
        }, batchMs);
      });
      return next;
    },
    flush,
  };
}
