import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeCancelBody } from "@/lib/domain/refund/cancel-body";
import { type RunningSandbox, startSandbox } from "@/sandbox/server";
import { createGateway, type Gateway } from "./gateway";
import { confineToStore } from "./own-store";
import { NotSentError } from "./transport";

const otherStore = "store-of-somebody-else";
let sandbox: RunningSandbox;
let open: Gateway;
let confined: Gateway;
beforeAll(async () => {
  sandbox = await startSandbox({ payments: "none" });
  open = createGateway({
    base: sandbox.url,
    secret: sandbox.apiSecret,
    cancelLimitMs: 2_000,
    readLimitMs: 2_000,
  });
  confined = confineToStore(open, sandbox.storeId);
  for (const [id, storeId] of [
    ["own", sandbox.storeId],
    ["others", otherStore],
  ] as const)
    sandbox.control.createPayment({ id, storeId, total: 10_000 });
});
afterAll(() => sandbox.close());

let keys = 0;
function key(): string {
  keys += 1;
  return `own-store-test-${keys}`;
}
type Target = { paymentId: string; storeId: string | undefined };
const period = () => ({ from: new Date(Date.now() - 86_400_000), until: new Date() });
/** Every gateway call that takes a store. */
const calls: Record<
  Exclude<keyof Gateway, "config" | "getPromotion">,
  (gateway: Gateway, target: Target) => Promise<unknown>
> = {
  getPayment: (gateway, target) => gateway.getPayment(target),
  listPaymentsByCursor: (gateway, { storeId }) =>
    gateway.listPaymentsByCursor({ ...period(), storeId, size: 100 }),
  listPayments: (gateway, { storeId }) =>
    gateway.listPayments({ ...period(), by: "creation", storeId, number: 0, size: 100 }),
  listEventsByCursor: (gateway, { storeId }) =>
    gateway.listEventsByCursor({ ...period(), storeId, size: 100 }),
  cancelPayment: (gateway, { paymentId, storeId }) => {
    const body = {
      storeId: storeId ?? sandbox.storeId,
      reason: "고객 변심",
      requester: "CUSTOMER" as const,
      amount: 1,
    };
    return gateway.cancelPayment({ paymentId, key: key(), requestText: writeCancelBody(body), body });
  },
  resendWebhook: (gateway, target) => gateway.resendWebhook(target),
  closeVirtualAccount: (gateway, { paymentId, storeId }) =>
    gateway.closeVirtualAccount({ paymentId, storeId: storeId ?? sandbox.storeId, key: key() }),
  cancelCashReceipt: (gateway, { paymentId, storeId }) =>
    gateway.cancelCashReceipt({ paymentId, storeId: storeId ?? sandbox.storeId, key: key() }),
  stopCancellation: (gateway, { paymentId, storeId }) =>
    gateway.stopCancellation({
      paymentId,
      storeId: storeId ?? sandbox.storeId,
      cancellationId: "c",
      key: key(),
    }),
};
const names = Object.keys(calls) as (keyof typeof calls)[];

test("a desk with a store sends no request that names another store and returns no data of another store", async () => {
  const target = fc.record({
    name: fc.constantFrom(...names),
    paymentId: fc.constantFrom("own", "others"),
    storeId: fc.oneof(
      fc.constantFrom(undefined, sandbox.storeId, otherStore),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
    ),
  });
  await fc.assert(
    fc.asyncProperty(target, async ({ name, ...about }) => {
      const before = sandbox.control.requests().length;
      const answer = await calls[name](confined, about).catch((error: unknown) => {
        expect(error).toBeInstanceOf(NotSentError);
        return null;
      });
      expect(JSON.stringify(answer)).not.toContain(otherStore);
      const sent = sandbox.control.requests().slice(before);
      const isOther = about.storeId !== undefined && about.storeId !== sandbox.storeId;
      expect(sent).toHaveLength(isOther ? 0 : 1);
      for (const { query, body } of sent) {
        const sentText = `${decodeURIComponent(query)} ${body ?? ""}`;
        expect(sentText).toContain(sandbox.storeId);
        expect(sentText).not.toContain(otherStore);
      }
    }),
    { numRuns: 300 },
  );
  expect(sandbox.control.ledger("others")).toEqual([]);
  expect(sandbox.control.ledger("own").length).toBeGreaterThan(0);
});

test("a desk without a store reads any store, so the test above would notice such a request", async () => {
  expect(await open.getPayment({ paymentId: "others", storeId: otherStore })).toMatchObject({ ok: true });
  expect(confineToStore(open, null)).toBe(open);
});
