import { afterEach, expect, test } from "vitest";
import type { DeskDatabase } from "@/lib/db/client";
import { openTestDatabase } from "@/tests/support/test-database";
import { createJobQueue } from "./queue";
import { type JobHandlers, openJobs, startWorker } from "./worker";

let close: () => Promise<void>;
afterEach(() => close());

/** Starts a worker with these handlers on its own database; missing handlers do nothing. */
async function startTestWorker(handlers: Partial<JobHandlers>) {
  const database: DeskDatabase = await openTestDatabase();
  const boss = await openJobs(database);
  close = async () => {
    await boss.stop({ graceful: false });
    await database.close();
  };
  const nothing = async () => {};
  await startWorker(boss, { processDeliveries: nothing, resumeRefund: nothing, sweep: nothing, ...handlers });
  return { database, jobs: createJobQueue(boss) };
}

const within = { timeout: 8_000, interval: 20 };

test("a backlog of webhooks and refunds is processed without a pause", async () => {
  const done = new Set<string>();
  const { database, jobs } = await startTestWorker({
    processDeliveries: async ({ paymentId }) => void done.add(paymentId),
    resumeRefund: async (refundId) => void done.add(refundId),
  });
  const ids = Array.from({ length: 30 }, (_, n) => String(n));
  await database.db.transaction(async (tx) => {
    await jobs.enqueueDeliveries(
      tx,
      ids.map((id) => ({ storeId: null, paymentId: `payment-${id}` })),
    );
    for (const id of ids) await jobs.resumeRefund(tx, `refund-${id}`, new Date(0));
  });
  await expect.poll(() => done.size, within).toBe(60);
});

test("a job that is due later starts soon after its time, without a notification", async () => {
  const begun: string[] = [];
  const { database, jobs } = await startTestWorker({
    processDeliveries: async ({ paymentId }) => void begun.push(paymentId),
    resumeRefund: async (refundId) => void begun.push(refundId),
  });
  const soon = new Date(Date.now() + 1_500);
  await database.db.transaction(async (tx) => {
    await jobs.enqueueDeliveries(tx, [{ storeId: null, paymentId: "payment" }], soon);
    await jobs.resumeRefund(tx, "refund", soon);
  });
  await expect.poll(() => begun.toSorted(), within).toEqual(["payment", "refund"]);
});

test("a slow payment does not delay later payments, and a failed job is retried", async () => {
  const done = new Set<string>();
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  let failed = false;
  const { database, jobs } = await startTestWorker({
    processDeliveries: async ({ paymentId }) => {
      if (paymentId === "slow") await slow;
      if (paymentId === "fails" && !failed) {
        failed = true;
        throw new Error("once");
      }
      done.add(paymentId);
    },
  });
  const enqueue = (paymentIds: string[]) =>
    database.db.transaction((tx) =>
      jobs.enqueueDeliveries(
        tx,
        paymentIds.map((paymentId) => ({ storeId: null, paymentId })),
      ),
    );
  await enqueue(["slow"]);
  await enqueue(["fails", ...Array.from({ length: 12 }, (_, n) => `payment-${n}`)]);
  try {
    await expect.poll(() => done.size, within).toBeGreaterThanOrEqual(12);
    expect(done).not.toContain("slow");
  } finally {
    release();
  }
  await expect.poll(() => done.size, { ...within, timeout: 15_000 }).toBe(14);
});
