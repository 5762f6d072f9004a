import { randomUUID } from "node:crypto";
import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { auditEntries } from "@/lib/db/schema/journal";
import { manualRefunds } from "@/lib/db/schema/refunds";
import type { RecordManualRefundInput } from "@/lib/domain/refund/manual-refund";
import { seoulDay } from "@/lib/domain/seoul-time";
import { administrator, fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { recordManualRefund, reverseManualRefund } from "./manual-refunds";
import { requestRefund } from "./request-refund";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

type Made = ReturnType<TestDesk["sandbox"]["control"]["createPayment"]>;
const made = () => desk.sandbox.control.createPayment({ total: 10_000 });
const input = (
  { id, storeId }: Made,
  amount: number,
  overrides: Partial<RecordManualRefundInput> = {},
): RecordManualRefundInput => ({
  storeId,
  paymentId: id,
  requestId: randomUUID(),
  amount,
  bank: "KOOKMIN",
  paidOn: seoulDay(new Date()),
  note: "이체확인증 2026-114",
  ...overrides,
});
const detailOf = async ({ id }: Made) => {
  const detail = await paymentDetail(desk.database.db, { paymentId: id });
  if (detail === null) throw new Error("the payment is gone");
  return detail;
};
const refused = (code: string) => ({ ok: false, error: { code } });
const done = { ok: true, value: null };

test("a manual refund is recorded with bank, day and evidence in timeline and audit, and not sent to PortOne", async () => {
  const payment = made();
  const request = input(payment, 4_000);
  expect(await recordManualRefund(desk, administrator, request)).toEqual(done);
  // A double click.
  expect(await recordManualRefund(desk, administrator, request)).toEqual(done);
  const detail = await detailOf(payment);
  expect(detail.manualRefunds).toMatchObject([
    { amount: 4_000, bank: "KOOKMIN", note: "이체확인증 2026-114", actorName: "박관리", reversal: null },
  ]);
  expect(detail.cancellable.amount).toBe(10_000);
  expect(detail.timeline.map(({ entry }) => entry)).toContainEqual(
    expect.objectContaining({ kind: "manual-refund", amount: 4_000, actorName: "박관리" }),
  );
  const audited = await desk.database.db
    .select()
    .from(auditEntries)
    .where(like(auditEntries.subject, `manual-refund:${detail.manualRefunds[0]?.id}`));
  expect(audited).toMatchObject([{ action: "manual-refund.recorded", actorName: "박관리" }]);
  expect(desk.sandbox.control.requests().filter(({ method }) => method === "POST")).toEqual([]);
});

test("manual refunds never exceed the remaining amount, also of two people at once", async () => {
  const payment = made();
  expect(await recordManualRefund(desk, administrator, input(payment, 10_001))).toEqual(
    refused("amount-exceeds-rest"),
  );
  const both = await Promise.all(
    [6_000, 5_000].map((amount) => recordManualRefund(desk, administrator, input(payment, amount))),
  );
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  const cancelled = made();
  desk.sandbox.control.cancelInConsole(cancelled.id, { amount: 7_000 });
  expect(await recordManualRefund(desk, administrator, input(cancelled, 3_001))).toEqual(
    refused("amount-exceeds-rest"),
  );
  expect(await recordManualRefund(desk, administrator, input(cancelled, 3_000))).toEqual(done);
});

test("a manual refund is refused during an open refund, for an unpaid payment and for a date out of range", async () => {
  const open = made();
  desk.sandbox.control.script({ kind: "async-cancel", paymentId: open.id });
  expect(await requestRefund(desk, operator, fullRefund(open))).toMatchObject({ ok: true });
  expect(await recordManualRefund(desk, administrator, input(open, 1_000))).toEqual(refused("refund-open"));
  const waiting = desk.sandbox.control.createPayment({ status: "VIRTUAL_ACCOUNT_ISSUED" });
  expect(await recordManualRefund(desk, administrator, input(waiting, 1_000))).toEqual(refused("not-paid"));
  expect(
    await recordManualRefund(desk, administrator, input(made(), 1_000, { paidOn: "2020-01-01" })),
  ).toEqual(refused("date-out-of-range"));
});

test("a wrong record is reversed once, stays readable and no longer counts", async () => {
  const payment = made();
  await recordManualRefund(desk, administrator, input(payment, 10_000));
  const [record] = (await detailOf(payment)).manualRefunds;
  const reversal = { manualRefundId: record?.id ?? "", note: "금액을 잘못 적음" };
  expect(await reverseManualRefund(desk, administrator, reversal)).toEqual(done);
  expect(await reverseManualRefund(desk, administrator, reversal)).toEqual(refused("already-reversed"));
  expect((await detailOf(payment)).manualRefunds).toMatchObject([
    { amount: 10_000, reversal: { actorName: "박관리", note: "금액을 잘못 적음" } },
  ]);
  expect(await recordManualRefund(desk, administrator, input(payment, 9_000))).toEqual(done);
  expect(
    await reverseManualRefund(desk, administrator, { ...reversal, manualRefundId: randomUUID() }),
  ).toEqual(refused("manual-refund-not-found"));
});

test("a recorded manual refund can be neither changed nor deleted", async () => {
  const payment = made();
  await recordManualRefund(desk, administrator, input(payment, 1_000));
  const { db } = desk.database;
  const mine = eq(manualRefunds.paymentId, payment.id);
  await expect(db.update(manualRefunds).set({ amount: 2_000 }).where(mine)).rejects.toThrow();
  await expect(db.delete(manualRefunds).where(mine)).rejects.toThrow();
});
