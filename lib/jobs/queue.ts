// What can be asked of the worker. A job is enqueued inside the transaction of the change that needs it, so that
// neither exists without the other. At least once: every handler is safe to repeat.
import "server-only";
import type { PgBoss } from "pg-boss";
import { jobsIn } from "@/lib/db/boss";
import type { Transaction } from "@/lib/db/client";
import type { DeliveryKey } from "@/lib/db/webhooks/write-deliveries";

export const queues = {
  processDeliveries: "process-deliveries",
  resumeRefund: "resume-refund",
  sweep: "sweep",
} as const;

export type JobQueue = {
  /**
   * Works off the deliveries of these payments, at or soon after `at`. While a job of a payment waits to be begun, no
   * second one is made: however many deliveries arrive, the payment is read once.
   */
  processDeliveries(tx: Transaction, payments: readonly DeliveryKey[], at?: Date): Promise<void>;
  /** Looks at an open refund at or soon after `at`. Several looks at one refund are harmless. */
  resumeRefund(tx: Transaction, refundId: string, at: Date): Promise<void>;
};

export function createJobQueue(boss: PgBoss): JobQueue {
  return {
    async processDeliveries(tx, payments, at) {
      if (payments.length === 0) return;
      const jobs = payments.map(({ storeId, paymentId }) => ({
        data: { storeId, paymentId },
        // A retry later on must not keep a webhook that arrives meanwhile from being worked off at once.
        singletonKey: JSON.stringify([storeId, paymentId, at === undefined ? "now" : at.getTime()]),
        ...(at === undefined ? {} : { startAfter: at }),
      }));
      // In one order, so that two transactions with the same payments wait for each other and not both.
      jobs.sort((one, other) => (one.singletonKey < other.singletonKey ? -1 : 1));
      await boss.insert(queues.processDeliveries, jobs, { db: jobsIn(tx) });
    },
    async resumeRefund(tx, refundId, at) {
      await boss.send(queues.resumeRefund, { refundId }, { db: jobsIn(tx), startAfter: at });
    },
  };
}
