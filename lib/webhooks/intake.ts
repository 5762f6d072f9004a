// Stores webhooks in batches: deliveries that arrive while one batch is stored form the next. Each batch is one transaction
// with the jobs of its payments.
import "server-only";
import { setImmediate } from "node:timers/promises";
import { type DeskDatabase, refusesContent } from "@/lib/db/client";
import { type NewDelivery, storeDeliveries } from "@/lib/db/webhooks/write-deliveries";
import type { JobQueue } from "@/lib/jobs/queue";
import { waitAtMost } from "@/lib/wait-at-most";

export type Intake = {
  /** Resolves when the delivery and its job are committed. Throws when they could not be stored. */
  accept(delivery: NewDelivery): Promise<void>;
  /** Resolves when no batch is under way, after half a second at most: the worker yields to webhooks that arrive. */
  idle(): Promise<void>;
};

type Pending = { delivery: NewDelivery; stored: () => void; failed: (error: unknown) => void };

/** A larger batch would hold up its first delivery. */
const batchLimit = 256;
/** PortOne stops waiting before more than this many are stored: a delivery beyond is rejected, and PortOne sends it again. */
const queueLimit = 5_000;
const yieldAtMostMs = 500;

export function createIntake(context: { database: DeskDatabase; jobs: JobQueue }): Intake {
  let queue: Pending[] = [];
  let running: Promise<void> | null = null;

  async function storeAll(): Promise<void> {
    while (queue.length > 0) {
      // Requests that this turn of the event loop has read join the batch.
      await setImmediate();
      const batch = queue.slice(0, batchLimit);
      queue = queue.slice(batchLimit);
      await storeBatch(batch);
    }
    running = null;
  }

  /**
   * Where the database refuses the content of a batch, each delivery is stored alone: one that cannot be stored must not
   * reject the others. Where the database cannot be reached, all fail at once, while PortOne still waits for the answer.
   */
  async function storeBatch(batch: readonly Pending[]): Promise<void> {
    try {
      await commit(batch.map(({ delivery }) => delivery));
      for (const { stored } of batch) stored();
    } catch (error) {
      if (batch.length > 1 && refusesContent(error)) for (const one of batch) await storeBatch([one]);
      else for (const { failed } of batch) failed(error);
    }
  }

  async function commit(batch: readonly NewDelivery[]): Promise<void> {
    const deliveries = withRepeats(batch);
    await context.database.db.transaction(async (tx) =>
      context.jobs.processDeliveries(tx, await storeDeliveries(tx, deliveries)),
    );
  }

  return {
    accept: (delivery) =>
      new Promise<void>((stored, failed) => {
        if (queue.length >= queueLimit) {
          failed(new Error("too many webhooks wait to be stored"));
          return;
        }
        queue.push({ delivery, stored, failed });
        running ??= storeAll();
      }),
    idle: () => waitAtMost(running ?? Promise.resolve(), yieldAtMostMs),
  };
}

/** Returns each delivery once, with the number of its repeats in the batch, in the order of ids: two transactions with the
 * same deliveries then wait for each other and never deadlock. */
function withRepeats(batch: readonly NewDelivery[]): (NewDelivery & { repeats: number })[] {
  const byId = new Map<string, NewDelivery & { repeats: number }>();
  for (const delivery of batch) {
    const earlier = byId.get(delivery.id);
    byId.set(delivery.id, {
      ...(earlier ?? delivery),
      repeats: earlier === undefined ? 0 : earlier.repeats + 1,
    });
  }
  return [...byId.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}
