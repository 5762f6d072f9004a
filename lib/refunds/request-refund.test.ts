import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { timelineEntries } from "@/lib/db/schema/journal";
import { cancellations, refundAttempts, refunds } from "@/lib/db/schema/refunds";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { requestRefund } from "./request-refund";
import { resumeOpenRefunds } from "./resume-refunds";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.sandbox.control.clearFaults();
  desk.sandbox.control.resetSwitches();
});

const rowOf = async (paymentId: string) => {
  const [row] = await desk.database.db.select().from(refunds).where(eq(refunds.paymentId, paymentId));
  return row;
};
const timelineOf = async (paymentId: string) => {
  const rows = await desk.database.db
    .select()
    .from(timelineEntries)
    .where(eq(timelineEntries.paymentId, paymentId))
    .orderBy(timelineEntries.seq);
  return rows.map(({ entry }) => (entry as { kind: string }).kind);
};
const cancelsSent = (paymentId: string) =>
  desk.sandbox.control
    .requests()
    .filter(({ method, path }) => method === "POST" && path.includes(encodeURIComponent(paymentId)));

describe("a refund", () => {
  test("moves money once and is recorded from the request to the end", async () => {
    const payment = desk.sandbox.control.createPayment({ total: 12_000, taxFree: 2_000 });
    const refund = await requestRefund(desk, operator, fullRefund(payment));
    expect(refund).toMatchObject({
      ok: true,
      value: { state: "succeeded", expectedAmount: 12_000, encryptedRequest: null },
    });
    expect(desk.sandbox.control.ledger(payment.id)).toMatchObject([{ amount: 12_000, by: "api" }]);

    const row = await rowOf(payment.id);
    const [sent] = cancelsSent(payment.id);
    expect(JSON.parse(sent?.body ?? "")).toEqual({
      storeId: payment.storeId,
      taxFreeAmount: 2_000,
      reason: `고객 변심 #${row?.number}`,
      requester: "CUSTOMER",
      currentCancellableAmount: 12_000,
    });
    expect(sent?.headers["idempotency-key"]).toBe(`"${row?.id}"`);
    const [made] = await desk.database.db
      .select()
      .from(cancellations)
      .where(eq(cancellations.paymentId, payment.id));
    expect(made).toMatchObject({
      refundId: row?.id,
      status: "SUCCEEDED",
      totalAmount: 12_000,
      taxFreeAmount: 2_000,
    });
    expect(await timelineOf(payment.id)).toEqual([
      "payment-status",
      "refund-requested",
      "refund-sent",
      "refund-answered",
      "cancellation",
      "refund-state-changed",
      "payment-status",
    ]);
  });

  test("requested several times at once with one request id is one refund", async () => {
    const payment = desk.sandbox.control.createPayment({});
    const request = fullRefund(payment);
    const all = await Promise.all([1, 2, 3].map(() => requestRefund(desk, operator, request)));
    expect(new Set(all.map((one) => (one.ok ? one.value.id : one.error.code))).size).toBe(1);
    expect(desk.sandbox.control.ledger(payment.id)).toHaveLength(1);
    expect(cancelsSent(payment.id)).toHaveLength(1);
  });

  test("requested again after it succeeded is the same refund", async () => {
    const payment = desk.sandbox.control.createPayment({});
    const request = fullRefund(payment);
    const first = await requestRefund(desk, operator, request);
    const again = await requestRefund(desk, operator, request);
    expect(again).toEqual(first);
    const other = { ...operator, id: "operator-2" };
    expect(await requestRefund(desk, other, request)).toMatchObject({ error: { code: "request-id-reused" } });
  });

  test("is returned to a duplicate request that reads the payment after the refund, instead of amount-changed", async () => {
    for (const cancel of [
      { kind: "full", shown: 10_000 },
      { kind: "partial", shown: 10_000, amount: 4_000 },
    ] as const) {
      const payment = desk.sandbox.control.createPayment({ total: 10_000 });
      const request = fullRefund(payment, { cancel });
      desk.sandbox.control.script({
        kind: "delay",
        operation: "getPayment",
        paymentId: payment.id,
        ms: 900,
        executeAt: "end",
      });
      const late = requestRefund(desk, operator, request);
      await expect
        .poll(() => desk.sandbox.control.requests({ operation: "getPayment", paymentId: payment.id }).length)
        .toBe(1);
      const all = await Promise.all([
        ...[1, 2, 3, 4, 5].map(() => requestRefund(desk, operator, request)),
        late,
      ]);
      const ids = all.map((answer) => (answer.ok ? answer.value.id : answer.error.code));
      expect(new Set(ids).size).toBe(1);
      expect(all[0]).toMatchObject({ ok: true });
      expect(desk.sandbox.control.ledger(payment.id)).toHaveLength(1);
    }
  });

  test("requested by two people at once is one refund, because the database allows one open refund", async () => {
    const payment = desk.sandbox.control.createPayment({});
    desk.sandbox.control.script({ kind: "delay", paymentId: payment.id, ms: 200 });
    const two = await Promise.all([
      requestRefund(desk, operator, fullRefund(payment)),
      requestRefund(desk, { ...operator, id: "operator-2" }, fullRefund(payment)),
    ]);
    expect(two.filter(({ ok }) => ok)).toHaveLength(1);
    const codes = two.flatMap((one) => (one.ok ? [] : [one.error.code]));
    expect(["refund-open", "already-cancelled"]).toContain(codes[0]);
    expect(desk.sandbox.control.ledger(payment.id)).toHaveLength(1);
  });

  test.each([
    ["zero", 0],
    ["negative", -5],
    ["fractional", 10.5],
    ["NaN", Number.NaN],
    ["too large", 40_000],
  ])("of a %s amount never reaches PortOne", async (_, amount) => {
    const payment = desk.sandbox.control.createPayment({ total: 39_000 });
    const result = requestRefund(
      desk,
      operator,
      fullRefund(payment, { cancel: { kind: "partial", shown: 39_000, amount } }),
    );
    if (amount === 40_000) expect(await result).toMatchObject({ error: { code: "amount-exceeds-balance" } });
    else await expect(result).rejects.toThrow(RangeError);
    expect(cancelsSent(payment.id)).toEqual([]);
    expect(await rowOf(payment.id)).toBeUndefined();
  });

  test("of a part leaves the rest refundable", async () => {
    const payment = desk.sandbox.control.createPayment({ total: 10_000 });
    const part = await requestRefund(
      desk,
      operator,
      fullRefund(payment, { cancel: { kind: "partial", shown: 10_000, amount: 4_000 } }),
    );
    expect(part).toMatchObject({ ok: true, value: { state: "succeeded", expectedAmount: 4_000 } });
    const rest = await requestRefund(
      desk,
      operator,
      fullRefund(payment, { cancel: { kind: "full", shown: 6_000 } }),
    );
    expect(rest).toMatchObject({ ok: true, value: { state: "succeeded", expectedAmount: 6_000 } });
    expect(desk.sandbox.control.ledger(payment.id).map(({ amount }) => amount)).toEqual([4_000, 6_000]);
  });

  test("is not sent if the balance differs from the confirmed balance", async () => {
    const payment = desk.sandbox.control.createPayment({ total: 10_000 });
    desk.sandbox.control.cancelInConsole(payment.id, { amount: 1_000 });
    expect(await requestRefund(desk, operator, fullRefund(payment))).toMatchObject({
      error: { code: "amount-changed" },
    });
    expect(cancelsSent(payment.id)).toEqual([]);
    expect(await rowOf(payment.id)).toBeUndefined();
  });

  test("is refused by the balance lock if the balance changes between the reading and the send", async () => {
    const payment = desk.sandbox.control.createPayment({ total: 10_000 });
    desk.sandbox.control.script({ kind: "delay", paymentId: payment.id, ms: 200, executeAt: "end" });
    const inFlight = requestRefund(desk, operator, fullRefund(payment));
    await expect.poll(() => cancelsSent(payment.id).length).toBe(1);
    desk.sandbox.control.cancelInConsole(payment.id, { amount: 1_000 });
    expect(await inFlight).toMatchObject({
      value: {
        state: "failed",
        failure: { code: "refused", answer: { type: "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN" } },
      },
    });
    expect(desk.sandbox.control.ledger(payment.id)).toMatchObject([{ amount: 1_000, by: "console" }]);
  });

  test("of an unknown payment, or with PortOne unreachable, is refused and leaves no row", async () => {
    const unknown = await requestRefund(
      desk,
      operator,
      fullRefund({ id: "no-such-payment", storeId: desk.sandbox.storeId }),
    );
    expect(unknown).toMatchObject({ error: { code: "payment-not-found" } });
    const payment = desk.sandbox.control.createPayment({});
    desk.sandbox.control.script({ kind: "reset", operation: "getPayment", paymentId: payment.id });
    expect(await requestRefund(desk, operator, fullRefund(payment))).toMatchObject({
      error: { code: "portone-unreachable" },
    });
    expect(await rowOf(payment.id)).toBeUndefined();
  });

  test("that PortOne refuses fails at once and can be requested again", async () => {
    const payment = desk.sandbox.control.createPayment({});
    desk.sandbox.control.script({
      kind: "status",
      paymentId: payment.id,
      status: 409,
      body: { type: "MAX_CANCEL_COUNT_REACHED", message: "too many" },
    });
    const refused = await requestRefund(desk, operator, fullRefund(payment));
    expect(refused).toMatchObject({
      ok: true,
      value: {
        state: "failed",
        failure: { code: "refused", answer: { type: "MAX_CANCEL_COUNT_REACHED" } },
        encryptedRequest: null,
      },
    });
    expect(desk.sandbox.control.ledger(payment.id)).toEqual([]);
    const again = await requestRefund(desk, operator, fullRefund(payment));
    expect(again).toMatchObject({
      value: { state: "succeeded", retryOf: refused.ok ? refused.value.id : "" },
    });
  });

  test("that PortOne only accepts is pending until its cancellation ends", async () => {
    const payment = desk.sandbox.control.createPayment({});
    desk.sandbox.control.script({ kind: "async-cancel", paymentId: payment.id });
    const result = await requestRefund(desk, operator, fullRefund(payment));
    expect(result).toMatchObject({ ok: true, value: { state: "pending" } });
    expect(await requestRefund(desk, operator, fullRefund(payment))).toMatchObject({ ok: false });
    const cancellationId = result.ok ? (result.value.cancellationId ?? "") : "";
    desk.sandbox.control.endCancellation(payment.id, cancellationId, "succeed");
    await desk.age(120_000);
    await resumeOpenRefunds(desk);
    expect(await rowOf(payment.id)).toMatchObject({ state: "succeeded" });
    expect(desk.sandbox.control.ledger(payment.id)).toMatchObject([{ by: "async" }]);
  });

  test("that fails at the PG after PortOne accepted it is found failed by a poll, without a webhook", async () => {
    const payment = desk.sandbox.control.createPayment({});
    desk.sandbox.control.script({ kind: "async-cancel", paymentId: payment.id });
    const result = await requestRefund(desk, operator, fullRefund(payment));
    const cancellationId = result.ok ? (result.value.cancellationId ?? "") : "";
    desk.sandbox.control.endCancellation(payment.id, cancellationId, "fail");
    await desk.age(120_000);
    await resumeOpenRefunds(desk);
    expect(await rowOf(payment.id)).toMatchObject({
      state: "failed",
      failure: { code: "cancellation-failed" },
    });
    expect(desk.sandbox.control.ledger(payment.id)).toEqual([]);
  });

  test("has its attempt in the ledger before the send", async () => {
    const payment = desk.sandbox.control.createPayment({});
    desk.sandbox.control.script({ kind: "delay", paymentId: payment.id, ms: 250, executeAt: "end" });
    const inFlight = requestRefund(desk, operator, fullRefund(payment));
    await expect
      .poll(async () => {
        const row = await rowOf(payment.id);
        return row
          ? desk.database.db.select().from(refundAttempts).where(eq(refundAttempts.refundId, row.id))
          : [];
      })
      .toMatchObject([{ n: 1, finishedAt: null }]);
    expect(desk.sandbox.control.ledger(payment.id)).toEqual([]);
    expect(await rowOf(payment.id)).toMatchObject({
      state: "submitting",
      encryptedRequest: expect.stringMatching(/^v1\./),
    });
    await inFlight;
  });

  test("cannot have the request id of another payment's refund", async () => {
    const [one, other] = [desk.sandbox.control.createPayment({}), desk.sandbox.control.createPayment({})];
    const requestId = randomUUID();
    await requestRefund(desk, operator, fullRefund(one, { requestId }));
    expect(await requestRefund(desk, operator, fullRefund(other, { requestId }))).toMatchObject({
      error: { code: "request-id-reused" },
    });
    expect(desk.sandbox.control.ledger(other.id)).toEqual([]);
  });
});
