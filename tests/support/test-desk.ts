// A complete desk for integration tests: a real database, a sandbox over HTTP, the real gateway and job engine. Jobs
// are stored, and processed only when the test asks for it.
import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { createCipher } from "@/lib/cipher";
import { user } from "@/lib/db/schema/people";
import type { DeliveryKey } from "@/lib/db/webhooks/write-deliveries";
import { type Actor, defaultRole } from "@/lib/domain/people/permissions";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { createJobQueue, queues } from "@/lib/jobs/queue";
import { openJobs } from "@/lib/jobs/worker";
import { createGateway } from "@/lib/portone/gateway";
import { confineToStore } from "@/lib/portone/own-store";
import { logPortoneFailure } from "@/lib/portone/report-failure";
import type { RefundContext } from "@/lib/refunds/send-refund";
import { createIntake } from "@/lib/webhooks/intake";
import { type DeliveryContext, processDeliveries } from "@/lib/webhooks/process-deliveries";
import type { WebhookContext } from "@/lib/webhooks/receive-webhook";
import { createRejections } from "@/lib/webhooks/rejected-requests";
import { type RunningSandbox, startSandbox } from "@/sandbox/server";
import { openTestDatabase } from "./test-database";

export type TestDesk = RefundContext &
  WebhookContext &
  DeliveryContext & {
    sandbox: RunningSandbox;
    boss: PgBoss;
    workDeliveries(): Promise<void>;
    /** Moves every time for which something open waits `ms` milliseconds into the past. */
    age(ms: number): Promise<void>;
    close(): Promise<void>;
  };

export const operator: Actor = { id: "operator-1", name: "김운영", role: defaultRole("operator") };
export const secondOperator: Actor = { id: "operator-2", name: "이운영", role: defaultRole("operator") };
export const approver: Actor = { id: "approver-1", name: "최승인", role: defaultRole("approver") };
export const secondApprover: Actor = { id: "approver-2", name: "정승인", role: defaultRole("approver") };
export const administrator: Actor = { id: "admin-1", name: "박관리", role: defaultRole("admin") };

/** Opens a desk with short time limits, so that missing answers end soon. */
export async function openTestDesk(
  options: {
    cancelLimitMs?: number;
    readLimitMs?: number;
    payments?: "realistic" | "none";
    /** When set, the desk is confined to the sandbox's own store. */
    ownStoreOnly?: boolean;
  } = {},
): Promise<TestDesk> {
  const [database, sandbox] = await Promise.all([
    openTestDatabase(),
    startSandbox({ payments: options.payments ?? "none" }),
  ]);
  await database.db.insert(user).values(
    [operator, secondOperator, approver, secondApprover, administrator].map(({ id, name, role }) => ({
      id,
      name,
      role: role.id,
      email: `${id}@example.com`,
    })),
  );
  const boss = await openJobs(database, { schedule: false, supervise: false });
  const jobs = createJobQueue(boss);
  const storeId = options.ownStoreOnly ? sandbox.storeId : null;
  const desk: TestDesk = {
    database,
    sandbox,
    boss,
    storeId,
    portone: confineToStore(
      createGateway({
        base: sandbox.url,
        secret: sandbox.apiSecret,
        cancelLimitMs: options.cancelLimitMs ?? 400,
        readLimitMs: options.readLimitMs ?? 2_000,
        failed: logPortoneFailure,
      }),
      storeId,
    ),
    jobs,
    intake: createIntake({ database, jobs }),
    cipher: createCipher(randomBytes(32)),
    reasonWithoutNumber: [],
    webhookSecrets: { live: [sandbox.webhookSecret], test: [sandbox.testWebhookSecret] },
    rejections: createRejections(database),
    async workDeliveries() {
      for (;;) {
        const [job] = await boss.fetch<DeliveryKey>(queues.processDeliveries);
        if (job === undefined) return;
        await processDeliveries(desk, job.data);
        await boss.complete(queues.processDeliveries, job.id);
      }
    },
    async age(ms) {
      const by = sql`${ms} * interval '1 millisecond'`;
      await database.db.execute(
        sql`update refunds set created_at = created_at - ${by}, check_at = check_at - ${by} where state in ('submitting', 'pending', 'undecided')`,
      );
      await database.db.execute(
        sql`update refund_attempts set started_at = started_at - ${by}, lease_until = lease_until - ${by}, finished_at = finished_at - ${by} where refund_id in (select id from refunds where state in ('submitting', 'pending', 'undecided'))`,
      );
      await database.db.execute(
        sql`update cancellations set poll_at = poll_at - ${by} where poll_at is not null`,
      );
      await database.db.execute(
        sql`update approvals set expires_at = expires_at - ${by} where state in ('waiting', 'returned')`,
      );
      await database.db.execute(sql`update comparisons set due_at = due_at - ${by}`);
      await database.db.execute(
        sql`update deliveries set received_at = received_at - ${by}, next_attempt_at = next_attempt_at - ${by} where state in ('waiting', 'dead')`,
      );
      await database.db.execute(
        sql`update pgboss.job set start_after = start_after - ${by} where state = 'created'`,
      );
    },
    async close() {
      await sandbox.close();
      await boss.stop({ graceful: false });
      await database.close();
    },
  };
  return desk;
}

/** Returns the request for a full refund of a payment, with a new request id. */
export function fullRefund(
  payment: { id: string; storeId: string; amount?: { total: number; cancelled: number } },
  overrides: Partial<RefundRequest> = {},
): RefundRequest {
  return {
    storeId: payment.storeId,
    paymentId: payment.id,
    requestId: randomUUID(),
    cancel: { kind: "full", shown: (payment.amount?.total ?? 0) - (payment.amount?.cancelled ?? 0) },
    reasonCode: "CHANGE_OF_MIND",
    note: "",
    requester: "CUSTOMER",
    ...overrides,
  };
}

/** A partial refund of a payment of which nothing is refunded yet. */
export function partialRefund(
  payment: { id: string; storeId: string; amount: { total: number; cancelled: number } },
  amount: number,
): RefundRequest {
  const shown = payment.amount.total - payment.amount.cancelled;
  return fullRefund(payment, { cancel: { kind: "partial", shown, amount } });
}
