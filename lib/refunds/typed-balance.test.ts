// Rule 7 of the ledger: PortOne counts another balance than its payment object shows and refuses the desk's lock. An
// administrator types the balance that counts, or sends without a lock.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
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
  failure: { code: "refused", answer: { type: "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN" } },
};

/** Creates a payment of 10,000, 1,000 of it paid by points that the payment object hides; PortOne counts the charged 9,000. */
async function countedOtherwise() {
  const { control } = desk.sandbox;
  const payment = control.createPayment({
    total: 10_000,
    discount: 1_000,
    extra: { amount: { discount: 0, paid: 10_000 } },
  });
  const shown = fullRefund({ ...payment, amount: { total: 10_000, cancelled: 0 } });
  const refund = (more: Partial<RefundRequest> = {}, who = administrator) =>
    requestRefund(desk, who, { ...shown, requestId: randomUUID(), ...more });
  return {
    payment,
    refund,
    /** The bodies of the cancels that PortOne received. */
    sent: () =>
      control
        .requests({ operation: "cancelPayment", paymentId: payment.id })
        .map(({ body }) => JSON.parse(body) as { amount?: number; currentCancellableAmount?: number }),
    moved: () => control.ledger(payment.id).map(({ amount }) => amount),
    mayType: async () => (await paymentDetail(desk.database.db, { paymentId: payment.id }))?.mayTypeBalance,
  };
}

const typed = (balance: number) => ({ balanceLock: { kind: "typed", balance } }) as const;
const without = { balanceLock: { kind: "without" } } as const;

test("rule 7: a typed balance is accepted only after PortOne refused the balance that it shows", async () => {
  const { refund, sent, moved, mayType } = await countedOtherwise();
  for (const lock of [typed(9_000), without])
    expect(await refund(lock)).toMatchObject({ error: { code: "balance-lock-not-needed" } });
  expect(sent()).toEqual([]);
  expect(await refund()).toMatchObject({ value: inconsistent });
  expect(sent()).toMatchObject([{ currentCancellableAmount: 10_000 }]);
  expect(moved()).toEqual([]);
  expect(await mayType()).toBe(true);
});

test("a balance typed from the console is sent as the lock, and the whole balance is refunded", async () => {
  const { refund, sent, moved, mayType } = await countedOtherwise();
  await refund();
  // PortOne refuses a wrong balance too and moves no money; the balance can be typed again.
  expect(await refund(typed(9_500))).toMatchObject({
    value: { ...inconsistent, balanceLockSource: "typed" },
  });
  expect(moved()).toEqual([]);
  expect(await mayType()).toBe(true);
  expect(await refund(typed(9_000))).toMatchObject({
    value: { state: "succeeded", balanceLock: 9_000, balanceLockSource: "typed", actorId: administrator.id },
  });
  expect(sent().map(({ currentCancellableAmount }) => currentCancellableAmount)).toEqual([
    10_000, 9_500, 9_000,
  ]);
  expect(sent().at(-1)).not.toHaveProperty("amount");
  expect(moved()).toEqual([9_000]);
});

test("a partial refund under a typed balance cannot exceed it", async () => {
  const { refund, sent, moved } = await countedOtherwise();
  await refund();
  const part = (amount: number) => ({ cancel: { kind: "partial", shown: 10_000, amount } }) as const;
  expect(await refund({ ...part(9_001), ...typed(9_000) })).toMatchObject({
    error: { code: "amount-exceeds-balance" },
  });
  expect(await refund({ ...part(4_000), ...typed(9_000) })).toMatchObject({ value: { state: "succeeded" } });
  expect(sent()).toMatchObject([{}, { amount: 4_000, currentCancellableAmount: 9_000 }]);
  expect(sent()).toHaveLength(2);
  expect(moved()).toEqual([4_000]);
});

test("a refund without a lock sends neither balance nor amount, and PortOne refunds the rest by its own count", async () => {
  const { refund, sent, moved } = await countedOtherwise();
  await refund();
  expect(await refund(without)).toMatchObject({
    value: { state: "succeeded", balanceLock: null, balanceLockSource: "none" },
  });
  expect(sent()).toHaveLength(2);
  expect(sent()[1]).not.toHaveProperty("currentCancellableAmount");
  expect(sent()[1]).not.toHaveProperty("amount");
  expect(moved()).toEqual([9_000]);
});

test.each([
  ["a typed balance", typed(9_000)],
  ["a refund without a lock", without],
])("an operator is refused %s, and nothing is sent", async (_, lock) => {
  const { refund, sent, moved } = await countedOtherwise();
  await refund();
  expect(await refund(lock, operator)).toMatchObject({ error: { code: "balance-lock-not-permitted" } });
  expect(sent()).toHaveLength(1);
  expect(moved()).toEqual([]);
});
