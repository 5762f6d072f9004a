import { createHmac, randomUUID } from "node:crypto";
import { setImmediate as nextEventLoopTurn } from "node:timers/promises";
import { and, eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { deliveryDetail } from "@/lib/db/queries/delivery-detail";
import { listDiscrepancies } from "@/lib/db/queries/discrepancy-list";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { outdatedWebhooksWithinWeek } from "@/lib/db/queries/webhook-warning";
import { timelineEntries } from "@/lib/db/schema/journal";
import { deliveries, deliveryCounts } from "@/lib/db/schema/webhooks";
import { attemptDelay, maxAttempts } from "@/lib/domain/webhook/delivery-attempts";
import { queues } from "@/lib/jobs/queue";
import { requestRefund } from "@/lib/refunds/request-refund";
import { syncPayment } from "@/lib/sync/sync-payment";
import type { JsonValue } from "@/sandbox/state/records";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { createIntake, type Intake } from "./intake";
import { processDeliveries, requeueWaiting } from "./process-deliveries";
import { receiveWebhook } from "./receive-webhook";
import { createRejections } from "./rejected-requests";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

type Signed = {
  secret?: string;
  id?: string;
  at?: number;
  body: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
};

/** Returns a request as PortOne sends it, signed by Standard Webhooks. */
function signed({
  secret = desk.sandbox.webhookSecret,
  id = `wh-${randomUUID()}`,
  at = Date.now() / 1000,
  body,
  headers,
}: Signed): Request {
  const timestamp = String(Math.floor(at));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  return new Request("http://desk.test/api/webhook", {
    method: "POST",
    body,
    headers: {
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
      "content-type": "application/json",
      ...headers,
    },
  });
}
const strangeCancellation = {
  status: "UNDER_REVIEW",
  id: "strange",
  totalAmount: 1_000,
  taxFreeAmount: 0,
  vatAmount: 0,
  reason: "",
  requestedAt: "2026-11-20T00:00:00Z",
  trigger: "ORACLE",
};
const paid = (paymentId: string, type = "Transaction.Paid") =>
  JSON.stringify({
    type,
    timestamp: new Date().toISOString(),
    data: { paymentId, storeId: desk.sandbox.storeId, transactionId: "tx" },
  });
const rowOf = async (id: string) =>
  (await desk.database.db.select().from(deliveries).where(eq(deliveries.id, id)))[0];
const jobsOf = async (paymentId: string) => {
  const found = await desk.boss.findJobs(queues.processDeliveries, { data: { paymentId }, queued: true });
  return found.length;
};
const loseJobs = (paymentId: string) =>
  desk.database.db.execute(sql`delete from pgboss.job where data ->> 'paymentId' = ${paymentId}`);
const keyOf = (paymentId: string) => ({ storeId: desk.sandbox.storeId, paymentId });
const rejected = async () => {
  await desk.rejections.flush();
  const rows = await desk.database.db.select().from(deliveryCounts);
  return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
};

describe("a valid webhook", () => {
  test("is stored with its job before 200, then its payment is read and recorded in the timeline", async () => {
    const payment = desk.sandbox.control.createPayment({});
    const id = `wh-${randomUUID()}`;
    expect(await receiveWebhook(desk, signed({ id, body: paid(payment.id) }))).toBe(200);
    expect(await rowOf(id)).toMatchObject({
      state: "waiting",
      paymentId: payment.id,
      environment: "live",
      repeats: 0,
    });
    expect(await jobsOf(payment.id)).toBe(1);
    await desk.workDeliveries();
    expect(await rowOf(id)).toMatchObject({ state: "processed", nextAttemptAt: null });
    const recorded = await desk.database.db
      .select()
      .from(timelineEntries)
      .where(eq(timelineEntries.paymentId, payment.id));
    expect(recorded.map(({ entry }) => (entry as { kind: string }).kind)).toEqual(
      expect.arrayContaining(["webhook-received", "payment-status"]),
    );
  });

  test("that arrives again is answered 200 without new work", async () => {
    const payment = desk.sandbox.control.createPayment({});
    const id = `wh-${randomUUID()}`;
    await receiveWebhook(desk, signed({ id, body: paid(payment.id) }));
    expect(await receiveWebhook(desk, signed({ id, body: paid(payment.id) }))).toBe(200);
    expect(await jobsOf(payment.id)).toBe(1);
    await desk.workDeliveries();
    expect(await receiveWebhook(desk, signed({ id, body: paid(payment.id) }))).toBe(200);
    expect(await rowOf(id)).toMatchObject({ state: "processed", repeats: 2 });
    await desk.workDeliveries();
    const recorded = await desk.database.db
      .select()
      .from(timelineEntries)
      .where(eq(timelineEntries.dedupeKey, `delivery:${id}`));
    expect(recorded).toHaveLength(1);
  });

  test("whose job was lost gets a new job when it arrives again", async () => {
    const payment = desk.sandbox.control.createPayment({});
    const id = `wh-${randomUUID()}`;
    await receiveWebhook(desk, signed({ id, body: paid(payment.id) }));
    await loseJobs(payment.id);
    await receiveWebhook(desk, signed({ id, body: paid(payment.id) }));
    expect(await jobsOf(payment.id)).toBe(1);
    await desk.workDeliveries();
    expect(await rowOf(id)).toMatchObject({ state: "processed" });
  });

  test("of the test environment verifies with its own secret", async () => {
    const id = `wh-${randomUUID()}`;
    const body = paid(desk.sandbox.control.createPayment({ channelType: "TEST" }).id);
    expect(await receiveWebhook(desk, signed({ id, body, secret: desk.sandbox.testWebhookSecret }))).toBe(
      200,
    );
    expect(await rowOf(id)).toMatchObject({ environment: "test" });
    await desk.workDeliveries();
  });

  test("passes with either of two secrets during a rotation", async () => {
    const next = `whsec_${Buffer.from("a".repeat(32)).toString("base64")}`;
    const rotating = { ...desk, webhookSecrets: { live: [next, desk.sandbox.webhookSecret], test: [] } };
    const body = paid(desk.sandbox.control.createPayment({}).id);
    expect(await receiveWebhook(rotating, signed({ body }))).toBe(200);
    expect(await receiveWebhook(rotating, signed({ body, secret: next }))).toBe(200);
    expect(
      await receiveWebhook({ ...rotating, webhookSecrets: { live: [next], test: [] } }, signed({ body })),
    ).toBe(400);
    await desk.workDeliveries();
  });

  test("signed by the sandbox ends its refund", async () => {
    const payment = desk.sandbox.control.createPayment({});
    desk.sandbox.control.script({ kind: "async-cancel", paymentId: payment.id });
    const result = await requestRefund(desk, operator, fullRefund(payment));
    if (!result.ok) throw new Error(result.error.code);
    desk.sandbox.control.endCancellation(payment.id, result.value.cancellationId ?? "", "succeed");
    const sent = desk.sandbox.control.webhooks(payment.id).at(-1);
    await receiveWebhook(desk, signed({ body: sent?.body ?? "" }));
    await desk.workDeliveries();
    const [row] = await desk.database.db
      .execute(sql`select state from refunds where id = ${result.value.id}`)
      .then(({ rows }) => rows);
    expect(row).toEqual({ state: "succeeded" });
  });
});

describe("a webhook is stored and ignored", () => {
  test.each([
    ["with a type that PortOne adds later", { type: "Transaction.Levitated", data: { paymentId: "x" } }],
    ["of a billing key", { type: "BillingKey.Issued", data: { billingKey: "b", storeId: "s" } }],
    ["of a payment type without a payment", { type: "Transaction.Paid", data: {} }],
  ])("%s", async (_, body) => {
    const id = `wh-${randomUUID()}`;
    expect(await receiveWebhook(desk, signed({ id, body: JSON.stringify(body) }))).toBe(200);
    expect(await rowOf(id)).toMatchObject({ state: "ignored", nextAttemptAt: null, body: "" });
    expect(await desk.boss.findJobs(queues.processDeliveries, { queued: true })).toHaveLength(0);
  });
});

describe("a desk that is set to one store", () => {
  test("stores a webhook of another store as ignored, with the reason and without its body", async () => {
    const own = { ...desk, storeId: desk.sandbox.storeId };
    const webhook = (storeId: string) =>
      JSON.stringify({
        type: "Transaction.Paid",
        timestamp: new Date().toISOString(),
        data: { paymentId: "p", storeId },
      });
    const [foreign, ours] = [`wh-${randomUUID()}`, `wh-${randomUUID()}`];
    expect(await receiveWebhook(own, signed({ id: foreign, body: webhook("store-other") }))).toBe(200);
    expect(await rowOf(foreign)).toMatchObject({
      state: "ignored",
      lastError: "other-store",
      storeId: "store-other",
      body: "",
      nextAttemptAt: null,
    });
    expect(await deliveryDetail(desk.database.db, foreign, { mayReadBody: true })).toMatchObject({
      ignoredFor: "other-store",
      body: "not-stored",
    });
    expect(await receiveWebhook(own, signed({ id: ours, body: webhook(desk.sandbox.storeId) }))).toBe(200);
    expect(await rowOf(ours)).toMatchObject({ state: "waiting", lastError: null });
    await desk.database.db.delete(deliveries).where(inArray(deliveries.id, [foreign, ours]));
  });
});

test.each([
  ["arrays", (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`],
  ["objects", (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`],
])(
  "a signed webhook of 20,000 nested %s is refused, and a webhook with brackets in a text is accepted",
  async (_, nested) => {
    const within = (data: string) => `{"type":"Transaction.Paid","data":{"paymentId":"p","more":${data}}}`;
    expect(await receiveWebhook(desk, signed({ body: nested(20_000) }))).toBe(400);
    expect(await receiveWebhook(desk, signed({ body: within(nested(20_000)) }))).toBe(400);
    const id = `wh-${randomUUID()}`;
    expect(
      await receiveWebhook(desk, signed({ id, body: within(JSON.stringify("[{".repeat(20_000))) })),
    ).toBe(200);
    await desk.database.db.delete(deliveries).where(eq(deliveries.id, id));
  },
);

describe("version 2024-01-01", () => {
  const fields = (id: string) => ({ payment_id: id, tx_id: "tx", status: "Cancelled" });
  test.each([
    ["JSON", (id: string) => JSON.stringify(fields(id))],
    ["a form", (id: string) => new URLSearchParams(fields(id)).toString()],
  ])("as %s is synced", async (_, write) => {
    const payment = desk.sandbox.control.createPayment({});
    const id = `wh-${randomUUID()}`;
    expect(await receiveWebhook(desk, signed({ id, body: write(payment.id) }))).toBe(200);
    await desk.workDeliveries();
    expect(await rowOf(id)).toMatchObject({
      state: "processed",
      type: "2024-01-01:Cancelled",
      storeId: payment.storeId,
    });
  });
});

test("a webhook of version 2024-01-01 causes a warning in the list of payments", async () => {
  const fresh = await openTestDesk();
  expect(await outdatedWebhooksWithinWeek(fresh.database.db)).toBe(false);
  const { id } = fresh.sandbox.control.createPayment({});
  const body = JSON.stringify({ payment_id: id, tx_id: "tx", status: "Paid" });
  expect(await receiveWebhook(fresh, signed({ body, secret: fresh.sandbox.webhookSecret }))).toBe(200);
  await fresh.rejections.flush();
  expect(await outdatedWebhooksWithinWeek(fresh.database.db)).toBe(true);
  await fresh.close();
});

test("a webhook from the future is stored and shows that this machine's clock is behind PortOne's", async () => {
  const fresh = await openTestDesk();
  const query = { tab: "open", kind: null, after: null, before: null } as const;
  const behind = async () => (await listDiscrepancies(fresh.database.db, query)).clocks.portone;
  const post = async (aheadSeconds: number) => {
    const at = Date.now() / 1000 + aheadSeconds;
    const request = signed({ body: paid("ahead"), at, secret: fresh.sandbox.webhookSecret });
    expect(await receiveWebhook(fresh, request)).toBe(200);
    await fresh.rejections.flush();
  };
  await post(30);
  expect(await behind()).toBe(false);
  await post(120);
  expect(await behind()).toBe(true);
  expect(await fresh.database.db.select().from(deliveries)).toHaveLength(2);
  await fresh.close();
});

describe("an outdated webhook", () => {
  test("replayed after five minutes is refused, and the first delivery does not change", async () => {
    const payment = desk.sandbox.control.createPayment({});
    const message = { id: `wh-${randomUUID()}`, at: Date.now() / 1000 - 290, body: paid(payment.id) };
    expect(await receiveWebhook(desk, signed(message))).toBe(200);
    await desk.workDeliveries();
    const counted = (await rejected())["too-old"] ?? 0;
    // Moves the signature past the five minutes by a second.
    const replay = signed({ ...message, at: message.at - 11 });
    expect(await receiveWebhook(desk, replay)).toBe(400);
    expect((await rejected())["too-old"]).toBe(counted + 1);
    expect(await rowOf(message.id)).toMatchObject({ state: "processed", repeats: 0 });
  });

  test("signed with a secret that has been rotated out is refused and counted", async () => {
    const old = `whsec_${Buffer.from("o".repeat(32)).toString("base64")}`;
    const during = {
      ...desk,
      webhookSecrets: { ...desk.webhookSecrets, live: [desk.sandbox.webhookSecret, old] },
    };
    const payment = desk.sandbox.control.createPayment({});
    expect(await receiveWebhook(during, signed({ body: paid(payment.id), secret: old }))).toBe(200);
    await desk.workDeliveries();
    const counted = (await rejected())["no-matching-signature"] ?? 0;
    expect(await receiveWebhook(desk, signed({ body: paid(payment.id), secret: old }))).toBe(400);
    expect((await rejected())["no-matching-signature"]).toBe(counted + 1);
  });
});

describe("a rejected request is counted and not stored", () => {
  const body = () => paid("never-stored");
  const wrong = `whsec_${Buffer.from("b".repeat(32)).toString("base64")}`;
  const cases: [string, () => Request, 400 | 413, string][] = [
    ["a forged signature", () => signed({ body: body(), secret: wrong }), 400, "no-matching-signature"],
    [
      "a body changed after signing",
      () => new Request(signed({ body: body() }), { body: `${body()} `, method: "POST" }),
      400,
      "no-matching-signature",
    ],
    [
      "a signature older than five minutes",
      () => signed({ body: body(), at: Date.now() / 1000 - 302 }),
      400,
      "too-old",
    ],
    [
      "a signature from the future",
      () => signed({ body: body(), at: Date.now() / 1000 + 302 }),
      400,
      "too-new",
    ],
    [
      "no headers",
      () => new Request("http://desk.test/api/webhook", { method: "POST", body: body() }),
      400,
      "missing-headers",
    ],
    [
      "a repeated header",
      () => {
        const request = signed({ body: body() });
        request.headers.append("webhook-id", `wh-${randomUUID()}`);
        return request;
      },
      400,
      "no-matching-signature",
    ],
    [
      "an invalid timestamp",
      () => signed({ body: body(), headers: { "webhook-timestamp": "soon" } }),
      400,
      "invalid-signature",
    ],
    ["a signed body that is no webhook", () => signed({ body: "[1, 2]" }), 400, "unreadable"],
    ["a signed text", () => signed({ body: "hello" }), 400, "unreadable"],
    ["a body over the limit", () => signed({ body: "x".repeat(10 * 1024 * 1024) }), 413, "too-large"],
    [
      "a body that is not UTF-8",
      () => signed({ body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) }),
      400,
      "not-utf8",
    ],
  ];
  test.each(cases)("%s", async (_, request, status, reason) => {
    const before = await desk.database.db.select().from(deliveries);
    const counted = (await rejected())[reason] ?? 0;
    expect(await receiveWebhook(desk, request())).toBe(status);
    expect(await desk.database.db.select().from(deliveries)).toHaveLength(before.length);
    expect((await rejected())[reason]).toBe(counted + 1);
  });
  test("rejections of a flood are answered together after a pause", async () => {
    const rejections = createRejections(desk.database);
    let counted = 0;
    let answered = 0;
    const count = (reason: string) => {
      counted += 1;
      rejections.count(reason);
    };
    const forge = async () => {
      const context = { ...desk, rejections: { ...rejections, count } };
      expect(await receiveWebhook(context, signed({ body: body(), secret: wrong }))).toBe(400);
      answered += 1;
    };
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      for (const sent of [50, 100]) {
        const flood = Array.from({ length: 50 }, forge);
        while (counted < sent) await nextEventLoopTurn();
        vi.advanceTimersByTime(99);
        await nextEventLoopTurn();
        expect(answered).toBe(sent - 50);
        vi.advanceTimersByTime(1);
        await nextEventLoopTurn();
        expect(answered).toBe(sent);
        await Promise.all(flood);
      }
      await rejections.flush();
    } finally {
      vi.useRealTimers();
    }
  });

  test("a body without a content length is cut off during the upload", async () => {
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
        if (sent > 1_000) controller.close();
      },
    });
    const request = new Request("http://desk.test/api/webhook", {
      method: "POST",
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect(await receiveWebhook(desk, request)).toBe(413);
    expect(sent).toBeLessThan(20);
  });
});

test("a webhook is answered 503 without the database, and is stored when it arrives again", async () => {
  const other = await openTestDesk();
  const payment = desk.sandbox.control.createPayment({});
  const body = paid(payment.id);
  const id = `wh-${randomUUID()}`;
  const context = { ...other, webhookSecrets: desk.webhookSecrets };
  await other.close();
  expect(await receiveWebhook(context, signed({ id, body }))).toBe(503);
  expect(await receiveWebhook(desk, signed({ id, body }))).toBe(200);
  expect(await rowOf(id)).toMatchObject({ state: "waiting" });
  await desk.workDeliveries();
});

describe("many webhooks at once", () => {
  test("are stored together, each payment with one job, and read once", async () => {
    const payments = Array.from({ length: 5 }, () => desk.sandbox.control.createPayment({}));
    const ids = payments.flatMap(({ id }) =>
      Array.from({ length: 8 }, () => ({ id, hook: `wh-${randomUUID()}` })),
    );
    const answers = await Promise.all(
      ids.map(({ id, hook }) => receiveWebhook(desk, signed({ id: hook, body: paid(id) }))),
    );
    expect(new Set(answers)).toEqual(new Set([200]));
    for (const { id } of payments) expect(await jobsOf(id)).toBe(1);
    await desk.workDeliveries();
    for (const { hook } of ids) expect(await rowOf(hook)).toMatchObject({ state: "processed" });
    for (const { id } of payments)
      expect(
        desk.sandbox.control.requests().filter(({ method, path }) => method === "GET" && path.includes(id)),
      ).toHaveLength(1);
  });

  test("of the same delivery are one row that counts the repeats", async () => {
    const payment = desk.sandbox.control.createPayment({});
    const id = `wh-${randomUUID()}`;
    const send = () => receiveWebhook(desk, signed({ id, body: paid(payment.id) }));
    expect(await Promise.all([send(), send(), send()])).toEqual([200, 200, 200]);
    expect(await rowOf(id)).toMatchObject({ repeats: 2 });
    await desk.workDeliveries();
  });

  test("at two intakes in opposite orders do not deadlock", async () => {
    const intakes = [0, 1].map(() => ({
      ...desk,
      intake: createIntake({ database: desk.database, jobs: desk.jobs }),
    }));
    for (let round = 0; round < 4; round += 1) {
      const sent = Array.from({ length: 12 }, () => ({
        id: `wh-${randomUUID()}`,
        body: paid(desk.sandbox.control.createPayment({}).id),
      }));
      const answers = await Promise.all(
        intakes.flatMap((context, n) =>
          (n === 0 ? sent : sent.toReversed()).map((one) => receiveWebhook(context, signed(one))),
        ),
      );
      expect(new Set(answers)).toEqual(new Set([200]));
      for (const { id } of sent) expect(await rowOf(id)).toMatchObject({ repeats: 1 });
    }
    await desk.workDeliveries();
  });

  test("are all answered at once, not one after the other, when the database cannot be reached", async () => {
    const other = await openTestDesk();
    await other.close();
    let transactions = 0;
    const db = new Proxy(other.database.db, {
      get(target, name) {
        if (name === "transaction") transactions += 1;
        return Reflect.get(target, name, target);
      },
    });
    const intake = createIntake({ database: { ...other.database, db }, jobs: other.jobs });
    const context = { ...desk, intake };
    const send = () => receiveWebhook(context, signed({ body: paid("never-stored") }));
    const answers = await Promise.all(Array.from({ length: 40 }, send));
    expect(new Set(answers)).toEqual(new Set([503]));
    expect(transactions).toBeLessThan(40);
  });

  /** Sends three batches, each for other payments, one right after the other. Returns the payment ids. */
  async function sendBatches(intake: Intake): Promise<string[]> {
    const payments = Array.from({ length: 24 }, () => desk.sandbox.control.createPayment({}));
    for (let batch = 0; batch < 3; batch += 1) {
      const sent = payments
        .slice(batch * 8, batch * 8 + 8)
        .map(({ id }) => receiveWebhook({ ...desk, intake }, signed({ body: paid(id) })));
      expect(new Set(await Promise.all(sent))).toEqual(new Set([200]));
    }
    return payments.map(({ id }) => id);
  }

  async function waitingOf(paymentIds: string[]): Promise<number> {
    return desk.database.db.$count(
      deliveries,
      and(inArray(deliveries.paymentId, paymentIds), eq(deliveries.state, "waiting")),
    );
  }

  test("that arrive fast are stored at once and get their jobs when fewer arrive", async () => {
    const intake = createIntake(desk);
    const paymentIds = await sendBatches(intake);
    expect(await waitingOf(paymentIds)).toBe(24);
    await intake.flush();
    await desk.workDeliveries();
    expect(await waitingOf(paymentIds)).toBe(0);
  });

  test("get their jobs without anyone asking for them", async () => {
    const paymentIds = await sendBatches(createIntake(desk));
    await expect
      .poll(
        async () => {
          await desk.workDeliveries();
          return waitingOf(paymentIds);
        },
        { timeout: 5_000 },
      )
      .toBe(0);
  });

  test("that a crash left without jobs get them at the next start", async () => {
    // The jobs are never created, because the process has ended.
    const paymentIds = await sendBatches(
      createIntake({ database: desk.database, jobs: { ...desk.jobs, enqueueDeliveries: async () => {} } }),
    );
    await desk.workDeliveries();
    expect(await waitingOf(paymentIds)).toBe(24);
    await requeueWaiting(desk, 0);
    await desk.workDeliveries();
    expect(await waitingOf(paymentIds)).toBe(0);
  });

  test("are stored for one sender after the other while more keep arriving", async () => {
    let store = () => {};
    const stuck = new Promise<void>((resolve) => {
      store = resolve;
    });
    const db = new Proxy(desk.database.db, {
      get(target, name) {
        if (name !== "transaction") return Reflect.get(target, name, target);
        return async (work: Parameters<typeof target.transaction>[0]) => {
          await stuck;
          return target.transaction(work);
        };
      },
    });
    const intake = createIntake({ database: { ...desk.database, db }, jobs: desk.jobs });
    const batches = sendBatches(intake);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const order: number[] = [];
    const started = performance.now();
    await Promise.all([1, 2].map((n) => intake.backpressure().then(() => order.push(n))));
    // Each waits out its own half second: nobody goes on beside another.
    expect(performance.now() - started).toBeGreaterThan(900);
    expect(order).toEqual([1, 2]);
    store();
    await batches;
    await intake.flush();
    await desk.workDeliveries();
  });

  test("that can be stored are stored despite one that cannot", async () => {
    const intake = createIntake(desk);
    const good = desk.sandbox.control.createPayment({});
    const delivery = (id: string, type: string) => ({
      id,
      type,
      storeId: good.storeId,
      paymentId: good.id,
      environment: "live" as const,
      body: "{}",
      happenedAt: null,
      state: "waiting" as const,
      lastError: null,
    });
    const ids = [`wh-${randomUUID()}`, `wh-${randomUUID()}`, `wh-${randomUUID()}`] as const;
    const ends = await Promise.allSettled([
      intake.accept(delivery(ids[0], "Transaction.Paid")),
      // PostgreSQL refuses this character in any text.
      intake.accept(delivery(ids[1], "Transaction.\u0000")),
      intake.accept(delivery(ids[2], "Transaction.Paid")),
    ]);
    expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await rowOf(ids[1])).toBeUndefined();
    await desk.workDeliveries();
    expect(await rowOf(ids[2])).toMatchObject({ state: "processed" });
  });
});

describe("processing", () => {
  test("a webhook of an unknown payment is retried, and is then a dead letter", async () => {
    const id = `wh-${randomUUID()}`;
    await receiveWebhook(desk, signed({ id, body: paid("order-of-another-store") }));
    expect(await processDeliveries(desk, keyOf("order-of-another-store"))).toBe("payment-not-found");
    expect(await rowOf(id)).toMatchObject({ state: "waiting", attempts: 1, lastError: "payment-not-found" });
    await desk.age(3 * 60_000);
    await desk.workDeliveries();
    expect(await rowOf(id)).toMatchObject({
      state: "dead",
      attempts: 2,
      lastError: "payment-not-found",
      nextAttemptAt: null,
    });
  });

  test("a webhook of another store is stored, retried with pauses, and is then a dead letter; others are processed", async () => {
    const id = `wh-${randomUUID()}`;
    const body = JSON.stringify({
      type: "Transaction.Paid",
      timestamp: new Date().toISOString(),
      data: { paymentId: "order-elsewhere", storeId: "store-elsewhere", transactionId: "tx" },
    });
    expect(await receiveWebhook(desk, signed({ id, body }))).toBe(200);
    await desk.workDeliveries();
    const [first] = [await rowOf(id)];
    expect(first).toMatchObject({ state: "waiting", attempts: 1, storeId: "store-elsewhere" });
    const payment = desk.sandbox.control.createPayment({});
    const good = `wh-${randomUUID()}`;
    await receiveWebhook(desk, signed({ id: good, body: paid(payment.id) }));
    await desk.workDeliveries();
    expect(await rowOf(good)).toMatchObject({ state: "processed" });
    for (let made = 1; made < maxAttempts; made += 1) {
      await desk.age(attemptDelay(made));
      await desk.workDeliveries();
    }
    expect(await rowOf(id)).toMatchObject({ state: "dead", nextAttemptAt: null });
  });

  test.each<[string, Record<string, JsonValue>]>([
    ["status", { status: "ON_HOLD" }],
    ["method", { method: { type: "PaymentMethodTelepathy" } }],
    ["currency", { currency: "XTS" }],
    ["fields", { somethingNew: { deep: [1, null, "\u0000"] }, amount: { somethingElse: 1 } }],
    ["cancellation", { cancellations: [strangeCancellation] }],
  ])("a payment with unknown %s is stored and shown, and never refunded by a guess", async (what, extra) => {
    const payment = desk.sandbox.control.createPayment({ extra });
    const id = `wh-${randomUUID()}`;
    await receiveWebhook(desk, signed({ id, body: paid(payment.id) }));
    await desk.workDeliveries();
    expect(await rowOf(id)).toMatchObject({ state: "processed" });
    const detail = await paymentDetail(desk.database.db, { paymentId: payment.id });
    expect(detail?.payment.id).toBe(payment.id);
    const guessed = what === "status" || what === "method" || what === "cancellation";
    if (guessed) expect(detail?.refusal).not.toBeNull();
  });

  test("a delivery whose job was lost gets a new job", async () => {
    const payment = desk.sandbox.control.createPayment({});
    const id = `wh-${randomUUID()}`;
    await receiveWebhook(desk, signed({ id, body: paid(payment.id) }));
    await loseJobs(payment.id);
    expect(await requeueWaiting(desk)).toBe(0);
    await desk.age(2 * 60_000);
    expect(await requeueWaiting(desk)).toBe(1);
    await desk.workDeliveries();
    expect(await rowOf(id)).toMatchObject({ state: "processed" });
    expect(await requeueWaiting(desk)).toBe(0);
  });

  test("a delivery waits with growing pauses while PortOne cannot be read, and is then a dead letter", async () => {
    const payment = desk.sandbox.control.createPayment({});
    const id = `wh-${randomUUID()}`;
    await receiveWebhook(desk, signed({ id, body: paid(payment.id) }));
    desk.sandbox.control.script({
      kind: "reset",
      operation: "getPayment",
      paymentId: payment.id,
      count: maxAttempts,
    });
    for (let made = 1; made < maxAttempts; made += 1) {
      await desk.workDeliveries();
      expect(await rowOf(id)).toMatchObject({ state: "waiting", attempts: made, lastError: "unreachable" });
      expect(await processDeliveries(desk, keyOf(payment.id))).toBeNull();
      await desk.age(attemptDelay(made));
    }
    await desk.workDeliveries();
    expect(await rowOf(id)).toMatchObject({ state: "dead", attempts: maxAttempts, lastError: "unreachable" });
    expect(await requeueWaiting(desk)).toBe(0);

    // The next reading of the payment, for any reason, ends the delivery.
    expect(await syncPayment(desk, keyOf(payment.id))).toMatchObject({ ok: true });
    expect(await rowOf(id)).toMatchObject({ state: "processed", lastError: null });
  });

  test("an unreadable payment does not block another", async () => {
    const poisoned = desk.sandbox.control.createPayment({ extra: { amount: "a lot" } });
    const good = desk.sandbox.control.createPayment({});
    const [bad, fine] = [`wh-${randomUUID()}`, `wh-${randomUUID()}`] as const;
    await receiveWebhook(desk, signed({ id: bad, body: paid(poisoned.id) }));
    await receiveWebhook(desk, signed({ id: fine, body: paid(good.id) }));
    await desk.workDeliveries();
    expect(await rowOf(bad)).toMatchObject({ state: "waiting", attempts: 1, lastError: "unreadable" });
    expect(await rowOf(fine)).toMatchObject({ state: "processed" });
  });

  test("a webhook that arrives while a failed one waits for its next attempt is processed at once", async () => {
    const payment = desk.sandbox.control.createPayment({});
    const [first, second] = [`wh-${randomUUID()}`, `wh-${randomUUID()}`] as const;
    desk.sandbox.control.script({ kind: "reset", operation: "getPayment", paymentId: payment.id });
    await receiveWebhook(desk, signed({ id: first, body: paid(payment.id) }));
    await desk.workDeliveries();
    expect(await rowOf(first)).toMatchObject({ state: "waiting", attempts: 1 });
    await receiveWebhook(desk, signed({ id: second, body: paid(payment.id) }));
    await desk.workDeliveries();
    expect(await rowOf(second)).toMatchObject({ state: "processed" });
    expect(await rowOf(first)).toMatchObject({ state: "processed" });
  });
});
