import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordPayoutHandling } from "@/lib/db/payments/record-payout-handling";
import { mergePayment } from "@/lib/db/payments/write-payments";
import { countFailedPayouts, failedPayoutList } from "@/lib/db/queries/failed-payouts";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { auditEntries } from "@/lib/db/schema/journal";
import { payments } from "@/lib/db/schema/payments";
import { failureBelongsToCancellation } from "@/lib/domain/payment/payout";
import { pollPending } from "@/lib/sync/poll-pending";
import { syncPayment } from "@/lib/sync/sync-payment";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { requestRefund } from "./request-refund";

const minute = 60_000;
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(() => desk.sandbox.control.resetSwitches());

const detailOf = async (paymentId: string) => {
  const detail = await paymentDetail(desk.database.db, { paymentId });
  if (detail === null) throw new Error("the payment is gone");
  return detail;
};
const payoutEventsOf = async (paymentId: string) =>
  (await detailOf(paymentId)).timeline.flatMap(({ entry }) =>
    entry.kind === "payout" ? [entry.rawStatus] : entry.kind === "payout-handled" ? [entry.kind] : [],
  );
const pollAt = async (paymentId: string) =>
  (await desk.database.db.select().from(payments).where(eq(payments.id, paymentId)))[0]?.payoutPollAt ?? null;

/** Creates and syncs a virtual account payment that is cancelled and not transferred yet. */
async function cancelled(amount?: number) {
  desk.sandbox.control.setSwitches({ virtualAccountPayout: "manual" });
  const { id, storeId } = desk.sandbox.control.createPayment({ total: 10_000, method: "VIRTUAL_ACCOUNT" });
  desk.sandbox.control.cancelByOther(id, { trigger: "API", ...(amount === undefined ? {} : { amount }) });
  await syncPayment(desk, { paymentId: id });
  return { id, storeId };
}

/** Makes the next poll due and runs it. */
async function pollNow(paymentId: string) {
  await desk.database.db
    .update(payments)
    .set({ payoutPollAt: sql`now() - interval '1 second'` })
    .where(eq(payments.id, paymentId));
  return pollPending(desk);
}

test("a transfer is polled until it is completed, separately from the cancellation", async () => {
  const { id } = await cancelled();
  expect(await detailOf(id)).toMatchObject({
    payment: { status: "CANCELLED", method: { virtualAccount: { refundStatus: { value: "PENDING" } } } },
    failedPayout: null,
  });
  expect(await payoutEventsOf(id)).toEqual(["PENDING"]);
  expect(await pollNow(id)).toEqual({ read: 1, failed: 0 });
  expect(await payoutEventsOf(id)).toEqual(["PENDING"]);
  expect((await pollAt(id))?.getTime()).toBeGreaterThan(Date.now());
  desk.sandbox.control.endPayout(id, "complete");
  await pollNow(id);
  expect(await payoutEventsOf(id)).toEqual(["COMPLETED", "PENDING"]);
  expect(await pollAt(id)).toBeNull();
  expect(await pollPending(desk)).toEqual({ read: 0, failed: 0 });
});

test.each([
  [undefined, "FAILED"],
  [4_000, "PARTIAL_REFUND_FAILED"],
])("a failed transfer waits for a person and cancels nothing (%s)", async (amount, rawStatus) => {
  const { id, storeId } = await cancelled(amount);
  desk.sandbox.control.endPayout(id, "fail");
  await pollNow(id);
  expect((await payoutEventsOf(id))[0]).toBe(rawStatus);
  expect(await detailOf(id)).toMatchObject({ failedPayout: { handledAt: null } });
  const before = await countFailedPayouts(desk.database.db);
  expect(await failedPayoutList(desk.database.db)).toContainEqual(expect.objectContaining({ paymentId: id }));
  expect(desk.sandbox.control.ledger(id)).toHaveLength(1);
  const note = "11월 24일 직접 송금";
  const input = { storeId, paymentId: id, note };
  expect(await recordPayoutHandling(desk.database.db, operator, input)).toEqual({ ok: true, value: null });
  expect(await detailOf(id)).toMatchObject({ failedPayout: { handledByName: operator.name, note } });
  expect(await payoutEventsOf(id)).toContain("payout-handled");
  expect(await failedPayoutList(desk.database.db)).not.toContainEqual(
    expect.objectContaining({ paymentId: id }),
  );
  expect((await countFailedPayouts(desk.database.db)).count).toBe(before.count - 1);
  expect(await recordPayoutHandling(desk.database.db, operator, input)).toEqual({
    ok: false,
    error: { code: "payout-not-failed" },
  });
  const audited = await desk.database.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, `payment:${id}`));
  expect(audited).toMatchObject([{ action: "payout.handled", actorName: operator.name }]);
});

test("a transfer that failed long before the desk knew the payment is shown and waits for nobody", async () => {
  desk.sandbox.control.setSwitches({ virtualAccountPayout: "manual" });
  const { id } = desk.sandbox.control.createPayment({ total: 10_000, method: "VIRTUAL_ACCOUNT" });
  desk.sandbox.control.cancelByOther(id, { trigger: "API" });
  desk.sandbox.control.endPayout(id, "fail");
  const read = await desk.portone.getPayment({ paymentId: id });
  if (!read.ok) throw new Error(read.error.code);
  const longAgo = new Date(Date.now() - 8 * 24 * 60 * minute).toISOString();
  const old = { ...read.value.payment, updatedAt: longAgo };
  await desk.database.db.transaction((tx) => mergePayment(tx, old, read.value.raw, new Date()));
  expect(await payoutEventsOf(id)).toEqual(["FAILED"]);
  expect((await detailOf(id)).failedPayout).toBeNull();
});

test("a transfer that PortOne later shows as completed no longer waits for a person", async () => {
  const { id } = await cancelled(3_000);
  desk.sandbox.control.endPayout(id, "fail");
  await pollNow(id);
  // The transfer of the next partial refund succeeds: PortOne has one status per payment.
  desk.sandbox.control.cancelByOther(id, { trigger: "API", amount: 1_000 });
  desk.sandbox.control.endPayout(id, "complete");
  await syncPayment(desk, { paymentId: id });
  expect(await detailOf(id)).toMatchObject({
    failedPayout: { handledAt: expect.any(String), handledByName: null },
  });
});

test("a failed asynchronous refund to an account is a failed refund and no failed transfer", async () => {
  const { control } = desk.sandbox;
  const payment = control.createPayment({
    total: 20_000,
    method: "VIRTUAL_ACCOUNT",
    pgProvider: "SMARTRO_V2",
  });
  control.script({ kind: "async-cancel", paymentId: payment.id });
  const result = await requestRefund(desk, operator, {
    ...fullRefund(payment),
    refundAccount: {
      bank: "SHINHAN",
      number: "110123456789",
      holderName: "김민서",
      holderPhoneNumber: "01023456789",
    },
  });
  if (!result.ok) throw new Error(result.error.code);
  expect(result.value.state).toBe("pending");
  const before = await countFailedPayouts(desk.database.db);
  control.endCancellation(payment.id, result.value.cancellationId ?? "", "fail");
  await syncPayment(desk, { paymentId: payment.id });
  expect(await detailOf(payment.id)).toMatchObject({
    payment: { status: "PAID", method: { virtualAccount: { refundStatus: { value: "FAILED" } } } },
    refunds: [{ state: "failed" }],
    openFailures: [result.value.id],
    failedPayout: null,
  });
  expect(await payoutEventsOf(payment.id)).toEqual(["PENDING"]);
  expect(await countFailedPayouts(desk.database.db)).toEqual(before);
  expect(control.ledger(payment.id)).toEqual([]);
});

test("a failed transfer that is read before its cancellation succeeds waits after the cancellation has succeeded", async () => {
  const { id } = await cancelled();
  desk.sandbox.control.endPayout(id, "fail");
  const read = await desk.portone.getPayment({ paymentId: id });
  if (!read.ok) throw new Error(read.error.code);
  const other = `${id}-early`;
  const failed = { ...read.value.payment, id: other };
  const early = {
    ...failed,
    status: "PAID" as const,
    cancellations: failed.cancellations.map((one) => ({
      ...one,
      status: "REQUESTED" as const,
      rawStatus: "REQUESTED",
      cancelledAt: null,
    })),
  };
  const merge = (payment: typeof failed) =>
    desk.database.db.transaction((tx) => mergePayment(tx, payment, read.value.raw, new Date()));
  await merge(early);
  expect((await detailOf(other)).failedPayout).toBeNull();
  await merge(failed);
  expect(await detailOf(other)).toMatchObject({ failedPayout: { handledAt: null } });
  expect(await payoutEventsOf(other)).toEqual(["FAILED"]);
});

test.each([
  ["no cancellation succeeded", ["FAILED"], false, false],
  ["the last cancellation succeeded", ["FAILED", "SUCCEEDED"], true, true],
  [
    "a later cancellation failed, and the transfer before it was completed",
    ["SUCCEEDED", "FAILED"],
    true,
    false,
  ],
  ["a later cancellation failed, and no completed transfer is known", ["SUCCEEDED", "FAILED"], false, true],
] as const)(
  "whether a failed transfer belongs to a cancellation where %s",
  (_, statuses, wasCompleted, expected) => {
    const cancellations = statuses.map((status, n) => ({
      status,
      requestedAt: `2026-11-2${n}T00:00:00Z`,
    }));
    expect(failureBelongsToCancellation(cancellations, wasCompleted)).toBe(expected);
  },
);
