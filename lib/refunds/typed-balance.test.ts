// Rule 7 of the ledger over HTTP: PortOne counts another balance than its payment object shows, refuses ours, and a
// person who may says which one counts, or that it be sent without.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import type { RefundRequest } from "@/lib/domain/refund/refund";
import { administrator, fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { requestRefund } from "./request-refund";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
  desk.sandbox.control.setSwitches({ balanceBasis: "paid" });
});
afterAll(() => desk.close());

const inconsistent = {
  state: "failed",
  failure: { code: "refused", type: "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN" },
};

/** Of 10,000 a thousand were paid by points, which the payment object does not show; and PortOne counts what was charged. */
async function countedOtherwise() {
  const { control } = desk.sandbox;
  const payment = control.createPayment({
    total: 10_000,
    discount: 1_000,
    extra: { amount: { discount: 0, paid: 10_000 } },
  });
  const shown = fullRefund({ ...payment, amount: { total: 10_000, cancelled: 0 } });
  const ask = (more: Partial<RefundRequest> = {}, who = administrator) =>
    requestRefund(desk, who, { ...shown, requestId: randomUUID(), ...more });
  return {
    payment,
    ask,
    /** The bodies of the cancels that PortOne received. */
    sent: () =>
      control
        .requests({ operation: "cancelPayment", paymentId: payment.id })
        .map(({ body }) => JSON.parse(body) as { amount?: number; currentCancellableAmount?: number }),
    moved: () => control.ledger(payment.id).map(({ amount }) => amount),
    mayType: async () => (await paymentDetail(desk.database.db, { paymentId: payment.id }))?.mayTypeBalance,
  };
}

const typed = (balance: number) => ({ lock: { kind: "typed", balance } }) as const;
const without = { lock: { kind: "without" } } as const;

test("rule 7: PortOne refuses the balance that it shows, and only then a person's word is taken", async () => {
  const { ask, sent, moved, mayType } = await countedOtherwise();
  for (const word of [typed(9_000), without])
    expect(await ask(word)).toMatchObject({ error: { code: "lock-not-needed" } });
  expect(sent()).toEqual([]);
  expect(await ask()).toMatchObject({ value: inconsistent });
  expect(sent()).toMatchObject([{ currentCancellableAmount: 10_000 }]);
  expect(moved()).toEqual([]);
  expect(await mayType()).toBe(true);
});

test("the balance that a person read in the console is sent as the lock, and all of it goes back", async () => {
  const { ask, sent, moved, mayType } = await countedOtherwise();
  await ask();
  // Mistyped: PortOne refuses that one too, moves nothing, and it can be typed again.
  expect(await ask(typed(9_500))).toMatchObject({ value: { ...inconsistent, lockFrom: "typed" } });
  expect(moved()).toEqual([]);
  expect(await mayType()).toBe(true);
  expect(await ask(typed(9_000))).toMatchObject({
    value: { state: "succeeded", lockAmount: 9_000, lockFrom: "typed", actorId: administrator.id },
  });
  expect(sent().map(({ currentCancellableAmount }) => currentCancellableAmount)).toEqual([
    10_000, 9_500, 9_000,
  ]);
  expect(sent().at(-1)).not.toHaveProperty("amount");
  expect(moved()).toEqual([9_000]);
});

test("a part goes back under a typed balance, never more than it", async () => {
  const { ask, sent, moved } = await countedOtherwise();
  await ask();
  const part = (amount: number) => ({ cancel: { kind: "partial", shown: 10_000, amount } }) as const;
  expect(await ask({ ...part(9_001), ...typed(9_000) })).toMatchObject({
    error: { code: "amount-exceeds-balance" },
  });
  expect(await ask({ ...part(4_000), ...typed(9_000) })).toMatchObject({ value: { state: "succeeded" } });
  expect(sent()).toMatchObject([{}, { amount: 4_000, currentCancellableAmount: 9_000 }]);
  expect(sent()).toHaveLength(2);
  expect(moved()).toEqual([4_000]);
});

test("without a lock neither a balance nor an amount is sent, and PortOne takes what remains by its count", async () => {
  const { ask, sent, moved } = await countedOtherwise();
  await ask();
  expect(await ask(without)).toMatchObject({
    value: { state: "succeeded", lockAmount: null, lockFrom: "none" },
  });
  expect(sent()).toHaveLength(2);
  expect(sent()[1]).not.toHaveProperty("currentCancellableAmount");
  expect(sent()[1]).not.toHaveProperty("amount");
  expect(moved()).toEqual([9_000]);
});

test.each([
  ["a typed balance", typed(9_000)],
  ["to send without one", without],
])("a person who may not is refused %s, and nothing is sent or recorded", async (_, word) => {
  const { ask, sent, moved } = await countedOtherwise();
  await ask();
  expect(await ask(word, operator)).toMatchObject({ error: { code: "lock-not-permitted" } });
  expect(sent()).toHaveLength(1);
  expect(moved()).toEqual([]);
});
