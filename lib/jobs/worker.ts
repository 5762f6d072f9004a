import "server-only";
import type { PgBoss } from "pg-boss";
import { createBoss } from "@/lib/db/boss";
import type { DeskDatabase } from "@/lib/db/client";
import type { DeliveryKey } from "@/lib/db/webhooks/write-deliveries";
import { log } from "@/lib/log";
import { queues } from "./queue";

export type JobHandlers = {
  processDeliveries(of: DeliveryKey): Promise<void>;
  resumeRefund(refundId: string): Promise<void>;
  sweep(): Promise<void>;
};

export async function openJobs(
  database: DeskDatabase,
  options: { schedule: boolean; supervise: boolean } = { schedule: true, supervise: true },
): Promise<PgBoss> {
  const boss = createBoss(database, options);
  boss.on("error", (error) => log.error({ err: error }, "the job engine reports an error"));
  boss.on("warning", (warning) => log.warn({ warning: warning.message }, "the job engine warns"));
  await boss.start();
  // Attempts are counted with the deliveries; the engine retries only jobs that the process could not finish.
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

// With NOTIFY the engine would poll only every thirty seconds. A slow job delays only the three others of its batch.
const promptly = {
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: 2,
  batchSize: 4,
  burstWhenBatchFull: true,
  localConcurrency: 2,
} as const;

export async function startWorker(boss: PgBoss, handlers: JobHandlers): Promise<void> {
  await boss.work<DeliveryKey>(queues.processDeliveries, promptly, (jobs) =>
    each(jobs, ({ data }) => handlers.processDeliveries(data)),
  );
  await boss.work<{ refundId: string }>(queues.resumeRefund, promptly, (jobs) =>
    each(jobs, ({ data }) => handlers.resumeRefund(data.refundId)),
  );
  await boss.work(queues.sweep, { pollingIntervalSeconds: 5 }, () => handlers.sweep());
  await boss.schedule(queues.sweep, "* * * * *");
}

async function each<Job>(jobs: readonly Job[], handle: (job: Job) => Promise<void>): Promise<void> {
  const ends = await Promise.allSettled(jobs.map(handle));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
