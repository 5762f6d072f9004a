// A webhook before the answer, after it, twice, out of order or never ends in the same rows. A cancellation that was taken
// for another client's is corrected when it turns out to be ours.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { timelineEntries } from "@/lib/db/schema/journal";
import { discrepancies } from "@/lib/db/schema/reconciliation";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import { deliveries } from "@/lib/db/schema/webhooks";
import { pollPending } from "@/lib/sync/poll-pending";
import { syncPayment } from "@/lib/sync/sync-payment";
import { receiveWebhook } from "@/lib/webhooks/receive-webhook";
import { signWebhook } from "@/sandbox/webhook/message";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { refundWithFaults } from "@/tests/support/test-refund";
import { requestRefund } from "./request-refund";

const minute = 60_000;
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk({ cancelLimitMs: 2_000 });
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.sandbox.control.clearFaults();
  desk.sandbox.control.resetSwitches();
  desk.reasonWithoutNumber = [];
});

const control = () => desk.sandbox.control;

/** Delivers PortOne's webhook of this type to the desk `times` times and processes it. */
async function deliver(paymentId: string, type: string, times = 1): Promise<void> {
  const webhook = control()
    .webhooks(paymentId)
    .find(({ body }) => body.includes(`"${type}"`));
  if (webhook === undefined) throw new Error(`PortOne has no ${type}`);
  for (let n = 0; n < times; n += 1) {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = {
      "content-type": webhook.contentType,
      "webhook-id": webhook.id,
      "webhook-timestamp": timestamp,
      "webhook-signature": signWebhook(desk.sandbox.webhookSecret, webhook.id, timestamp, webhook.body),
    };
    const request = new Request("http://desk.test/api/webhook", {
      method: "POST",
      headers,
      body: webhook.body,
    });
    expect(await receiveWebhook(desk, request)).toBe(200);
    await desk.workDeliveries();
  }
}

const executed = (paymentId: string) =>
  expect.poll(() => control().ledger(paymentId).length, { timeout: 4_000, interval: 5 }).toBe(1);

/** Returns all stored rows of a payment, without ids, times and the webhooks themselves. */
async function rowsOf(paymentId: string) {
  const { db } = desk.database;
  const ours = await db.select().from(refunds).where(eq(refunds.paymentId, paymentId));
  const theirs = await db.select().from(cancellations).where(eq(cancellations.paymentId, paymentId));
  const recorded = await db.select().from(timelineEntries).where(eq(timelineEntries.paymentId, paymentId));
  const found = await db.select().from(discrepancies).where(eq(discrepancies.paymentId, paymentId));
  return {
    refunds: ours.map((row) => ({
      state: row.state,
      failure: row.failure,
      encrypted: row.encryptedRequest !== null,
      waits: row.checkAt !== null,
      cancellation: theirs.findIndex(({ id }) => id === row.cancellationId),
    })),
    cancellations: theirs.map(({ status, totalAmount, trigger, refundId }) => ({
      status,
      totalAmount,
      trigger,
      ours: refundId === ours[0]?.id,
    })),
    timeline: recorded
      .map(({ entry }) => entry as { kind: string; status?: string; rawStatus?: string; state?: string })
      .filter(({ kind }) => kind !== "webhook-received")
      .map(({ kind, rawStatus, state }) => [kind, rawStatus, state].filter(Boolean).join(" "))
      .toSorted(),
    discrepancies: found.length,
    moved: control().ledger(paymentId).length,
  };
}

describe("a cancel that is answered at once", () => {
  const orders: Record<string, (paymentId: string, inFlight: Promise<unknown>) => Promise<void>> = {
    never: async (_, inFlight) => void (await inFlight),
    "after the answer": async (paymentId, inFlight) => {
      await inFlight;
      await deliver(paymentId, "Transaction.Cancelled");
    },
    "before the answer": async (paymentId, inFlight) => {
      await executed(paymentId);
      await deliver(paymentId, "Transaction.Cancelled");
      await inFlight;
    },
    "at the moment of the answer": async (paymentId, inFlight) => {
      await executed(paymentId);
      await Promise.all([inFlight, deliver(paymentId, "Transaction.Cancelled")]);
    },
    twice: async (paymentId, inFlight) => {
      await executed(paymentId);
      await deliver(paymentId, "Transaction.Cancelled", 2);
      await inFlight;
      await deliver(paymentId, "Transaction.Cancelled");
    },
    "out of order, before Transaction.Paid": async (paymentId, inFlight) => {
      await executed(paymentId);
      await deliver(paymentId, "Transaction.Cancelled");
      await inFlight;
      await deliver(paymentId, "Transaction.Paid");
    },
  };

  test("ends in the same rows, whenever its webhook comes", async () => {
    const rows: Record<string, unknown> = {};
    for (const [order, deliverAll] of Object.entries(orders)) {
      const payment = control().createPayment({ total: 10_000, announce: true });
      await syncPayment(desk, { paymentId: payment.id });
      control().script({ kind: "delay", paymentId: payment.id, ms: 250, executeAt: "start" });
      await deliverAll(payment.id, requestRefund(desk, operator, fullRefund(payment)));
      rows[order] = await rowsOf(payment.id);
    }
    expect(rows.never).toMatchObject({
      refunds: [{ state: "succeeded", failure: null, encrypted: false, cancellation: 0 }],
      cancellations: [{ status: "SUCCEEDED", totalAmount: 10_000, trigger: "API", ours: true }],
      discrepancies: 0,
      moved: 1,
    });
    for (const order of Object.keys(orders)) expect(rows[order], order).toEqual(rows.never);
  });
});

describe("a cancel that is answered later", () => {
  const orders: Record<string, (paymentId: string) => Promise<void>> = {
    "never, with a poll instead": async (paymentId) => {
      endPending(paymentId);
      await desk.age(2 * minute);
      await pollPending(desk);
    },
    "both, in order": async (paymentId) => {
      await deliver(paymentId, "Transaction.CancelPending");
      endPending(paymentId);
      await deliver(paymentId, "Transaction.Cancelled");
    },
    "both, in reverse order": async (paymentId) => {
      endPending(paymentId);
      await deliver(paymentId, "Transaction.Cancelled");
      await deliver(paymentId, "Transaction.CancelPending");
    },
    "the end twice, without the request": async (paymentId) => {
      endPending(paymentId);
      await deliver(paymentId, "Transaction.Cancelled", 2);
    },
  };
  function endPending(paymentId: string): void {
    const [made] = control().getPayment(paymentId)?.cancellations ?? [];
    if (made === undefined) throw new Error("nothing was requested");
    control().endCancellation(paymentId, made.id, "succeed");
  }

  test("ends in the same rows, whenever its webhooks come", async () => {
    const rows: Record<string, unknown> = {};
    for (const [order, deliverAll] of Object.entries(orders)) {
      const refund = await refundWithFaults(desk, [{ kind: "async-cancel" }]);
      expect(await refund.row()).toMatchObject({ state: "pending" });
      await deliverAll(refund.paymentId);
      rows[order] = await rowsOf(refund.paymentId);
    }
    const [first] = Object.values(rows);
    expect(first).toMatchObject({
      refunds: [{ state: "succeeded", encrypted: false }],
      cancellations: [{ status: "SUCCEEDED", ours: true }],
      discrepancies: 0,
      moved: 1,
    });
    for (const order of Object.keys(orders)) expect(rows[order], order).toEqual(first);
  });

  test("that fails without a webhook is found by the poll, and the payment can be refunded again", async () => {
    control().setSwitches({ asyncFailureSendsWebhook: false });
    const refund = await refundWithFaults(desk, [{ kind: "async-cancel" }]);
    const [made] = control().getPayment(refund.paymentId)?.cancellations ?? [];
    control().endCancellation(refund.paymentId, made?.id ?? "", "fail");
    const before = await desk.database.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.paymentId, refund.paymentId));
    expect(before).toEqual([]);
    await desk.age(2 * minute);
    await pollPending(desk);
    expect(await refund.row()).toMatchObject({ state: "failed", failure: { code: "cancellation-failed" } });
    const payment = { id: refund.paymentId, storeId: desk.sandbox.storeId };
    const again = fullRefund(payment, { cancel: { kind: "full", shown: 10_000 } });
    expect(await requestRefund(desk, operator, again)).toMatchObject({ value: { state: "succeeded" } });
    expect(refund.moved()).toBe(1);
  });
});

describe("a corrected attribution", () => {
  test("a cancellation without a number is linked by the answer and recorded in the timeline", async () => {
    desk.reasonWithoutNumber = ["KCP_V2"];
    const payment = control().createPayment({ total: 10_000, pgProvider: "KCP_V2", announce: true });
    await syncPayment(desk, { paymentId: payment.id });
    control().script({ kind: "delay", paymentId: payment.id, ms: 400, executeAt: "start" });
    const inFlight = requestRefund(desk, operator, fullRefund(payment));
    await executed(payment.id);
    await deliver(payment.id, "Transaction.Cancelled");
    expect(await rowsOf(payment.id)).toMatchObject({ cancellations: [{ ours: false }], discrepancies: 0 });
    expect(await inFlight).toMatchObject({ value: { state: "succeeded" } });
    const rows = await rowsOf(payment.id);
    expect(rows).toMatchObject({ cancellations: [{ ours: true }], discrepancies: 0, moved: 1 });
    expect(rows.timeline).toContain("cancellation-linked");
  });

  test("a cancellation that seemed made elsewhere is linked once PortOne shows the number of a failed refund", async () => {
    // PortOne's reads show the complete reason only later.
    const getPayment: TestDesk["portone"]["getPayment"] = async (which) => {
      const read = await desk.portone.getPayment(which);
      if (!read.ok) return read;
      const { payment, raw } = read.value;
      const made = payment.cancellations.map((one) => ({ ...one, reason: one.reason.slice(0, 3) }));
      return { ok: true, value: { raw, payment: { ...payment, cancellations: made } } };
    };
    const behind: TestDesk = { ...desk, portone: { ...desk.portone, getPayment } };
    const refund = await refundWithFaults(behind, [
      { kind: "status", status: 409, body: { type: "MAX_CANCEL_COUNT_REACHED" }, executed: true },
    ]);
    const kinds = async () =>
      (
        await desk.database.db
          .select()
          .from(discrepancies)
          .where(eq(discrepancies.paymentId, refund.paymentId))
      )
        .map(({ kind, closedHow }) => `${kind} ${closedHow ?? "open"}`)
        .toSorted();
    expect(await kinds()).toEqual(["made-elsewhere open"]);
    const [made] = control().getPayment(refund.paymentId)?.cancellations ?? [];
    await syncPayment(desk, { paymentId: refund.paymentId });
    expect(await kinds()).toEqual(["failed-but-cancelled open", "made-elsewhere linked"]);
    const detail = await paymentDetail(desk.database.db, { paymentId: refund.paymentId });
    expect(detail?.refunds[0]).toMatchObject({ state: "failed", contradictedBy: made?.id });
    expect(detail?.timeline.map(({ entry }) => entry.kind)).toContain("refund-contradicted");
  });
});
