// Runs the job engine and the handlers it is given. It knows no business.
import "server-only";
import type { PgBoss } from "pg-boss";
import { createBoss } from "@/lib/db/boss";
import type { DeskDatabase } from "@/lib/db/client";
import { log } from "@/lib/log";
import { type DeliveriesOf, queues } from "./queue";

export type JobHandlers = {
  processDeliveries(of: DeliveriesOf): Promise<void>;
  resumeRefund(refundId: string): Promise<void>;
  /** Every minute: whatever a lost job or a crash left behind. */
  sweep(): Promise<void>;
};

/** Starts the engine and makes its queues. Sends work from here on; nothing is worked off yet. */
export async function openJobs(
  database: DeskDatabase,
  options: { schedule: boolean; supervise: boolean } = { schedule: true, supervise: true },
): Promise<PgBoss> {
  const boss = createBoss(database, options);
  boss.on("error", (error) => log.error({ err: error }, "the job engine reports an error"));
  boss.on("warning", (warning) => log.warn({ warning: warning.message }, "the job engine warns"));
  await boss.start();
  // Attempts are counted with the deliveries; the engine repeats only what the process itself could not finish.
  await boss.createQueue(queues.processDeliveries, {
    policy: "short",
    notify: true,
    retryLimit: 3,
    retryDelay: 5,
    expireInSeconds: 120,
  });
  await boss.createQueue(queues.resumeRefund, {
    notify: true,
    retryLimit: 3,
    retryDelay: 5,
    expireInSeconds: 300,
  });
  await boss.createQueue(queues.sweep, { policy: "exclusive", retryLimit: 0, expireInSeconds: 300 });
  return boss;
}

/** Begins to work off jobs with these handlers. */
export async function startWorker(boss: PgBoss, handlers: JobHandlers): Promise<void> {
  await boss.work<DeliveriesOf>(
    queues.processDeliveries,
    // With NOTIFY the engine goes on at once only after a full batch of more than one; otherwise it waits for news.
    { pollingIntervalSeconds: 2, batchSize: 4, burstWhenBatchFull: true, localConcurrency: 2 },
    async (jobs) => {
      await Promise.all(jobs.map(({ data }) => handlers.processDeliveries(data)));
    },
  );
  await boss.work<{ refundId: string }>(
    queues.resumeRefund,
    { pollingIntervalSeconds: 1, batchSize: 1, localConcurrency: 4 },
    async ([job]) => {
      if (job) await handlers.resumeRefund(job.data.refundId);
    },
  );
  await boss.work(queues.sweep, { pollingIntervalSeconds: 5 }, () => handlers.sweep());
  await boss.schedule(queues.sweep, "* * * * *");
}
