// The way into the inbox: deliveries that arrive together are stored by one statement, and none is acknowledged before
// its commit. A stored delivery that waits is its own promise of work: in a burst the jobs of its payments follow in the
// next lull, all together; what a crash leaves without one, the next start and the sweep give one.
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { type DeskDatabase, refusesContent } from "@/lib/db/client";
import { type DeliveryKey, type NewDelivery, storeDeliveries } from "@/lib/db/webhooks/write-deliveries";
import type { JobQueue } from "@/lib/jobs/queue";
import { log } from "@/lib/log";

export type Intake = {
  /** Resolves when the delivery is durable; throws when it could not be stored. */
  accept(delivery: NewDelivery): Promise<void>;
  /**
   * Resolves at once while few webhooks come, otherwise in the next lull. Where none comes, those who wait go on one by
   * one, two a second: the embedded database does one thing at a time, and what acts would stand before what takes in.
   */
  lull(): Promise<void>;
  /** Gives its job to every payment that is still owed one. Never throws: what fails is left to the sweep. */
  settle(): Promise<void>;
};

type Waiting = { delivery: NewDelivery; stored: () => void; failed: (error: unknown) => void };

/** One commit takes at most so many: a larger one would hold up who came first. */
const largestBatch = 256;
/** More than can be stored before PortOne gives up waiting: whoever comes now is better told to come again. */
const longestLine = 5_000;
/**
 * In a burst a commit waits for those who are on their way in, while others keep coming, so long at most. A server takes
 * the next while one is under way, so that nobody waits for it; the embedded database does one thing at a time, and
 * every commit costs it a flush of the disk.
 */
const gather = { atMostMs: 25, pauseMs: 2, quietTurns: 3 } as const;
const flow = { embedded: { enough: 64, commits: 1 }, postgres: { enough: 16, commits: 3 } } as const;
const burst = { from: 4, lastsMs: 100, longestMs: 500, pauseMs: 25, goOn: 8 } as const;
/** Over a hundred a second are a burst as well where each is stored before the next comes: what acts takes their time. */
const crowd = { betweenMs: 10, weight: 1 / 60 } as const;

export function createIntake(context: { database: DeskDatabase; jobs: JobQueue }): Intake {
  let line: Waiting[] = [];
  let gathering = false;
  const commits = new Set<Promise<void>>();
  let burstUntil = 0;
  let lastToGoOn: Promise<void> = Promise.resolve();
  const owed = new Map<string, DeliveryKey>();
  let giving = false;

  let storing = 0;
  let lastCame = Number.NEGATIVE_INFINITY;
  /** Between two that come, on the average of late. */
  let betweenMs: number = burst.lastsMs;
  const inBurst = () => performance.now() < burstUntil || isCrowded();

  async function work(): Promise<void> {
    gathering = true;
    while (line.length > 0) {
      await arrivals();
      // The first commit of a burst still brings its jobs; those after it owe them.
      const together = !inBurst();
      const batch = line.slice(0, largestBatch);
      line = line.slice(largestBatch);
      const commit = store(batch, together).finally(() => commits.delete(commit));
      commits.add(commit);
      if (commits.size >= flow[context.database.kind].commits) await Promise.race(commits);
    }
    gathering = false;
  }

  async function store(batch: readonly Waiting[], together: boolean): Promise<void> {
    storing += batch.length;
    await settleBatch(batch, together);
    storing -= batch.length;
    if (batch.length >= burst.from) burstUntil = performance.now() + burst.lastsMs;
  }

  /** What is parsed in this turn of the event loop joins the commit; in a burst, what comes in the next turns too. */
  async function arrivals(): Promise<void> {
    await turn();
    if (!inBurst()) return;
    const { enough } = flow[context.database.kind];
    const until = performance.now() + gather.atMostMs;
    // One by one they come too slowly for turns to see it; a commit for each would take more than all else done for it.
    while (isCrowded() && line.length < enough && performance.now() < until) await sleep(gather.pauseMs);
    for (let quiet = 0; quiet < gather.quietTurns && line.length < enough; ) {
      const before = line.length;
      await turn();
      quiet = line.length === before ? quiet + 1 : 0;
      if (performance.now() > until) return;
    }
  }

  /**
   * Where the database refuses what is in a batch, each of it is tried alone: one that cannot be stored must not turn
   * away the others. Where it cannot be reached, all are told so at once, while PortOne still listens.
   */
  async function settleBatch(batch: readonly Waiting[], together: boolean): Promise<void> {
    try {
      await commit(
        batch.map(({ delivery }) => delivery),
        together,
      );
      for (const { stored } of batch) stored();
    } catch (error) {
      if (batch.length > 1 && refusesContent(error))
        for (const one of batch) await settleBatch([one], together);
      else for (const { failed } of batch) failed(error);
    }
  }

  async function commit(batch: readonly NewDelivery[], together: boolean): Promise<void> {
    const byId = new Map<string, NewDelivery & { repeats: number }>();
    for (const delivery of batch) {
      const earlier = byId.get(delivery.id);
      byId.set(
        delivery.id,
        earlier ? { ...earlier, repeats: earlier.repeats + 1 } : { ...delivery, repeats: 0 },
      );
    }
    // In one order, so that two commits with the same deliveries wait for each other and not both.
    const deliveries = [...byId.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    const { db } = context.database;
    // The payments of repeats that still wait are among them: their job may have been lost.
    if (together) {
      await db.transaction(async (tx) =>
        context.jobs.processDeliveries(tx, await storeDeliveries(tx, deliveries)),
      );
      return;
    }
    for (const key of await storeDeliveries(db, deliveries)) owe(key);
  }

  function owe(key: DeliveryKey): void {
    owed.set(JSON.stringify([key.storeId, key.paymentId]), key);
    giveSoon();
  }

  function giveSoon(): void {
    if (giving) return;
    giving = true;
    void lull().then(async () => {
      // In a burst that does not end, no more than will be worked off before the next look.
      await give(busy() ? burst.goOn : owed.size);
      giving = false;
      if (owed.size > 0) giveSoon();
    });
  }

  async function give(count: number): Promise<void> {
    const keys = [...owed].slice(0, count);
    for (const [name] of keys) owed.delete(name);
    try {
      for (const some of chunks(keys.map(([, key]) => key)))
        await context.database.db.transaction((tx) => context.jobs.processDeliveries(tx, some));
    } catch (error) {
      log.error({ err: error, payments: keys.length }, "the jobs of stored webhooks are left to the sweep");
    }
  }

  /** A commit may take longer than a burst lasts without one. */
  function busy(): boolean {
    return inBurst() || line.length + storing >= burst.from;
  }

  function isCrowded(): boolean {
    return betweenMs < crowd.betweenMs && performance.now() - lastCame < burst.lastsMs;
  }

  function noteArrival(): void {
    const now = performance.now();
    betweenMs += (Math.min(now - lastCame, burst.lastsMs) - betweenMs) * crowd.weight;
    lastCame = now;
  }

  function lull(): Promise<void> {
    lastToGoOn = lastToGoOn.then(async () => {
      const until = performance.now() + burst.longestMs;
      while (busy() && performance.now() < until) await sleep(burst.pauseMs);
    });
    return lastToGoOn;
  }

  return {
    accept: (delivery) =>
      new Promise<void>((stored, failed) => {
        if (line.length >= longestLine) {
          failed(new Error("too many webhooks wait to be stored"));
          return;
        }
        noteArrival();
        line.push({ delivery, stored, failed });
        if (!gathering) void work();
      }),
    lull,
    settle: () => give(owed.size),
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Small enough that one insert does not hold the embedded database, and with it the event loop, for long. */
function chunks<T>(all: readonly T[]): T[][] {
  const size = 100;
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}
