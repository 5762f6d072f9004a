// The sandbox sends its webhooks to a receiver of this test.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { desc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deliveryDetail } from "@/lib/db/queries/delivery-detail";
import { countDeadLetters, countRejectedToday, listDeliveries } from "@/lib/db/queries/delivery-list";
import { auditEntries } from "@/lib/db/schema/journal";
import { deliveries } from "@/lib/db/schema/webhooks";
import { storeDeliveries } from "@/lib/db/webhooks/write-deliveries";
import { requestRefund } from "@/lib/refunds/request-refund";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { requestResend, sendsOf } from "./portone-sends";
import { processAgain } from "./process-again";
import { receiveWebhook } from "./receive-webhook";

let desk: TestDesk;
let receiver: Server;
/** The status that the receiver answers instead of storing a webhook. */
let refuseWith: number | null = null;

beforeAll(async () => {
  desk = await openTestDesk();
  receiver = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const headers = new Headers(
      Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const request = new Request("http://desk.test/api/webhook", {
      method: "POST",
      body: Buffer.concat(chunks),
      headers,
    });
    outgoing.writeHead(refuseWith ?? (await receiveWebhook(desk, request))).end();
  });
  await new Promise<void>((ready) => receiver.listen(0, "127.0.0.1", ready));
  const { port } = receiver.address() as AddressInfo;
  desk.sandbox.control.setWebhookUrl(`http://127.0.0.1:${port}/webhook?token=secret`);
});
afterAll(async () => {
  await desk.close();
  await new Promise((ended) => receiver.close(ended));
});
beforeEach(() => {
  refuseWith = null;
});

const db = () => desk.database.db;
const rowOf = async (id: string) => (await db().select().from(deliveries).where(eq(deliveries.id, id)))[0];
const lastAudit = async () =>
  (await db().select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1))[0];

/** Creates a payment whose webhook the sandbox sends to the receiver. */
async function announced(): Promise<{ paymentId: string; deliveryId: string }> {
  const payment = desk.sandbox.control.createPayment({ announce: true });
  await desk.sandbox.control.flushWebhooks();
  const [row] = await db().select().from(deliveries).where(eq(deliveries.paymentId, payment.id));
  if (row === undefined) throw new Error("the webhook did not come");
  return { paymentId: payment.id, deliveryId: row.id };
}

const makeDead = (id: string) =>
  db()
    .update(deliveries)
    .set({ state: "dead", nextAttemptAt: null, attempts: 16, lastError: "unreachable" })
    .where(eq(deliveries.id, id));

const detail = (id: string) => deliveryDetail(db(), id, { mayReadBody: true });

describe("processing again", () => {
  test("ends a dead letter, and returns and shows the changes", async () => {
    const { paymentId, deliveryId } = await announced();
    await makeDead(deliveryId);
    const before = await countDeadLetters(db());
    expect(before.count).toBeGreaterThan(0);
    expect((await detail(deliveryId))?.changes).toBeNull();
    expect(await processAgain(desk, operator, { deliveryId })).toEqual({ ok: true, value: { changes: 1 } });
    expect(await rowOf(deliveryId)).toMatchObject({ state: "processed", lastError: null });
    expect(await countDeadLetters(db())).toEqual({ ...before, count: before.count - 1 });
    const shown = await detail(deliveryId);
    expect(shown?.changes).toMatchObject([{ entry: { kind: "payment-status", rawStatus: "PAID" } }]);
    expect(await lastAudit()).toMatchObject({
      actorName: operator.name,
      action: "webhook.processed-again",
      subject: `delivery:${deliveryId}`,
      paymentId,
      detail: { before: "dead", error: null },
    });
  });

  test("shows the refund that a webhook ended, and no changes of other readings", async () => {
    const { paymentId, deliveryId } = await announced();
    await desk.workDeliveries();
    const { control, storeId } = desk.sandbox;
    control.script({ kind: "async-cancel", paymentId });
    const total = control.getPayment(paymentId)?.amount.total ?? 0;
    const payment = { id: paymentId, storeId, amount: { total, cancelled: 0 } };
    await requestRefund(desk, operator, fullRefund(payment));
    await control.flushWebhooks();
    await desk.workDeliveries();
    const [pending] = control.getPayment(paymentId)?.cancellations ?? [];
    control.endCancellation(paymentId, pending?.id ?? "", "succeed");
    await control.flushWebhooks();
    await desk.workDeliveries();
    const [cancelled] = await db()
      .select()
      .from(deliveries)
      .where(eq(deliveries.type, "Transaction.Cancelled"))
      .orderBy(desc(deliveries.receivedAt));
    const kinds = (await detail(cancelled?.id ?? ""))?.changes?.map(({ entry }) => entry.kind);
    expect(kinds).toEqual(expect.arrayContaining(["cancellation", "refund-state-changed", "payment-status"]));
    expect((await detail(deliveryId))?.changes?.map(({ entry }) => entry.kind)).toEqual(["payment-status"]);
  });

  test("of a processed webhook reads again and finds later changes", async () => {
    const { paymentId, deliveryId } = await announced();
    await desk.workDeliveries();
    expect(await processAgain(desk, operator, { deliveryId })).toEqual({ ok: true, value: { changes: 0 } });
    desk.sandbox.control.script({ kind: "webhook-lost", paymentId });
    desk.sandbox.control.cancelInConsole(paymentId);
    const again = await processAgain(desk, operator, { deliveryId });
    expect(again).toEqual({ ok: true, value: { changes: 2 } });
  });

  test("ends a waiting webhook before its next attempt, and the other webhooks of its payment", async () => {
    const { paymentId, deliveryId } = await announced();
    await db().transaction((tx) =>
      storeDeliveries(tx, [
        {
          id: `${deliveryId}-2`,
          type: "Transaction.Paid",
          storeId: desk.sandbox.storeId,
          paymentId,
          environment: "live",
          body: "{}",
          happenedAt: null,
          state: "waiting",
          lastError: null,
          repeats: 0,
        },
      ]),
    );
    expect(await processAgain(desk, operator, { deliveryId })).toMatchObject({ ok: true });
    expect(await rowOf(`${deliveryId}-2`)).toMatchObject({ state: "processed" });
  });

  test("that fails leaves a dead letter dead, with the error, and does not change a waiting webhook", async () => {
    const { paymentId, deliveryId } = await announced();
    await makeDead(deliveryId);
    desk.sandbox.control.script({ kind: "html", operation: "getPayment", paymentId });
    expect(await processAgain(desk, operator, { deliveryId })).toEqual({
      ok: false,
      error: { code: "unreachable" },
    });
    expect(await rowOf(deliveryId)).toMatchObject({ state: "dead", attempts: 16, lastError: "unreachable" });
    expect(await lastAudit()).toMatchObject({ detail: { before: "dead", error: "unreachable" } });

    const waiting = await announced();
    desk.sandbox.control.script({ kind: "malformed", operation: "getPayment", paymentId: waiting.paymentId });
    const before = await rowOf(waiting.deliveryId);
    expect(await processAgain(desk, operator, waiting)).toMatchObject({ ok: false });
    expect(await rowOf(waiting.deliveryId)).toMatchObject({
      state: "waiting",
      attempts: 0,
      nextAttemptAt: before?.nextAttemptAt,
    });
    await desk.workDeliveries();
    expect(await rowOf(waiting.deliveryId)).toMatchObject({ state: "processed" });
  });

  test("is refused for an unknown webhook and for an ignored webhook", async () => {
    expect(await processAgain(desk, operator, { deliveryId: "no-such" })).toMatchObject({
      error: { code: "delivery-not-found" },
    });
    const { deliveryId } = await announced();
    await db()
      .update(deliveries)
      .set({ state: "ignored", nextAttemptAt: null, type: "BillingKey.Issued" })
      .where(eq(deliveries.id, deliveryId));
    expect(await processAgain(desk, operator, { deliveryId })).toMatchObject({
      error: { code: "nothing-to-read" },
    });
  });
});

describe("PortOne's record of webhooks", () => {
  test("shows which sends arrived and which did not", async () => {
    const { paymentId, deliveryId } = await announced();
    refuseWith = 500;
    desk.sandbox.control.cancelInConsole(paymentId, { amount: 1_000 });
    await desk.sandbox.control.flushWebhooks();
    const sends = await sendsOf(desk, operator, { paymentId, storeId: null });
    if (!sends.ok) throw new Error(sends.error.code);
    expect(
      sends.value.map(({ status, arrival, responseCode }) => ({ status, arrival, responseCode })),
    ).toEqual([
      { status: "SUCCEEDED", arrival: { here: "yes", deliveryId }, responseCode: "200" },
      { status: "FAILED_NOT_OK_RESPONSE", arrival: { here: "no" }, responseCode: "500" },
    ]);
    expect(sends.value[0]?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/webhook$/);
    expect(sends.value[0]).not.toHaveProperty("header");
    expect(sends.value[0]).not.toHaveProperty("body");
  });

  test("is shown without processing waiting webhooks", async () => {
    const { paymentId, deliveryId } = await announced();
    await sendsOf(desk, operator, { paymentId, storeId: null });
    expect(await rowOf(deliveryId)).toMatchObject({ state: "waiting" });
    await desk.workDeliveries();
  });

  test("that cannot be read returns the error", async () => {
    const { paymentId } = await announced();
    desk.sandbox.control.script({ kind: "html", operation: "getPayment", paymentId });
    expect(await sendsOf(desk, operator, { paymentId, storeId: null })).toMatchObject({
      error: { code: "unreachable" },
    });
    expect(await sendsOf(desk, operator, { paymentId: "no-such", storeId: null })).toMatchObject({
      error: { code: "payment-not-found" },
    });
    await desk.workDeliveries();
  });
});

describe("a resend by PortOne", () => {
  test("delivers the webhook that did not arrive", async () => {
    const { paymentId, deliveryId } = await announced();
    refuseWith = 500;
    desk.sandbox.control.cancelInConsole(paymentId);
    await desk.sandbox.control.flushWebhooks();
    refuseWith = null;
    const sends = await sendsOf(desk, operator, { paymentId, storeId: null });
    const missing = sends.ok ? sends.value.find(({ arrival }) => arrival.here === "no") : undefined;
    expect(await requestResend(desk, operator, { deliveryId, sendId: missing?.id ?? "" })).toEqual({
      ok: true,
      value: null,
    });
    expect(await lastAudit()).toMatchObject({
      action: "webhook.resend-requested",
      subject: `payment:${paymentId}`,
      detail: { deliveryId, sendId: missing?.id, error: null },
    });
    const after = await sendsOf(desk, operator, { paymentId, storeId: null });
    expect(after.ok && after.value.map(({ arrival }) => arrival.here)).toEqual(["yes", "yes"]);
    expect(after.ok && after.value.at(-1)?.byHand).toBe(true);
    await desk.workDeliveries();
  });

  test("counts as a repeat of a stored webhook, and is refused after PortOne's limit", async () => {
    const { deliveryId } = await announced();
    const { maxManualResends } = desk.sandbox.control.switches();
    for (let n = 1; n <= maxManualResends; n += 1)
      expect(await requestResend(desk, operator, { deliveryId, sendId: null })).toMatchObject({ ok: true });
    expect(await rowOf(deliveryId)).toMatchObject({ repeats: maxManualResends });
    expect(await requestResend(desk, operator, { deliveryId, sendId: null })).toEqual({
      ok: false,
      error: { code: "retries-used-up" },
    });
    await desk.workDeliveries();
  });

  test("distinguishes PortOne's refusals from a missing answer", async () => {
    const { paymentId, deliveryId } = await announced();
    const resend = (sendId: string | null) => requestResend(desk, operator, { deliveryId, sendId });
    expect(await resend("no-such")).toMatchObject({ error: { code: "webhook-not-found" } });
    for (const [status, type, code] of [
      [404, "PAYMENT_NOT_FOUND", "payment-not-found"],
      [401, "UNAUTHORIZED", "unauthorized"],
      [403, "FORBIDDEN", "unauthorized"],
      [500, "WEBHOOK_NOT_FOUND", "unanswered"],
      [400, "SOMETHING_NEW", "unanswered"],
    ] as const) {
      desk.sandbox.control.script({
        kind: "status",
        operation: "resendWebhook",
        paymentId,
        status,
        body: { type, message: "scripted" },
      });
      expect(await resend(null), type).toMatchObject({ error: { code } });
    }
    desk.sandbox.control.script({ kind: "answer-then-drop", operation: "resendWebhook", paymentId });
    expect(await resend(null)).toMatchObject({ error: { code: "unanswered" } });
    expect(await requestResend(desk, operator, { deliveryId: "no-such", sendId: null })).toMatchObject({
      error: { code: "delivery-not-found" },
    });
    await desk.workDeliveries();
  });
});

describe("the list of webhooks", () => {
  const all = { tab: "all", query: "", after: null, before: null } as const;

  test("shows each webhook once over all pages, also webhooks of the same instant, and pages back", async () => {
    await db().execute(sql`
      insert into deliveries (id, type, payment_id, environment, body, received_at, state)
      select 'tie-' || n, 'Transaction.Paid', 'ties', 'live', '{}',
        timestamptz '2027-01-01 00:00:00.123456+00' + (n % 3) * interval '1 microsecond', 'processed'
      from generate_series(1, 100) as n`);
    const seen: string[] = [];
    let after: string | null = null;
    let previous: string | null = null;
    do {
      const page = await listDeliveries(db(), { ...all, tab: "processed", after });
      seen.push(...page.rows.map(({ id }) => id).filter((id) => id.startsWith("tie-")));
      ({ next: after, previous } = page);
    } while (after !== null);
    expect(seen).toHaveLength(100);
    expect(new Set(seen).size).toBe(100);
    let first = null;
    for (let before = previous; before !== null; before = first.previous)
      first = await listDeliveries(db(), { ...all, tab: "processed", before });
    expect(first?.rows.map(({ id }) => id)).toEqual(seen.slice(0, first?.rows.length));
  });

  test("finds the webhooks of a payment in every tab, and a webhook by its id", async () => {
    const { paymentId, deliveryId } = await announced();
    const found = await listDeliveries(db(), { ...all, tab: "dead", query: paymentId });
    expect(found).toMatchObject({ tab: "all", rows: [{ id: deliveryId }] });
    expect((await listDeliveries(db(), { ...all, query: deliveryId })).rows).toHaveLength(1);
    expect((await listDeliveries(db(), { ...all, query: paymentId.slice(0, -1) })).rows).toEqual([]);
    await desk.workDeliveries();
  });

  test("counts each state, and shows the first page for a forged position or a position of another list", async () => {
    const first = await listDeliveries(db(), all);
    const { counts } = first;
    expect(counts.all.count).toBe(
      counts.dead.count + counts.waiting.count + counts.processed.count + counts.ignored.count,
    );
    const ofPayments = Buffer.from(
      JSON.stringify({ requestedAt: "2026-01-01T00:00:00.000Z", storeId: "s", id: "i" }),
    ).toString("base64url");
    const ofRefunds = Buffer.from(
      JSON.stringify({ list: "refunds", at: "2026-01-01T00:00:00.000Z", id: "i" }),
    ).toString("base64url");
    for (const forged of ["..", "\u0000", ofPayments, ofRefunds])
      expect((await listDeliveries(db(), { ...all, after: forged })).rows).toEqual(first.rows);
  });

  test("shows today's rejected requests by reason, without warnings", async () => {
    const refused = new Request("http://desk.test/api/webhook", { method: "POST", body: "{}" });
    expect(await receiveWebhook(desk, refused)).toBe(400);
    desk.rejections.count("2024-01-01");
    await desk.rejections.flush();
    expect(await countRejectedToday(db())).toEqual([{ reason: "missing-headers", count: 1 }]);
  });
});

test("the body is complete for people who may process, and hidden from others if it may contain more than ids", async () => {
  const { deliveryId } = await announced();
  const asViewer = await deliveryDetail(db(), deliveryId, { mayReadBody: false });
  expect(asViewer?.body).toMatchObject({ whole: true });
  await db()
    .update(deliveries)
    .set({ type: "BillingKey.Issued", body: '{"data":{"billingKey":"bk-1"}}' })
    .where(eq(deliveries.id, deliveryId));
  expect((await deliveryDetail(db(), deliveryId, { mayReadBody: false }))?.body).toBeNull();
  expect((await detail(deliveryId))?.body).toEqual({ text: '{"data":{"billingKey":"…"}}', whole: false });
  expect(await detail("no-such")).toBeNull();
});
