// The idempotency key as documented, and every undocumented behaviour by its switch.
import { describe, expect, it } from "vitest";
import { at, eventually, holdAnswers, testReceiver, testSandbox } from "../test-harness.ts";

const key = "idempotency-key-0001";

describe("Idempotency-Key", () => {
  it("returns the stored answer again and moves money once", async () => {
    const { sandbox, client } = await testSandbox();
    const { id } = sandbox.control.createPayment();
    const first = await client.cancel(id, { amount: 1_000 }, key);
    const second = await client.cancel(id, { amount: 1_000 }, key);
    expect(second.text).toBe(first.text);
    expect(sandbox.control.ledger(id).map((entry) => [entry.amount, entry.idempotencyKey])).toEqual([
      [1_000, key],
    ]);
    await client.cancel(id, { amount: 1_000 }, "idempotency-key-0002");
    expect(sandbox.control.ledger(id)).toHaveLength(2);
  });

  it("answers 409 to every request while the first runs, and the stored answer afterwards", async () => {
    const receiver = await testReceiver();
    const held = holdAnswers(receiver);
    const { sandbox, client } = await testSandbox({ webhookUrl: receiver.url });
    const { id } = sandbox.control.createPayment();
    sandbox.control.script({ kind: "webhook-before-answer" });
    const first = client.cancel(id, {}, key);
    await eventually(() => sandbox.control.ledger(id).length).toBe(1);
    const meanwhile = await client.cancel(id, {}, key);
    expect([meanwhile.status, meanwhile.body.type]).toEqual([409, "IDEMPOTENCY_OUTSTANDING_REQUEST"]);
    held.release();
    const done = await first;
    expect((await client.cancel(id, {}, key)).text).toBe(done.text);
    expect(sandbox.control.ledger(id)).toHaveLength(1);
  });

  it.each([
    ["bare", "idempotency-key-0001"],
    ["short", '"fifteen-letters"'],
    ["long", `"${"k".repeat(257)}"`],
    ["a quote inside", '"idempotency"key-0001"'],
  ])("rejects a key that is %s", async (_, header) => {
    const { sandbox, client } = await testSandbox();
    const { id } = sandbox.control.createPayment();
    const reply = await client.post(`/payments/${id}/cancel`, { reason: "r" }, { "Idempotency-Key": header });
    expect([reply.status, reply.body.type]).toEqual([400, "INVALID_REQUEST"]);
    expect(sandbox.control.ledger()).toEqual([]);
  });

  it("accepts 16 and 256 characters, and is ignored on GET", async () => {
    const { sandbox, client } = await testSandbox();
    for (const length of [16, 256]) {
      const { id } = sandbox.control.createPayment();
      expect((await client.cancel(id, {}, "k".repeat(length))).status).toBe(200);
    }
    const { id } = sandbox.control.createPayment();
    const response = await fetch(`${sandbox.url}/payments/${id}`, {
      headers: { authorization: `PortOne ${sandbox.apiSecret}`, "Idempotency-Key": "bare" },
    });
    expect(response.status).toBe(200);
  });

  it("expires after three hours, or after the lifetime of the switch", async () => {
    const clock = { ms: Date.parse("2026-03-02T03:00:00Z") };
    const { sandbox, client } = await testSandbox({ now: () => clock.ms });
    const { id } = sandbox.control.createPayment();
    const moved = async () => {
      await client.cancel(id, { amount: 1_000 }, key);
      return sandbox.control.ledger(id).length;
    };
    expect(await moved()).toBe(1);
    clock.ms += 3 * 60 * 60 * 1000 - 1;
    expect(await moved()).toBe(1);
    clock.ms += 1;
    expect(await moved()).toBe(2);
    sandbox.control.setSwitches({ keyLifetimeMs: 0 });
    expect(await moved()).toBe(3);
  });

  it("returns a stored error or executes again, depending on the switch", async () => {
    const { sandbox, client } = await testSandbox();
    const { id } = sandbox.control.createPayment();
    sandbox.control.script({ kind: "pg-error" });
    const refused = await client.cancel(id, {}, key);
    expect(refused.status).toBe(502);
    expect((await client.cancel(id, {}, key)).text).toBe(refused.text);
    expect(sandbox.control.ledger(id)).toEqual([]);

    sandbox.control.setSwitches({ replayErrors: false });
    const other = sandbox.control.createPayment();
    sandbox.control.script({ kind: "pg-error" });
    expect((await client.cancel(other.id, {}, "idempotency-key-0003")).status).toBe(502);
    expect((await client.cancel(other.id, {}, "idempotency-key-0003")).status).toBe(200);
  });

  it("with another body is replayed, rejected or executed, depending on the switch", async () => {
    const { sandbox, client } = await testSandbox();
    const { id } = sandbox.control.createPayment();
    await client.cancel(id, { amount: 1_000 }, key);
    const rejected = await client.cancel(id, { amount: 2_000 }, key);
    expect([rejected.status, rejected.body.type]).toEqual([400, "INVALID_REQUEST"]);
    sandbox.control.setSwitches({ reusedKeyOtherBody: "replay" });
    expect(at((await client.cancel(id, { amount: 2_000 }, key)).body, "cancellation", "totalAmount")).toBe(
      1_000,
    );
    sandbox.control.setSwitches({ reusedKeyOtherBody: "execute" });
    expect(at((await client.cancel(id, { amount: 2_000 }, key)).body, "cancellation", "totalAmount")).toBe(
      2_000,
    );
    expect(sandbox.control.ledger(id).map((entry) => entry.amount)).toEqual([1_000, 2_000]);
  });

  it("is not used up by a request without credentials", async () => {
    const { sandbox, client } = await testSandbox();
    const { id } = sandbox.control.createPayment();
    const path = `/payments/${id}/cancel`;
    const stranger = { "Idempotency-Key": `"${key}"`, authorization: "PortOne nobody" };
    expect((await client.post(path, { reason: "고객 요청" }, stranger)).status).toBe(401);
    expect((await client.cancel(id, {}, key)).status).toBe(200);
  });
});
