// What can be asked of the worker. A job is enqueued inside the transaction of the change that needs it, so that
// neither exists without the other. At least once: every handler is safe to repeat.
import "server-only";
import type { PgBoss } from "pg-boss";
import { jobsIn } from "@/lib/db/boss";
import type { Transaction } from "@/lib/db/client";

export const queues = {
  processDelivery: "process-delivery",
  resumeRefund: "resume-refund",
  sweep: "sweep",
} as const;

export type JobQueue = {
  processDelivery(tx: Transaction, deliveryId: string): Promise<void>;
  /** Looks at an open refund at or soon after `at`. Several looks at one refund are harmless. */
  resumeRefund(tx: Transaction, refundId: string, at: Date): Promise<void>;
};

export function createJobQueue(boss: PgBoss): JobQueue {
  return {
    async processDelivery(tx, deliveryId) {
      await boss.send(queues.processDelivery, { deliveryId }, { db: jobsIn(tx), singletonKey: deliveryId });
    },
    async resumeRefund(tx, refundId, at) {
      await boss.send(queues.resumeRefund, { refundId }, { db: jobsIn(tx), startAfter: at });
    },
  };
}
