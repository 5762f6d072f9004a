// Webhooks as a receiver gets them: signature, bodies, retries, faults, resends.
import { Webhook } from "@portone/server-sdk";
import { describe, expect, it } from "vitest";
import type { SandboxOptions } from "../server.ts";
import { at, eventually, type Receiver, testReceiver, testSandbox } from "../test-harness.ts";

async function prepared(options: SandboxOptions = {}) {
  const receiver = await testReceiver();
  const { sandbox, client } = await testSandbox({ webhookUrl: receiver.url, ...options });
  return { receiver, sandbox, client, control: sandbox.control };
}
const types = (receiver: Receiver) => receiver.received.map(({ body }) => at(JSON.parse(body), "type"));
const minute = 60_000;

describe("a webhook", () => {
  it("verifies with the SDK: live payments with the live secret, test payments with the test secret", async () => {
    const { receiver, sandbox, control } = await prepared();
    const live = control.createPayment({ announce: true });
    const test = control.createPayment({ announce: true, channelType: "TEST" });
    await control.flushWebhooks();
    const verify = (index: number, secret: string) => {
      const { body, headers } = receiver.received[index] ?? { body: "", headers: {} };
      const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      return Webhook.verify(secret, body, plain);
    };
    expect(await verify(0, sandbox.webhookSecret)).toMatchObject({
      type: "Transaction.Paid",
      data: { paymentId: live.id, storeId: sandbox.storeId, transactionId: live.transactionId },
    });
    expect(await verify(1, sandbox.testWebhookSecret)).toMatchObject({ data: { paymentId: test.id } });
    await expect(verify(0, sandbox.testWebhookSecret)).rejects.toThrow(Webhook.WebhookVerificationError);
    expect(receiver.received[0]?.headers["content-type"]).toBe("application/json");
  });

  it("announces partial, full, pending and failed cancels with the cancellation's id", async () => {
    const { receiver, client, control } = await prepared();
    const { id } = control.createPayment({ total: 10_000 });
    const part = await client.cancel(id, { amount: 1_000 });
    await control.flushWebhooks();
    control.script({ kind: "async-cancel" });
    const pending = String(at((await client.cancel(id, { amount: 2_000 })).body, "cancellation", "id"));
    await control.flushWebhooks();
    control.endCancellation(id, pending, "fail");
    await control.flushWebhooks();
    control.setSwitches({ asyncFailureSendsWebhook: false });
    control.script({ kind: "async-cancel" });
    const silent = String(at((await client.cancel(id, { amount: 2_000 })).body, "cancellation", "id"));
    control.endCancellation(id, silent, "fail");
    await control.flushWebhooks();
    await client.cancel(id, {});
    await control.flushWebhooks();
    expect(types(receiver)).toEqual([
      "Transaction.PartialCancelled",
      "Transaction.CancelPending",
      "Transaction.CancelFailed",
      "Transaction.CancelPending",
      "Transaction.Cancelled",
    ]);
    const first = JSON.parse(receiver.received[0]?.body ?? "");
    expect(at(first, "data", "cancellationId")).toBe(at(part.body, "cancellation", "id"));
    expect(control.webhooks(id)[2]?.trigger).toBe("ASYNC_CANCEL_FAILED");
  });

  it("is sent for console cancels, deposits and disputes too, but not with skipWebhook", async () => {
    const { receiver, client, control } = await prepared();
    const paid = control.createPayment({ total: 10_000 });
    await client.cancel(paid.id, { amount: 1_000, skipWebhook: true });
    await control.flushWebhooks();
    expect(types(receiver)).toEqual([]);
    control.cancelInConsole(paid.id, { amount: 2_000, reason: "손님 요청" });
    control.cancelByOther(paid.id, { trigger: "PORTONE_ADMIN" });
    expect(control.getPayment(paid.id)?.cancellations?.map((entry) => [entry.trigger, entry.reason])).toEqual(
      [
        ["API", "고객 요청"],
        ["CONSOLE", "관리자페이지취소"],
        ["PORTONE_ADMIN", "포트원 관리자 취소"],
      ],
    );
    expect(control.ledger(paid.id).map((entry) => entry.by)).toEqual(["api", "console", "portone-admin"]);
    const waiting = control.createPayment({ status: "VIRTUAL_ACCOUNT_ISSUED" });
    control.deposit(waiting.id);
    control.dispute(waiting.id, "open");
    await control.flushWebhooks();
    expect(types(receiver).sort()).toEqual([
      "Transaction.Cancelled",
      "Transaction.DisputeCreated",
      "Transaction.Paid",
      "Transaction.PartialCancelled",
    ]);
    expect(control.getPayment(waiting.id)).toMatchObject({
      status: "PAID",
      disputes: [{ status: "UNRESOLVED" }],
    });
    expect(() => control.deposit(waiting.id)).toThrow("does not wait");
    expect(() => control.cancelInConsole(paid.id)).toThrow("cannot be cancelled");
  });

  it("has the body of 2024-01-01 when the switch says so", async () => {
    const { receiver, client, control } = await prepared();
    control.setSwitches({ webhookVersion: "2024-01-01" });
    const { id, transactionId } = control.createPayment();
    await client.cancel(id, { amount: 1_000 });
    await control.flushWebhooks();
    expect(JSON.parse(receiver.received[0]?.body ?? "")).toEqual({
      payment_id: id,
      tx_id: transactionId,
      status: "PartialCancelled",
    });
  });

  it("is recorded but not sent without an address, and is sent to this machine only", async () => {
    const { sandbox } = await testSandbox();
    const { id } = sandbox.control.createPayment({ announce: true });
    await sandbox.control.flushWebhooks();
    expect(sandbox.control.webhooks(id)).toMatchObject([
      { type: "Transaction.Paid", state: "unsent", attempts: [] },
    ]);
    expect(() => sandbox.control.setWebhookUrl("http://example.com/hook")).toThrow("this machine only");
    await expect(testSandbox({ webhookUrl: "https://127.0.0.1/hook" })).rejects.toThrow("this machine only");
  });
});

describe("retries", () => {
  const schedule = [1, 4, 16, 64, 256];

  it("happen five times, each after a random part of its wait, and then stop", async () => {
    const clock = { ms: Date.now() };
    const { receiver, control } = await prepared({ now: () => clock.ms });
    receiver.answer = (count) => (count === 2 ? "hang up" : 500);
    const { id } = control.createPayment({ announce: true });
    await control.flushWebhooks();
    expect(receiver.received).toHaveLength(1);
    const waits: number[] = [];
    for (const longest of schedule) {
      const { nextAt } = control.webhooks(id)[0] ?? {};
      waits.push((nextAt ?? 0) - clock.ms);
      expect(waits.at(-1)).toBeGreaterThanOrEqual(0);
      expect(waits.at(-1)).toBeLessThan(longest * minute);
      clock.ms += longest * minute;
      await control.flushWebhooks();
    }
    expect(new Set(waits).size).toBe(5);
    expect(receiver.received).toHaveLength(6);
    const webhook = control.webhooks(id)[0];
    expect(webhook).toMatchObject({ state: "gave-up", nextAt: null });
    expect(webhook?.attempts.map((attempt) => attempt.status)).toEqual([500, null, 500, 500, 500, 500]);
    clock.ms += 1000 * minute;
    await control.flushWebhooks();
    expect(receiver.received).toHaveLength(6);
    const log = control.getPayment(id)?.webhooks?.[0];
    expect(log).toMatchObject({
      status: "FAILED_NOT_OK_RESPONSE",
      currentExecutionCount: 6,
      maxExecutionCount: 6,
    });
  });

  it("stop at the first success, and their waits are scaled by the factor", async () => {
    const { receiver, control } = await prepared({ webhookTimeFactor: 0.000_01 });
    receiver.answer = (count) => (count < 4 ? 503 : 204);
    const { id } = control.createPayment({ announce: true });
    await eventually(() => control.webhooks(id)[0]?.state).toBe("succeeded");
    expect(receiver.received).toHaveLength(4);
  });

  it("have the same or a new id and timestamp, depending on the switches; the body never changes", async () => {
    const clock = { ms: Date.now() };
    const { receiver, control } = await prepared({ now: () => clock.ms });
    receiver.answer = () => 500;
    control.createPayment({ announce: true });
    await control.flushWebhooks();
    clock.ms += minute;
    await control.flushWebhooks();
    control.setSwitches({ webhookIdNewOnRetry: true, webhookTimestampNewOnRetry: false });
    clock.ms += 4 * minute;
    await control.flushWebhooks();
    const header = (name: string) => receiver.received.map(({ headers }) => String(headers[name]));
    const [id1, id2, id3] = header("webhook-id");
    expect([id2 === id1, id3 === id1]).toEqual([true, false]);
    const [time1, time2, time3] = header("webhook-timestamp");
    expect([time2 === time1, time3 === time1]).toEqual([false, true]);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  });

  it("count only 200 as success when the switch says so", async () => {
    const { receiver, control } = await prepared();
    receiver.answer = () => 204;
    control.setSwitches({ webhookSuccess: "200" });
    const { id } = control.createPayment({ announce: true });
    await control.flushWebhooks();
    expect(control.webhooks(id)[0]).toMatchObject({
      state: "waiting",
      attempts: [{ status: 204, ok: false }],
    });
  });

  it("are signed with the base clock, so that a receiver accepts a sandbox with a shifted clock", async () => {
    const { receiver, control } = await prepared();
    control.shiftClock(5 * 60 * minute);
    control.createPayment({ announce: true });
    await control.flushWebhooks();
    const signedAt = Number(receiver.received[0]?.headers["webhook-timestamp"]) * 1000;
    expect(Math.abs(Date.now() - signedAt)).toBeLessThan(minute);
  });
});

describe("webhook faults", () => {
  it("drop, double or delay a webhook", async () => {
    const { receiver, control } = await prepared();
    control.script({ kind: "webhook-lost" });
    const lost = control.createPayment({ announce: true });
    control.script({ kind: "webhook-twice" });
    const twice = control.createPayment({ announce: true });
    control.script({ kind: "webhook-delay", ms: 10 * minute });
    const late = control.createPayment({ announce: true });
    await control.flushWebhooks();
    const got = () => receiver.received.map(({ body }) => at(JSON.parse(body), "data", "paymentId"));
    expect(got()).toEqual([twice.id, twice.id]);
    expect(receiver.received[0]?.headers["webhook-id"]).toBe(receiver.received[1]?.headers["webhook-id"]);
    control.shiftClock(10 * minute);
    await control.flushWebhooks();
    expect(got()).toEqual([twice.id, twice.id, late.id]);
    expect(control.webhooks(lost.id)).toMatchObject([{ state: "lost", attempts: [] }]);
  });

  it("out of order: hold a webhook until the next webhook of its payment was sent", async () => {
    const { receiver, client, control } = await prepared();
    const { id } = control.createPayment({ total: 10_000 });
    control.script({ kind: "webhook-out-of-order", paymentId: id });
    await client.cancel(id, { amount: 1_000 });
    control.createPayment({ announce: true });
    await control.flushWebhooks();
    expect(types(receiver)).toEqual(["Transaction.Paid"]);
    await client.cancel(id, {});
    await control.flushWebhooks();
    expect(types(receiver)).toEqual([
      "Transaction.Paid",
      "Transaction.Cancelled",
      "Transaction.PartialCancelled",
    ]);
  });

  it("before the answer: deliver a webhook while the API's caller still waits", async () => {
    const { receiver, client, control } = await prepared();
    const { id } = control.createPayment();
    control.script({ kind: "webhook-before-answer", paymentId: id });
    let answered = false;
    const seen: boolean[] = [];
    receiver.during = async () => {
      await new Promise((resolve) => setTimeout(resolve, 40));
      seen.push(answered);
    };
    await client.cancel(id, {});
    answered = true;
    await control.flushWebhooks();
    expect(seen).toEqual([false]);
    expect(receiver.received).toHaveLength(1);
  });

  it("apply only to the webhook type that they name", async () => {
    const { receiver, client, control } = await prepared();
    control.script({ kind: "webhook-lost", webhookType: "Transaction.Cancelled" });
    const { id } = control.createPayment({ announce: true });
    await client.cancel(id, {});
    await control.flushWebhooks();
    expect(types(receiver)).toEqual(["Transaction.Paid"]);
  });
});

describe("a manual resend", () => {
  it("sends the latest or the named webhook again, and is in the payment's webhook log", async () => {
    const { receiver, client, control } = await prepared();
    receiver.answer = (count) => (count <= 2 ? 500 : 200);
    const { id } = control.createPayment({ announce: true });
    await client.cancel(id, {});
    await control.flushWebhooks();
    const [paid, cancelled] = control.webhooks(id);
    const latest = await client.post(`/payments/${id}/resend-webhook`, {});
    expect(latest.body.webhook).toMatchObject({ id: cancelled?.id, status: "SUCCEEDED", trigger: "MANUAL" });
    expect(control.webhooks(id)[1]).toMatchObject({ state: "succeeded", nextAt: null });
    const named = await client.post(`/payments/${id}/resend-webhook`, { webhookId: paid?.id });
    expect(at(named.body, "webhook", "id")).toBe(paid?.id);
    expect(receiver.received.at(-1)?.body).toBe(paid?.body);
  });
});
