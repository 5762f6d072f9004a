// Each scene makes a payment that meets what the scene promises, and touches no other payment.
import { expect, it } from "vitest";
import { at, testReceiver, testSandbox } from "../test-harness.ts";
import { type SceneName, sceneNames } from "./scenes.ts";

async function play(name: SceneName) {
  const { sandbox, client } = await testSandbox();
  const payment = sandbox.control.playScene(name);
  const cancel = (body: Record<string, unknown> = {}) => client.cancel(payment.id, body);
  const moved = () => sandbox.control.ledger(payment.id).map(({ amount }) => amount);
  return { control: sandbox.control, client, payment, cancel, moved };
}

it("a scene announces its payment, and its faults are of this payment only", async () => {
  const receiver = await testReceiver();
  const { sandbox, client } = await testSandbox({ webhookUrl: receiver.url });
  const ids = sceneNames.map((name) => sandbox.control.playScene(name).id);
  expect(new Set(ids).size).toBe(10);
  await expect
    .poll(() => new Set(receiver.received.map(({ body }) => JSON.parse(body).data.paymentId)))
    .toEqual(new Set(ids));
  for (const fault of sandbox.control.faults()) expect(ids).toContain(fault.paymentId);
  const other = sandbox.control.createPayment({});
  expect((await client.cancel(other.id, {})).status).toBe(200);
});

it("the PG refuses once, and the second cancel succeeds", async () => {
  const { cancel, moved } = await play("pg-refuses");
  expect((await cancel()).body).toMatchObject({ type: "PG_PROVIDER", pgCode: "8178" });
  expect(moved()).toEqual([]);
  expect((await cancel()).status).toBe(200);
});

it("without an answer the money moved, or nothing happened", async () => {
  const dropped = await play("nothing-without-answer");
  await expect(dropped.cancel()).rejects.toThrow();
  expect(dropped.moved()).toEqual([]);
  const silent = await play("moved-without-answer");
  const unanswered = silent.cancel().then(
    () => "answered",
    () => "ended",
  );
  await expect.poll(silent.moved).toEqual([64_000]);
  expect(await Promise.race([unanswered, new Promise((end) => setTimeout(end, 300, "open"))])).toBe("open");
});

it.each([
  ["async-succeeds", "SUCCEEDED", [45_000]],
  ["async-fails", "FAILED", []],
] as const)("%s: requested at first, and %s after 20 seconds", async (name, end, money) => {
  const { control, cancel, payment, moved } = await play(name);
  expect(at((await cancel()).body, "cancellation", "status")).toBe("REQUESTED");
  control.shiftClock(21_000);
  await expect.poll(() => control.getPayment(payment.id)?.cancellations?.[0]?.status).toBe(end);
  expect(moved()).toEqual(money);
});

it("a gift certificate cannot be cancelled in part, a virtual account needs a refund account", async () => {
  const gift = await play("no-partial-cancel");
  expect((await gift.cancel({ amount: 1_000 })).body.type).toBe("PG_PROVIDER");
  expect((await gift.cancel()).status).toBe(200);
  const account = await play("virtual-account");
  expect((await account.cancel()).body.type).toBe("INVALID_REQUEST");
});

it("a part is cancelled in the console already", async () => {
  const { payment, control } = await play("cancelled-in-console");
  expect(payment.status).toBe("PARTIAL_CANCELLED");
  expect(control.ledger(payment.id)).toMatchObject([{ amount: 10_000, by: "console" }]);
});

it("no webhook of a cancel is sent when they are lost", async () => {
  const receiver = await testReceiver();
  const { sandbox, client } = await testSandbox({ webhookUrl: receiver.url });
  const { id } = sandbox.control.playScene("webhooks-lost");
  await client.cancel(id, {});
  sandbox.control.shiftClock(21_000);
  await expect.poll(() => sandbox.control.ledger(id)).toHaveLength(1);
  const states = sandbox.control.webhooks(id).map(({ type, state }) => [type, state]);
  expect(states).toEqual(
    expect.arrayContaining([
      ["Transaction.CancelPending", "lost"],
      ["Transaction.Cancelled", "lost"],
    ]),
  );
});
