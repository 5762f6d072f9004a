import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { operationById } from "@/lib/db/refunds/write-operations";
import { auditEntries } from "@/lib/db/schema/journal";
import { operations } from "@/lib/db/schema/refunds";
import type { OperationRequest } from "@/lib/domain/refund/operation";
import { pollPending } from "@/lib/sync/poll-pending";
import { syncPayment } from "@/lib/sync/sync-payment";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { requestOperation } from "./request-operation";
import { requestRefund } from "./request-refund";

const minute = 60_000;
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.sandbox.control.clearFaults();
  desk.sandbox.control.resetSwitches();
});

type Made = ReturnType<TestDesk["sandbox"]["control"]["createPayment"]>;

const waiting = () =>
  desk.sandbox.control.createPayment({ status: "VIRTUAL_ACCOUNT_ISSUED", pgProvider: "TOSSPAYMENTS" });
const close = ({ id, storeId }: Made, requestId = randomUUID()): OperationRequest => ({
  kind: "close-account",
  storeId,
  paymentId: id,
  requestId,
});
const posts = ({ id }: Made) =>
  desk.sandbox.control.requests().filter(({ method, path }) => method === "POST" && path.includes(id));
const detailOf = async ({ id }: Made) => {
  const detail = await paymentDetail(desk.database.db, { paymentId: id });
  if (detail === null) throw new Error("the payment is gone");
  return detail;
};

async function startOperation(request: OperationRequest) {
  const answer = await requestOperation(desk, operator, request);
  if (!answer.ok) throw new Error(answer.error.code);
  const { id } = answer.value;
  return {
    id,
    row: () => operationById(desk.database.db, id),
    /** Moves the operation's times into the past and runs the polls. */
    later: async (ms: number) => {
      const by = sql`${ms} * interval '1 millisecond'`;
      await desk.database.db.execute(
        sql`update operations set started_at = started_at - ${by}, lease_until = lease_until - ${by}, finished_at = finished_at - ${by}, check_at = check_at - ${by} where state = 'open'`,
      );
      await pollPending(desk);
    },
  };
}

test.each(["FAILED", "CANCELLED", "VIRTUAL_ACCOUNT_ISSUED"] as const)(
  "a waiting account is closed once, whatever status PortOne shows afterwards (%s)",
  async (status) => {
    desk.sandbox.control.setSwitches({ cancelledFinalStatusAfterClose: status });
    const payment = waiting();
    const request = close(payment);
    const operation = await startOperation(request);
    expect(await operation.row()).toMatchObject({ state: "done", answer: { kind: "done" }, checkAt: null });
    // Neither the repeated request nor another request reaches PortOne.
    expect(await requestOperation(desk, operator, request)).toMatchObject({
      ok: true,
      value: { id: operation.id },
    });
    const again = await requestOperation(desk, operator, close(payment));
    const refusal = status === "VIRTUAL_ACCOUNT_ISSUED" ? "operation-done" : "not-waiting-for-deposit";
    expect(again).toEqual({ ok: false, error: { code: refusal } });
    expect(posts(payment)).toHaveLength(1);
    const detail = await detailOf(payment);
    expect(detail.payment.rawStatus).toBe(status);
    expect(detail.timeline.map(({ entry }) => entry)).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ kind: "operation-requested", actorName: operator.name }),
        expect.objectContaining({
          kind: "operation-answered",
          answer: expect.objectContaining({ kind: "done" }),
        }),
      ]),
    );
    const audited = await desk.database.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subject, `operation:${operation.id}`));
    expect(audited.map(({ action }) => action)).toEqual(["operation.requested", "operation.ended"]);
  },
);

test("each operation has its own idempotency key", async () => {
  const [one, two] = [waiting(), waiting()];
  const started = [await startOperation(close(one)), await startOperation(close(two))];
  expect([...posts(one), ...posts(two)].map(({ idempotencyKey }) => idempotencyKey)).toEqual(
    started.map(({ id }) => id),
  );
});

test("an account that was paid meanwhile is not closed, and can be refunded", async () => {
  const payment = waiting();
  await syncPayment(desk, { paymentId: payment.id });
  desk.sandbox.control.deposit(payment.id);
  expect(await requestOperation(desk, operator, close(payment))).toEqual({
    ok: false,
    error: { code: "not-waiting-for-deposit" },
  });
  expect(posts(payment)).toEqual([]);
  expect(await detailOf(payment)).toMatchObject({ payment: { status: "PAID" } });
});

test("a refusal of PortOne ends the operation as refused, with PortOne's error type", async () => {
  const payment = waiting();
  desk.sandbox.control.script({
    kind: "status",
    operation: "closeVirtualAccount",
    paymentId: payment.id,
    status: 409,
    body: { type: "PAYMENT_NOT_WAITING_FOR_DEPOSIT", message: "입금 대기가 아닙니다" },
  });
  const operation = await startOperation(close(payment));
  expect(await operation.row()).toMatchObject({
    state: "refused",
    answer: { kind: "refused", httpStatus: 409, type: "PAYMENT_NOT_WAITING_FOR_DEPOSIT" },
  });
});

test("an operation that was executed without an answer is done after the next reading", async () => {
  const payment = waiting();
  desk.sandbox.control.script({
    kind: "execute-then-silence",
    operation: "closeVirtualAccount",
    paymentId: payment.id,
  });
  const operation = await startOperation(close(payment));
  expect(await operation.row()).toMatchObject({
    state: "done",
    answer: { kind: "unanswered", cause: "timeout" },
  });
  expect(posts(payment)).toHaveLength(1);
});

test("an operation without answer and execution is open for ten minutes, is not sent again, and can be requested anew", async () => {
  const payment = waiting();
  desk.sandbox.control.script({ kind: "silence", operation: "closeVirtualAccount", paymentId: payment.id });
  const operation = await startOperation(close(payment));
  expect(await operation.row()).toMatchObject({ state: "open" });
  expect(await requestOperation(desk, operator, close(payment))).toEqual({
    ok: false,
    error: { code: "operation-open" },
  });
  await operation.later(2 * minute);
  expect(await operation.row()).toMatchObject({ state: "open" });
  await operation.later(9 * minute);
  expect(await operation.row()).toMatchObject({ state: "not-done", checkAt: null });
  expect(posts(payment)).toHaveLength(1);
  const next = await startOperation(close(payment));
  expect(await next.row()).toMatchObject({ state: "done" });
});

test("a PG refusal is decided by readings, not by the refusal", async () => {
  const [did, didNot] = [waiting(), waiting()];
  const fault = {
    kind: "pg-error",
    operation: "closeVirtualAccount",
    pgCode: "V801",
    pgMessage: "오류",
  } as const;
  desk.sandbox.control.script({ ...fault, paymentId: did.id, executed: true });
  desk.sandbox.control.script({ ...fault, paymentId: didNot.id });
  const [one, two] = [await startOperation(close(did)), await startOperation(close(didNot))];
  expect(await one.row()).toMatchObject({ state: "done" });
  expect(await two.row()).toMatchObject({
    state: "open",
    answer: { kind: "pg-refused", pgCode: "V801", pgMessage: "오류" },
  });
  await two.later(2 * minute);
  expect(await two.row()).toMatchObject({ state: "not-done" });
});

test("two people who close an account at once close it once", async () => {
  const payment = waiting();
  const answers = await Promise.all([
    requestOperation(desk, operator, close(payment)),
    requestOperation(desk, { ...operator, id: "operator-2" }, close(payment)),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(posts(payment)).toHaveLength(1);
});

test("an operation that has ended can be neither changed nor deleted", async () => {
  const { id } = await startOperation(close(waiting()));
  const { db } = desk.database;
  await expect(
    db.update(operations).set({ state: "refused" }).where(eq(operations.id, id)),
  ).rejects.toThrow();
  await expect(db.delete(operations).where(eq(operations.id, id))).rejects.toThrow();
});

const cashReceipt = {
  status: "ISSUED",
  type: "PERSONAL",
  issueNumber: "100200300",
  totalAmount: 10_000,
  currency: "KRW",
  issuedAt: "2026-11-20T00:00:00Z",
};
const cancelReceipt = ({ id, storeId }: Made): OperationRequest => ({
  kind: "cancel-receipt",
  storeId,
  paymentId: id,
  requestId: randomUUID(),
});
const withReceipt = () =>
  desk.sandbox.control.createPayment({
    total: 10_000,
    method: "TRANSFER",
    pgProvider: "KSNET",
    status: "CANCELLED",
    cashReceipt,
  });

test("a cash receipt that the PG has not cancelled is cancelled by its own call", async () => {
  const payment = withReceipt();
  const operation = await startOperation(cancelReceipt(payment));
  expect(await operation.row()).toMatchObject({ state: "done", answer: { kind: "done", amount: 10_000 } });
  expect(await detailOf(payment)).toMatchObject({
    payment: { cashReceipt: { status: { value: "CANCELLED" } } },
  });
  expect(await requestOperation(desk, operator, cancelReceipt(payment))).toEqual({
    ok: false,
    error: { code: "no-receipt" },
  });
});

test.each([
  ["CASH_RECEIPT_NOT_ISSUED", "refused"],
  ["CASH_RECEIPT_NOT_FOUND", "refused"],
  ["SOMETHING_ELSE", "open"],
])("a cash receipt operation with 404 %s is %s", async (type, state) => {
  const payment = withReceipt();
  desk.sandbox.control.script({
    kind: "status",
    operation: "cancelCashReceiptByPaymentId",
    paymentId: payment.id,
    status: 404,
    body: { type },
  });
  const operation = await startOperation(cancelReceipt(payment));
  expect(await operation.row()).toMatchObject({ state, cancellationId: null });
});

/** Creates a cancellation that another program requested and Triple-A accepted. */
async function accepted() {
  const payment = desk.sandbox.control.createPayment({
    total: 5_000,
    currency: "USD",
    method: "CRYPTO",
    pgProvider: "TRIPLE_A",
  });
  desk.sandbox.control.cancelByOther(payment.id, { trigger: "API" });
  await syncPayment(desk, { paymentId: payment.id });
  const [cancellation] = (await detailOf(payment)).cancellations;
  if (cancellation === undefined) throw new Error("nothing was accepted");
  const stop = (): OperationRequest => ({
    kind: "stop-cancellation",
    storeId: payment.storeId,
    paymentId: payment.id,
    cancellationId: cancellation.id,
    requestId: randomUUID(),
  });
  const shown = async () => (await detailOf(payment)).cancellations[0];
  return { payment, cancellation, stop, shown };
}

test.each(["FAILED", "removed"] as const)(
  "an accepted cancellation is stopped, also if PortOne no longer shows it (%s)",
  async (stoppedCancellation) => {
    desk.sandbox.control.setSwitches({ stoppedCancellation });
    const { payment, stop, shown } = await accepted();
    const operation = await startOperation(stop());
    expect(await operation.row()).toMatchObject({ state: "done" });
    expect(await shown()).toMatchObject({ status: "FAILED", stoppedAt: expect.any(String) });
    expect(desk.sandbox.control.ledger(payment.id)).toEqual([]);
    // Nothing is pending any more, and the payment can be refunded again.
    expect((await detailOf(payment)).gaps).toEqual([]);
    expect((await detailOf(payment)).refusal).not.toBe("cancellation-pending");
    expect(await requestOperation(desk, operator, stop())).toEqual({
      ok: false,
      error: { code: "cancellation-not-pending" },
    });
  },
);

test("a stop that comes too late is refused", async () => {
  const { payment, cancellation, stop, shown } = await accepted();
  desk.sandbox.control.script({
    kind: "delay",
    operation: "stopPaymentCancellation",
    paymentId: payment.id,
    ms: 150,
    executeAt: "end",
  });
  const inFlight = startOperation(stop());
  await expect.poll(() => posts(payment).length, { interval: 5 }).toBe(1);
  desk.sandbox.control.endCancellation(payment.id, cancellation.id, "succeed");
  const operation = await inFlight;
  expect(await operation.row()).toMatchObject({
    state: "refused",
    answer: { type: "PAYMENT_CANCELLATION_NOT_PENDING" },
  });
  expect(await shown()).toMatchObject({ status: "SUCCEEDED", stoppedAt: null });
});

test("a stop without an answer is done only after the cancellation stays absent", async () => {
  desk.sandbox.control.setSwitches({ stoppedCancellation: "removed" });
  const { payment, stop, shown } = await accepted();
  desk.sandbox.control.script({
    kind: "execute-then-silence",
    operation: "stopPaymentCancellation",
    paymentId: payment.id,
  });
  const operation = await startOperation(stop());
  expect(await operation.row()).toMatchObject({ state: "open" });
  expect(await shown()).toMatchObject({ status: "REQUESTED", stoppedAt: null });
  await operation.later(2 * minute);
  expect(await operation.row()).toMatchObject({ state: "done" });
  expect(await shown()).toMatchObject({ status: "FAILED", stoppedAt: expect.any(String) });
});

test.each(["FAILED", "removed"] as const)(
  "a refund whose accepted cancellation is stopped ends as failed, and the payment can be refunded again (%s)",
  async (stoppedCancellation) => {
    desk.sandbox.control.setSwitches({ stoppedCancellation });
    const payment = desk.sandbox.control.createPayment({
      total: 5_000,
      currency: "USD",
      method: "CRYPTO",
      pgProvider: "TRIPLE_A",
    });
    const refund = () =>
      requestRefund(desk, operator, fullRefund(payment, { refundEmail: "buyer@example.com" }));
    expect(await refund()).toMatchObject({ ok: true, value: { state: "pending" } });
    const [cancellation] = (await detailOf(payment)).cancellations;
    const operation = await startOperation({
      kind: "stop-cancellation",
      storeId: payment.storeId,
      paymentId: payment.id,
      cancellationId: cancellation?.id ?? "",
      requestId: randomUUID(),
    });
    expect(await operation.row()).toMatchObject({ state: "done" });
    const detail = await detailOf(payment);
    expect(detail.refunds).toMatchObject([{ state: "failed", failure: { code: "stopped" } }]);
    expect(detail.refusal).toBeNull();
    expect(desk.sandbox.control.ledger(payment.id)).toEqual([]);
    expect(await refund()).toMatchObject({ ok: true, value: { state: "pending" } });
  },
);
