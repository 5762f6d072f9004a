// Promotions are refunded in order amounts (before the discount), whichever amount PortOne's sums hold.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { requestRefund } from "./request-refund";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const promotion = { kind: "rate", value: 10, threshold: 5_000 } as const;

test.each(["order", "refunded"] as const)(
  "parts are refunded in order amounts until nothing is left, where PortOne's sums hold the %s amount",
  async (promotionCancellationTotal) => {
    desk.sandbox.control.setSwitches({ promotionCancellationTotal });
    const payment = desk.sandbox.control.createPayment({ total: 6_000, promotion });
    const balance = async () =>
      (await paymentDetail(desk.database.db, { paymentId: payment.id }))?.cancellable.amount;
    const requestPart = (amount: number, shown: number) =>
      requestRefund(desk, operator, {
        ...fullRefund(payment),
        requestId: randomUUID(),
        cancel: { kind: "partial", shown, amount },
        ...(amount < shown ? { promotionDiscountRetainOption: "RETAIN" as const } : {}),
      });
    for (const [amount, shown] of [
      [2_000, 6_000],
      [1_500, 4_000],
    ] as const) {
      expect(await requestPart(amount, shown)).toMatchObject({ ok: true, value: { state: "succeeded" } });
      expect(await balance()).toBe(shown - amount);
    }
    expect(await requestPart(2_501, 2_500)).toMatchObject({ ok: false });
    // The balance from before the last part is outdated.
    expect(await requestPart(500, 4_000)).toMatchObject({
      error: { code: "amount-changed", detail: { amount: 2_500 } },
    });
    expect(await requestPart(2_500, 2_500)).toMatchObject({ ok: true, value: { state: "succeeded" } });
    expect(desk.sandbox.control.ledger(payment.id).map(({ amount }) => amount)).toEqual([
      1_800, 1_350, 2_250,
    ]);
    expect(desk.sandbox.control.getPayment(payment.id)?.status).toBe("CANCELLED");
  },
);

test("a part cancelled in the console is counted by PortOne's sums, and PortOne refuses an excessive part", async () => {
  desk.sandbox.control.setSwitches({ promotionCancellationTotal: "refunded" });
  const payment = desk.sandbox.control.createPayment({ total: 10_000, promotion });
  desk.sandbox.control.cancelInConsole(payment.id, { amount: 4_000 });
  const requestPart = (amount: number) =>
    requestRefund(desk, operator, {
      ...fullRefund(payment),
      requestId: randomUUID(),
      cancel: { kind: "partial", shown: 6_400, amount },
      promotionDiscountRetainOption: "RELEASE",
    });
  expect(await requestPart(6_200)).toMatchObject({ ok: true, value: { state: "failed" } });
  expect(desk.sandbox.control.ledger(payment.id)).toHaveLength(1);
  expect(await requestPart(1_000)).toMatchObject({ ok: true, value: { state: "succeeded" } });
});
