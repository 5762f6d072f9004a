// Jobs run at least once: repeats are safe. Webhooks that arrive fast are stored before their jobs (lib/webhooks/intake).
import "server-only";
import type { PgBoss } from "pg-boss";
import { jobHandleFor } from "@/lib/db/boss";
import type { Transaction } from "@/lib/db/client";
import type { DeliveryKey } from "@/lib/db/webhooks/write-deliveries";

export const queues = {
  processDeliveries: "process-deliveries",
  resumeRefund: "resume-refund",
  sweep: "sweep",
} as const;

export type JobQueue = {
  enqueueDeliveries(tx: Transaction, payments: readonly DeliveryKey[], at?: Date): Promise<void>;
  resumeRefund(tx: Transaction, refundId: string, at: Date): Promise<void>;
};

export function createJobQueue(boss: PgBoss): JobQueue {
  return {
    async enqueueDeliveries(tx, payments, at) {
      if (payments.length === 0) return;
      const jobs = payments.map(({ storeId, paymentId }) => ({
        data: { storeId, paymentId },
        // A waiting retry must not delay a webhook that arrives before it.
        singletonKey: JSON.stringify([storeId, paymentId, at === undefined ? "now" : at.getTime()]),
        ...(at === undefined ? {} : { startAfter: at }),
      }));
      // Sorted, so that two transactions with the same payments do not deadlock.
      jobs.sort((one, other) => (one.singletonKey < other.singletonKey ? -1 : 1));
      await boss.insert(queues.processDeliveries, jobs, { db: jobHandleFor(tx) });
    },
    async resumeRefund(tx, refundId, at) {
      await boss.send(queues.resumeRefund, { refundId }, { db: jobHandleFor(tx), startAfter: at });
    },
  };
}
