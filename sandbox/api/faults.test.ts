// Every scripted fault as a client's socket sees it, and whether money moved.
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import type { FaultInput } from "../control/faults.ts";
import { at, eventually, testSandbox } from "../test-harness.ts";

async function paymentWithFault(fault: FaultInput) {
  const { sandbox, client } = await testSandbox();
  const { id } = sandbox.control.createPayment({ total: 10_000 });
  sandbox.control.script({ ...fault, paymentId: id });
  const moved = () => sandbox.control.ledger(id).length;
  return { sandbox, client, id, moved, control: sandbox.control };
}

describe("a fault of an answer", () => {
  it("delay with executeAt start: the cancel is executed at once and answered late", async () => {
    const { client, id, moved } = await paymentWithFault({ kind: "delay", ms: 300 });
    const begun = performance.now();
    const answer = client.cancel(id, {});
    await eventually(moved).toBe(1);
    expect((await answer).status).toBe(200);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(295);
  });

  it("delay with executeAt end: the cancel is executed after the client has disconnected", async () => {
    const { sandbox, id, moved, control } = await paymentWithFault({
      kind: "delay",
      ms: 700,
      executeAt: "end",
    });
    const abort = new AbortController();
    const call = fetch(`${sandbox.url}/payments/${id}/cancel`, {
      method: "POST",
      headers: { authorization: `PortOne ${sandbox.apiSecret}`, "Idempotency-Key": '"gone-client-00001"' },
      body: '{"reason":"r"}',
      signal: abort.signal,
    });
    await eventually(() => control.requests().length).toBe(1);
    abort.abort();
    await expect(call).rejects.toThrow("abort");
    expect(moved()).toBe(0);
    await eventually(moved).toBe(1);
  });

  it("answer-then-drop: money moves, half of the answer is sent, and the same key returns the answer", async () => {
    const { client, id, moved, control } = await paymentWithFault({ kind: "answer-then-drop" });
    await expect(client.cancel(id, {}, "dropped-answer-0001")).rejects.toThrow();
    expect(moved()).toBe(1);
    expect(control.requests().at(-1)).toMatchObject({ status: null, fault: "answer-then-drop" });
    expect(at((await client.cancel(id, {}, "dropped-answer-0001")).body, "cancellation", "status")).toBe(
      "SUCCEEDED",
    );
    expect(moved()).toBe(1);
  });

  it("reset: nothing is executed, and the key is unused", async () => {
    const { client, id, moved } = await paymentWithFault({ kind: "reset" });
    await expect(client.cancel(id, {}, "reset-connection-01")).rejects.toThrow("fetch failed");
    expect(moved()).toBe(0);
    expect((await client.cancel(id, {}, "reset-connection-01")).status).toBe(200);
  });

  it("execute-then-silence with ms: the cancel is executed that much later, and not answered", async () => {
    const { client, id, moved } = await paymentWithFault({ kind: "execute-then-silence", ms: 200 });
    let isAnswered = false;
    void client.cancel(id, {}).then(
      () => {
        isAnswered = true;
      },
      () => undefined,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(moved()).toBe(0);
    await eventually(moved).toBe(1);
    expect(isAnswered).toBe(false);
  });

  it.each([
    ["execute-then-silence", 1],
    ["silence", 0],
  ] as const)("%s: no answer comes until the client or close() ends the request", async (kind, count) => {
    const { sandbox, id, moved } = await paymentWithFault({ kind });
    const body = '{"reason":"r"}';
    const socket = connect(Number(new URL(sandbox.url).port), "127.0.0.1");
    const received: Buffer[] = [];
    socket.on("data", (chunk) => received.push(chunk));
    const ended = new Promise((resolve) => socket.once("close", resolve));
    socket.write(
      `POST /payments/${id}/cancel HTTP/1.1\r\nhost: x\r\nauthorization: PortOne ${sandbox.apiSecret}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await eventually(() => sandbox.control.requests().at(-1)?.body).toBe(body);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([moved(), received.length, socket.destroyed]).toEqual([count, 0, false]);
    await sandbox.close();
    await ended;
    expect(received).toEqual([]);
  });

  it.each([
    [false, 0],
    [true, 1],
  ])("pg-error with executed %s: money moves only when executed", async (executed, count) => {
    const { client, id, moved } = await paymentWithFault({
      kind: "pg-error",
      pgCode: "8178",
      pgMessage: "정산금액 부족",
      executed,
    });
    const reply = await client.cancel(id, {});
    expect(reply).toMatchObject({
      status: 502,
      body: { type: "PG_PROVIDER", pgCode: "8178", pgMessage: "정산금액 부족" },
    });
    expect(moved()).toBe(count);
  });

  it.each([
    [500, false, 0],
    [502, true, 1],
    [503, false, 0],
  ] as const)(
    "html %i with executed %s: a second request with the same key gets the real answer",
    async (status, executed, count) => {
      const { client, id, moved } = await paymentWithFault({ kind: "html", status, executed });
      const reply = await client.cancel(id, {}, "html-answer-000001");
      expect(reply.status).toBe(status);
      expect(reply.text).toMatch(/^<html>/);
      expect(moved()).toBe(count);
      expect((await client.cancel(id, {}, "html-answer-000001")).status).toBe(200);
      expect(moved()).toBe(1);
    },
  );

  it("status: the scripted status and JSON body are sent, executed or not", async () => {
    const { client, id, moved, control } = await paymentWithFault({
      kind: "status",
      status: 429,
      body: { message: "slow down" },
    });
    expect(await client.cancel(id, {})).toMatchObject({ status: 429, body: { message: "slow down" } });
    expect(moved()).toBe(0);
    control.script({ kind: "status", status: 418, body: { type: "TEAPOT" }, executed: true });
    expect(await client.cancel(id, {})).toMatchObject({ status: 418, body: { type: "TEAPOT" } });
    expect(moved()).toBe(1);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])(
    "unknown-status with executed %s: a 200 has an unknown status, and the payment shows the outcome",
    async (executed, count) => {
      const { client, id, moved, control } = await paymentWithFault({ kind: "unknown-status", executed });
      const reply = await client.cancel(id, {}, "unknown-status-0001");
      expect([reply.status, at(reply.body, "cancellation", "status")]).toEqual([200, "UNDER_REVIEW"]);
      expect(moved()).toBe(count);
      expect((await client.cancel(id, {}, "unknown-status-0001")).text).toBe(reply.text);
      expect(control.getPayment(id)?.status).toBe(executed ? "CANCELLED" : "PAID");
    },
  );

  it.each([
    [true, 1],
    [false, 0],
  ])("malformed with executed %s: half of a JSON body is sent", async (executed, count) => {
    const { client, id, moved } = await paymentWithFault({ kind: "malformed", executed });
    const reply = await client.cancel(id, {});
    expect(reply.status).toBe(200);
    expect(() => JSON.parse(reply.text)).toThrow(SyntaxError);
    expect(moved()).toBe(count);
  });

  it("fail-cancel: a 200 has a failed cancellation, and no money moves", async () => {
    const { client, id, moved, control } = await paymentWithFault({ kind: "fail-cancel" });
    expect(at((await client.cancel(id, {})).body, "cancellation", "status")).toBe("FAILED");
    expect(moved()).toBe(0);
    expect(control.getPayment(id)).toMatchObject({ status: "PAID", cancellations: [{ status: "FAILED" }] });
  });
});

describe("a scripted fault", () => {
  it("applies to its payment and operation, count times, in the order of scripting", async () => {
    const { sandbox, client } = await testSandbox();
    const { control } = sandbox;
    const [a, b] = [control.createPayment(), control.createPayment()];
    control.script({ kind: "status", status: 503, paymentId: a.id, operation: "getPayment", count: 2 });
    control.script({ kind: "status", status: 429, paymentId: a.id, operation: "any" });
    const get = async (id: string) => (await client.get(`/payments/${id}`)).status;
    expect([await get(b.id), await get(a.id)]).toEqual([200, 503]);
    expect(control.faults().map((fault) => fault.count)).toEqual([1, 1]);
    expect([await get(a.id), await get(a.id), await get(a.id)]).toEqual([503, 429, 200]);
    control.script({ kind: "status", status: 429 });
    expect(await get(a.id)).toBe(200);
    expect((await client.cancel(a.id, {})).status).toBe(429);
    control.script({ kind: "reset" });
    control.clearFaults();
    expect((await client.cancel(a.id, {})).status).toBe(200);
  });

  it("of a cancel's outcome combines with a fault of its answer", async () => {
    const { client, id, control } = await paymentWithFault({ kind: "async-cancel" });
    control.script({ kind: "html", executed: true });
    expect((await client.cancel(id, {})).status).toBe(502);
    expect(control.getPayment(id)?.cancellations).toMatchObject([{ status: "REQUESTED" }]);
  });

  it("of an unknown kind is rejected", async () => {
    const { control } = (await testSandbox()).sandbox;
    expect(() => control.script({ kind: "status", status: 42 })).toThrow();
    expect(() => control.script({ kind: "delay", ms: -1 })).toThrow();
  });
});

describe("the log of requests", () => {
  it("contains what was sent, but never the secret", async () => {
    const { sandbox, client } = await testSandbox();
    const { id } = sandbox.control.createPayment();
    await client.cancel(id, { amount: 1_000 }, "what-was-sent-0001");
    await client.list("/payments", { page: { size: 1 } });
    expect(sandbox.control.requests({ operation: "cancelPayment" })).toMatchObject([
      {
        method: "POST",
        path: `/payments/${id}/cancel`,
        paymentId: id,
        authorized: true,
        idempotencyKey: "what-was-sent-0001",
        headers: { "idempotency-key": '"what-was-sent-0001"' },
        body: '{"reason":"고객 요청","amount":1000}',
        status: 200,
      },
    ]);
    expect(sandbox.control.requests({ method: "GET" })).toHaveLength(1);
    expect(JSON.stringify(sandbox.control.requests())).not.toContain(sandbox.apiSecret);
  });
});
