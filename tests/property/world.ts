// The desk that sequences run on: a real database, the sandbox over HTTP, and the address that PortOne sends webhooks
// to. One world serves many sequences; after a failed sequence its world is closed.
import type { IncomingMessage, ServerResponse } from "node:http";
import { sql } from "drizzle-orm";
import type { DeliveryKey } from "@/lib/db/webhooks/write-deliveries";
import { queues } from "@/lib/jobs/queue";
import { processDeliveries, requeueWaiting } from "@/lib/webhooks/process-deliveries";
import { receiveWebhook } from "@/lib/webhooks/receive-webhook";
import { listen } from "@/sandbox/http";
import { openTestDesk, type TestDesk } from "@/tests/support/test-desk";
import type { Network } from "./commands";
import { crashingContext, Death, newLife } from "./crash";

/** Short, so that silence ends soon. A slow machine only leaves more sends unanswered, which must be harmless. */
const cancelLimitMs = 80;
const readLimitMs = 400;

type Post = { headers: Record<string, string>; body: string };

export type World = {
  desk: TestDesk;
  /** The state of the network from PortOne to the desk. */
  network: Network;
  /** Every webhook that PortOne posted in this sequence, received or not. */
  mail: Post[];
  /** The webhook ids that the desk has answered 200 to in this sequence. */
  acknowledged: Set<string>;
  /** Delivers a webhook to the desk. Returns the HTTP status and records an acknowledgement. */
  receive(context: TestDesk, post: Post): Promise<number>;
  /** Processes the deliveries that are due, as the worker does: a failed job is retried later. */
  workDeliveries(context: TestDesk): Promise<void>;
  requeue(context: TestDesk): Promise<number>;
  /** Moves the times of the desk and its job engine back by `ms`, as if that time had passed. */
  age(ms: number): Promise<void>;
  close(): Promise<void>;
};

export async function openWorld(): Promise<World> {
  const desk = await openTestDesk({ cancelLimitMs, readLimitMs });
  /** Ids of jobs whose process died. The engine detects them by their expiry. */
  let abandoned: string[] = [];
  const world: World = {
    desk,
    network: "up",
    mail: [],
    acknowledged: new Set(),
    async receive(context, { headers, body }) {
      const request = new Request("http://desk.test/api/webhook", { method: "POST", headers, body });
      const status = await receiveWebhook(context, request);
      if (status === 200) world.acknowledged.add(headers["webhook-id"] ?? "");
      return status;
    },
    async workDeliveries(context) {
      for (;;) {
        const [job] = await desk.boss.fetch<DeliveryKey>(queues.processDeliveries);
        if (job === undefined) return;
        try {
          await processDeliveries(context, job.data);
        } catch (error) {
          if (error instanceof Death) {
            abandoned.push(job.id);
            throw error;
          }
          await desk.boss.fail(queues.processDeliveries, job.id);
          continue;
        }
        await desk.boss.complete(queues.processDeliveries, job.id);
      }
    },
    requeue: (context) => requeueWaiting(context),
    async age(ms) {
      await desk.age(ms);
      const by = sql`${ms} * interval '1 millisecond'`;
      const { db } = desk.database;
      await db.execute(
        sql`update pgboss.job set start_after = start_after - ${by} where name = ${queues.processDeliveries} and state = 'retry'`,
      );
      if (abandoned.length > 0) await desk.boss.fail(queues.processDeliveries, abandoned);
      abandoned = [];
    },
    async close() {
      await receiver.close();
      await desk.close();
    },
  };
  const receiver = await listen(0, (request, response) => {
    answer(world, request, response).catch(() => response.destroy());
  });
  desk.sandbox.control.setWebhookUrl(`http://127.0.0.1:${receiver.port}/webhook`);
  return world;
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === "string" && (name.startsWith("webhook-") || name === "content-type")
        ? [[name, value]]
        : [],
    ),
  );
  const post = { headers, body: Buffer.concat(chunks).toString("utf8") };
  world.mail.push(post);
  if (world.network === "down") return void response.writeHead(503).end();
  const fails = world.network === "storage-fails";
  // Interrupts at the first statement or a later one. PortOne resends a webhook that was not acknowledged.
  const context = fails ? crashingContext(world.desk, newLife(world.mail.length % 5)) : world.desk;
  const status = await world.receive(context, post);
  if (world.network === "answer-lost") return void response.destroy();
  // The worker may finish before the cancel that caused this webhook is answered.
  if (world.network === "worked") await world.workDeliveries(world.desk);
  response.writeHead(status).end();
}
