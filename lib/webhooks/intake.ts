// While webhooks arrive fast, batches are stored without jobs: jobs cost more processor time than storing. The jobs
// follow when fewer arrive; the next start and the sweep create missing ones. Figures: docs/decisions/042.
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { type DeskDatabase, refusesContent } from "@/lib/db/client";
import { type DeliveryKey, type NewDelivery, storeDeliveries } from "@/lib/db/webhooks/write-deliveries";
import type { JobQueue } from "@/lib/jobs/queue";
import { log } from "@/lib/log";

export type Intake = {
  /** Resolves when the delivery is durable; throws when it could not be stored. */
  accept(delivery: NewDelivery): Promise<void>;
  /** Delays the worker while webhooks arrive fast, half a second at most: the embedded database runs one query at a time. */
  backpressure(): Promise<void>;
  /** Creates the missing jobs. Never throws: the sweep creates those that fail. */
  flush(): Promise<void>;
};

type Waiting = { delivery: NewDelivery; stored: () => void; failed: (error: unknown) => void };

const largestBatch = 256;
/** Webhooks that may wait. PortOne would time out beyond it, so one more is rejected, and PortOne sends it again. */
const longestQueue = 5_000;
/** While webhooks arrive fast, a commit waits for more: the embedded database flushes the disk for each commit. */
const gather = { atMostMs: 25, pauseMs: 2, idleIterations: 3 } as const;
const flow = { embedded: { enough: 64, commits: 1 }, postgres: { enough: 16, commits: 3 } } as const;
const fast = { from: 4, lastsMs: 100, longestMs: 500, pauseMs: 25, jobsPerFlush: 8 } as const;
const steadyFlow = { betweenMs: 10, weight: 1 / 60 } as const;

export function createIntake(context: { database: DeskDatabase; jobs: JobQueue }): Intake {
  let queue: Waiting[] = [];
  let gathering = false;
  const commits = new Set<Promise<void>>();
  let fastUntil = 0;
  let lastWait: Promise<void> = Promise.resolve();
  const withoutJob = new Map<string, DeliveryKey>();
  let flushing = false;

  let storing = 0;
  let lastArrivalAt = Number.NEGATIVE_INFINITY;
  let betweenMs: number = fast.lastsMs;
  const arrivesFast = () => performance.now() < fastUntil || isSteadilyFast();

  async function work(): Promise<void> {
    gathering = true;
    while (queue.length > 0) {
      await arrivals();
      const withJobs = !arrivesFast();
      const batch = queue.slice(0, largestBatch);
      queue = queue.slice(largestBatch);
      const commit = store(batch, withJobs).finally(() => commits.delete(commit));
      commits.add(commit);
      if (commits.size >= flow[context.database.kind].commits) await Promise.race(commits);
    }
    gathering = false;
  }

  async function store(batch: readonly Waiting[], withJobs: boolean): Promise<void> {
    storing += batch.length;
    await storeBatch(batch, withJobs);
    storing -= batch.length;
    if (batch.length >= fast.from) fastUntil = performance.now() + fast.lastsMs;
  }

  async function arrivals(): Promise<void> {
    await nextIteration();
    if (!arrivesFast()) return;
    const { enough } = flow[context.database.kind];
    const until = performance.now() + gather.atMostMs;
    while (isSteadilyFast() && queue.length < enough && performance.now() < until)
      await sleep(gather.pauseMs);
    for (let idle = 0; idle < gather.idleIterations && queue.length < enough; ) {
      const before = queue.length;
      await nextIteration();
      idle = queue.length === before ? idle + 1 : 0;
      if (performance.now() > until) return;
    }
  }

  /** Where the database refuses the content, each delivery is stored alone: one must not reject the others. */
  async function storeBatch(batch: readonly Waiting[], withJobs: boolean): Promise<void> {
    try {
      await commit(
        batch.map(({ delivery }) => delivery),
        withJobs,
      );
      for (const { stored } of batch) stored();
    } catch (error) {
      if (batch.length > 1 && refusesContent(error))
        for (const one of batch) await storeBatch([one], withJobs);
      else for (const { failed } of batch) failed(error);
    }
  }

  async function commit(batch: readonly NewDelivery[], withJobs: boolean): Promise<void> {
    const byId = new Map<string, NewDelivery & { repeats: number }>();
    for (const delivery of batch) {
      const earlier = byId.get(delivery.id);
      byId.set(
        delivery.id,
        earlier ? { ...earlier, repeats: earlier.repeats + 1 } : { ...delivery, repeats: 0 },
      );
    }
    // Sorted, so that two commits with the same deliveries do not deadlock.
    const deliveries = [...byId.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    const { db } = context.database;
    // A repeat of a waiting delivery gets a job again: the first may have been lost.
    if (withJobs) {
      await db.transaction(async (tx) =>
        context.jobs.enqueueDeliveries(tx, await storeDeliveries(tx, deliveries)),
      );
      return;
    }
    for (const key of await storeDeliveries(db, deliveries)) addWithoutJob(key);
  }

  function addWithoutJob(key: DeliveryKey): void {
    withoutJob.set(JSON.stringify([key.storeId, key.paymentId]), key);
    flushSoon();
  }

  function flushSoon(): void {
    if (flushing) return;
    flushing = true;
    void backpressure().then(async () => {
      await createJobs(busy() ? fast.jobsPerFlush : withoutJob.size);
      flushing = false;
      if (withoutJob.size > 0) flushSoon();
    });
  }

  async function createJobs(count: number): Promise<void> {
    const keys = [...withoutJob].slice(0, count);
    for (const [name] of keys) withoutJob.delete(name);
    try {
      for (const some of chunks(keys.map(([, key]) => key)))
        await context.database.db.transaction((tx) => context.jobs.enqueueDeliveries(tx, some));
    } catch (error) {
      log.error({ err: error, payments: keys.length }, "the jobs of stored webhooks are left to the sweep");
    }
  }

  function busy(): boolean {
    return arrivesFast() || queue.length + storing >= fast.from;
  }

  function isSteadilyFast(): boolean {
    return betweenMs < steadyFlow.betweenMs && performance.now() - lastArrivalAt < fast.lastsMs;
  }

  function recordArrival(): void {
    const now = performance.now();
    betweenMs += (Math.min(now - lastArrivalAt, fast.lastsMs) - betweenMs) * steadyFlow.weight;
    lastArrivalAt = now;
  }

  function backpressure(): Promise<void> {
    lastWait = lastWait.then(async () => {
      const until = performance.now() + fast.longestMs;
      while (busy() && performance.now() < until) await sleep(fast.pauseMs);
    });
    return lastWait;
  }

  return {
    accept: (delivery) =>
      new Promise<void>((stored, failed) => {
        if (queue.length >= longestQueue) {
          failed(new Error("too many webhooks wait to be stored"));
          return;
        }
        recordArrival();
        queue.push({ delivery, stored, failed });
        if (!gathering) void work();
      }),
    backpressure,
    flush: () => createJobs(withoutJob.size),
  };
}

function nextIteration(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Small inserts do not block the embedded database, and with it the event loop, for long. */
function chunks<T>(all: readonly T[]): T[][] {
  const size = 100;
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}
