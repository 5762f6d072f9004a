// The way into the inbox: deliveries that arrive together are stored by one transaction, each with its payment's job,
// and none is acknowledged before its commit.
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { type DeskDatabase, refusesContent } from "@/lib/db/client";
import { type NewDelivery, storeDeliveries } from "@/lib/db/deliveries";
import type { JobQueue } from "@/lib/jobs/queue";

export type Intake = {
  /** Resolves when the delivery is durable with its job; throws when it could not be stored. */
  accept(delivery: NewDelivery): Promise<void>;
  /** Resolves at once while few webhooks come, otherwise in the next lull, a quarter of a second later at most. */
  lull(): Promise<void>;
};

type Waiting = { delivery: NewDelivery; stored: () => void; failed: (error: unknown) => void };

/** One commit takes at most so many: a larger one would hold up who came first. */
const largestBatch = 256;
/** More than can be stored before PortOne gives up waiting: whoever comes now is better told to come again. */
const longestLine = 5_000;
const burst = { from: 4, lastsMs: 100, longestMs: 250 } as const;

export function createIntake(context: { database: DeskDatabase; jobs: JobQueue }): Intake {
  let line: Waiting[] = [];
  let committing = false;
  let burstUntil = 0;

  async function work(): Promise<void> {
    committing = true;
    // What is parsed in this turn of the event loop joins the first commit.
    await new Promise(setImmediate);
    while (line.length > 0) {
      const batch = line.slice(0, largestBatch);
      line = line.slice(largestBatch);
      if (batch.length >= burst.from) burstUntil = performance.now() + burst.lastsMs;
      await settle(batch);
    }
    committing = false;
  }

  /**
   * Where the database refuses what is in a batch, each of it is tried alone: one that cannot be stored must not turn
   * away the others. Where it cannot be reached, all are told so at once, while PortOne still listens.
   */
  async function settle(batch: readonly Waiting[]): Promise<void> {
    try {
      await commit(batch.map(({ delivery }) => delivery));
      for (const { stored } of batch) stored();
    } catch (error) {
      if (batch.length > 1 && refusesContent(error)) for (const one of batch) await settle([one]);
      else for (const { failed } of batch) failed(error);
    }
  }

  async function commit(batch: readonly NewDelivery[]): Promise<void> {
    const byId = new Map<string, NewDelivery & { repeats: number }>();
    for (const delivery of batch) {
      const earlier = byId.get(delivery.id);
      byId.set(
        delivery.id,
        earlier ? { ...earlier, repeats: earlier.repeats + 1 } : { ...delivery, repeats: 0 },
      );
    }
    await context.database.db.transaction(async (tx) => {
      const waiting = await storeDeliveries(tx, [...byId.values()]);
      // Also for a repeat that still waits: its job may have been lost.
      await context.jobs.processDeliveries(tx, waiting);
    });
  }

  return {
    accept: (delivery) =>
      new Promise<void>((stored, failed) => {
        if (line.length >= longestLine) {
          failed(new Error("too many webhooks wait to be stored"));
          return;
        }
        line.push({ delivery, stored, failed });
        if (!committing) void work();
      }),
    async lull() {
      const until = performance.now() + burst.longestMs;
      for (let now = performance.now(); now < burstUntil && now < until; now = performance.now())
        await sleep(Math.min(burstUntil, until) - now);
    },
  };
}
