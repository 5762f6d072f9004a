import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databaseNow } from "@/lib/db/clock";
import { recordClosed, recordSeen } from "@/lib/db/reconciliation/record-close";
import { dueComparisons, scheduleComparison } from "@/lib/db/reconciliation/write-discrepancies";
import { recordResolution } from "@/lib/db/refunds/record-resolution";
import { auditEntries, deskTarget } from "@/lib/db/schema/journal";
import { comparisons, discrepancies } from "@/lib/db/schema/reconciliation";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import { deliveries } from "@/lib/db/schema/webhooks";
import { requestRefund } from "@/lib/refunds/request-refund";
import { administrator, fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { type SandboxFault, refundWithFaults as struck } from "@/tests/support/test-refund";
import { compareDue } from "./compare-due";
import { syncPayment } from "./sync-payment";

const second = 1_000;
const minute = 60 * second;
const within = { timeout: 12_000, interval: 250 };
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.sandbox.control.clearFaults();
  desk.sandbox.control.resetSwitches();
});

const control = () => desk.sandbox.control;
const discrepanciesOf = (paymentId: string) =>
  desk.database.db
    .select()
    .from(discrepancies)
    .where(eq(discrepancies.paymentId, paymentId))
    .orderBy(discrepancies.foundAt);
const kindsOf = async (paymentId: string) =>
  (await discrepanciesOf(paymentId)).map(({ kind, closedHow }) =>
    closedHow ? `${kind}: ${closedHow}` : kind,
  );
const read = async (paymentId: string) => {
  const synced = await syncPayment(desk, { paymentId });
  if (!synced.ok) throw new Error(synced.error.code);
};
const auditOf = async (id: string) =>
  (
    await desk.database.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subject, `discrepancy:${id}`))
      .orderBy(auditEntries.seq)
  ).map(({ action, actorName }) => `${action} ${actorName}`);
/** Creates a payment that was cancelled in the console and is synced. */
async function cancelledInConsole() {
  const payment = control().createPayment({ total: 10_000 });
  await read(payment.id);
  control().cancelInConsole(payment.id);
  await read(payment.id);
  const [discrepancy] = await discrepanciesOf(payment.id);
  if (discrepancy === undefined) throw new Error("nothing was found");
  return { payment, discrepancy };
}
const refundWithFaults = (faults: SandboxFault[], overrides?: Parameters<typeof struck>[2]) =>
  struck(desk, faults, overrides);
/** Creates an undecided refund: no answer came, and PortOne cut the refund number from the reason. */
async function undecided() {
  control().setSwitches({ reasonEcho: "cut", reasonCutLength: 3 });
  const refund = await refundWithFaults([{ kind: "answer-then-drop", count: 20 }]);
  await refund.later(61 * minute, 91 * minute, minute);
  expect(await refund.row()).toMatchObject({ state: "undecided" });
  return refund;
}

test("a refund that PortOne shows as requested causes no discrepancy", async () => {
  const refund = await refundWithFaults([]);
  expect(await refund.row()).toMatchObject({ state: "succeeded" });
  expect(await kindsOf(refund.paymentId)).toEqual([]);
  const [again] = await desk.database.db
    .select()
    .from(comparisons)
    .where(eq(comparisons.paymentId, refund.paymentId));
  expect(again).toBeUndefined();
});

describe("a cancellation made elsewhere", () => {
  test("is recorded once after repeated reads, with its trigger and an audit entry", async () => {
    const { payment, discrepancy } = await cancelledInConsole();
    await read(payment.id);
    await Promise.all([read(payment.id), read(payment.id)]);
    expect(await discrepanciesOf(payment.id)).toHaveLength(1);
    expect(discrepancy).toMatchObject({
      kind: "made-elsewhere",
      trigger: "CONSOLE",
      ourAmount: null,
      portoneAmount: 10_000,
      currency: "KRW",
      refundId: null,
      closedAt: null,
    });
    expect(await auditOf(discrepancy.id)).toEqual(["discrepancy.found desk"]);
  });

  test.each(["API", "PORTONE_ADMIN", "CHARGEBACK"] as const)(
    "with trigger %s is recorded",
    async (trigger) => {
      const payment = control().createPayment({ total: 10_000 });
      control().cancelByOther(payment.id, { trigger });
      await read(payment.id);
      expect(await discrepanciesOf(payment.id)).toMatchObject([{ kind: "made-elsewhere", trigger }]);
    },
  );

  test("causes no discrepancy once a person links it to a refund", async () => {
    const refund = await undecided();
    expect(await kindsOf(refund.paymentId)).toEqual([]);
    const [made] = await desk.database.db
      .select()
      .from(cancellations)
      .where(eq(cancellations.paymentId, refund.paymentId));
    const input = { refundId: refund.id, note: "PG 화면 확인" };
    await recordResolution(desk.database.db, administrator, {
      ...input,
      decision: "succeeded",
      cancellationId: made?.id,
    });
    expect(await compareDue(desk)).toMatchObject({ failed: 0 });
    expect(await kindsOf(refund.paymentId)).toEqual([]);
  });

  test("is recorded when a person resolves the refund as failed", async () => {
    const refund = await undecided();
    await recordResolution(desk.database.db, administrator, {
      refundId: refund.id,
      decision: "failed",
      note: "없음",
    });
    await compareDue(desk);
    expect(await kindsOf(refund.paymentId)).toEqual(["made-elsewhere"]);
  });

  test("from before the ledger's start causes no discrepancy", async () => {
    const young = await openTestDesk();
    await young.database.db.insert(deskTarget).values({
      target: "sandbox",
      stampedAt: sql`clock_timestamp() + interval '1 minute'`,
    });
    const payment = young.sandbox.control.createPayment({});
    young.sandbox.control.cancelInConsole(payment.id);
    expect(await syncPayment(young, { paymentId: payment.id })).toMatchObject({ ok: true });
    expect(await young.database.db.select().from(discrepancies)).toEqual([]);
    await young.close();
  });
});

describe("an unconfirmed refund of ours", () => {
  test("resolved as succeeded without a cancellation is recorded, and closes when a cancellation with its number appears", async () => {
    const refund = await refundWithFaults([{ kind: "reset", count: 20 }]);
    await refund.later(61 * minute, 91 * minute, minute);
    await recordResolution(desk.database.db, administrator, {
      refundId: refund.id,
      decision: "succeeded",
      note: "PG에서 함",
    });
    await compareDue(desk);
    expect(await kindsOf(refund.paymentId)).toEqual(["ours-unconfirmed"]);
    const number = (await refund.row())?.number ?? "";
    control().cancelByOther(refund.paymentId, { trigger: "PORTONE_ADMIN", reason: `강제 환불 #${number}` });
    await read(refund.paymentId);
    expect(await kindsOf(refund.paymentId)).toEqual(["ours-unconfirmed: confirmed"]);
    const [discrepancy] = await discrepanciesOf(refund.paymentId);
    expect(discrepancy).toMatchObject({ closedById: null, closedByName: "desk" });
    expect(await auditOf(discrepancy?.id ?? "")).toEqual([
      "discrepancy.found desk",
      "discrepancy.closed desk",
    ]);
  });
});

test("a refund that failed here and was cancelled at PortOne is recorded", async () => {
  const refund = await refundWithFaults([
    { kind: "status", status: 409, body: { type: "MAX_CANCEL_COUNT_REACHED" }, executed: true },
  ]);
  expect(await refund.row()).toMatchObject({ state: "failed" });
  expect(await discrepanciesOf(refund.paymentId)).toMatchObject([
    { kind: "failed-but-cancelled", refundId: refund.id, ourAmount: 0, portoneAmount: 10_000 },
  ]);
});

test("a cancellation with another amount than requested is recorded", async () => {
  const refund = await refundWithFaults([]);
  const { db } = desk.database;
  await db.execute(sql`alter table refunds disable trigger refunds_keep_ended`);
  await db.update(refunds).set({ expectedAmount: 12_000 }).where(eq(refunds.id, refund.id));
  await db.execute(sql`alter table refunds enable trigger refunds_keep_ended`);
  await read(refund.paymentId);
  expect(await discrepanciesOf(refund.paymentId)).toMatchObject([
    { kind: "amounts-differ", ourAmount: 12_000, portoneAmount: 10_000 },
  ]);
});

test("a second cancellation with the number of an ended refund is recorded", async () => {
  const payment = control().createPayment({ total: 10_000 });
  const cancel = { kind: "partial" as const, amount: 4_000, shown: 10_000 };
  const requested = await requestRefund(desk, operator, fullRefund(payment, { cancel }));
  if (!requested.ok) throw new Error(requested.error.code);
  const { id, number } = requested.value;
  control().cancelByOther(payment.id, { trigger: "API", amount: 4_000, reason: `변심 #${number}` });
  await read(payment.id);
  expect(await discrepanciesOf(payment.id)).toMatchObject([
    { kind: "cancelled-twice", refundId: id, ourAmount: null, portoneAmount: 4_000 },
  ]);
});

test("a requested cancellation that PortOne no longer shows is recorded", async () => {
  control().setSwitches({ stoppedCancellation: "removed" });
  const payment = control().createPayment({ total: 10_000 });
  await read(payment.id);
  await desk.database.db.insert(cancellations).values({
    storeId: payment.storeId,
    paymentId: payment.id,
    id: "taken-back",
    status: "REQUESTED",
    rawStatus: "REQUESTED",
    totalAmount: 4_000,
    taxFreeAmount: 0,
    vatAmount: 0,
    reason: "변심",
    requestedAt: new Date(),
  });
  await read(payment.id);
  expect(await discrepanciesOf(payment.id)).toMatchObject([
    { kind: "cancellation-gone", cancellationId: "taken-back", ourAmount: 4_000, portoneAmount: null },
  ]);
});

test("a cancellation whose final status changes at PortOne keeps its first status, and the change is recorded", async () => {
  const { payment } = await cancelledInConsole();
  await desk.database.db.execute(sql`alter table cancellations disable trigger cancellations_keep_ended`);
  await desk.database.db
    .update(cancellations)
    .set({ status: "FAILED", rawStatus: "FAILED" })
    .where(eq(cancellations.paymentId, payment.id));
  await desk.database.db.execute(sql`alter table cancellations enable trigger cancellations_keep_ended`);
  await read(payment.id);
  expect(await discrepanciesOf(payment.id)).toMatchObject([
    { kind: "made-elsewhere", closedHow: "money-stayed" },
    { kind: "end-changed", ourAmount: 0, portoneAmount: 10_000 },
  ]);
});

describe("a missed webhook", () => {
  /** Stores a webhook. An earlier webhook proves that webhooks reach the desk. */
  const webhook = (paymentId: string | null, ageMinutes: number) =>
    desk.database.db.insert(deliveries).values({
      id: `wh-${randomUUID()}`,
      type: "Transaction.Cancelled",
      storeId: desk.sandbox.storeId,
      paymentId,
      environment: "live",
      body: "{}",
      receivedAt: sql`clock_timestamp() - ${ageMinutes} * interval '1 minute'`,
      state: "ignored",
    });

  test("is recorded half an hour after the cancellation, by a scheduled reading", async () => {
    await webhook(null, 120);
    const payment = control().createPayment({ total: 10_000 });
    // Leaves four seconds to read the payment before the half hour has passed, also on a slow machine.
    control().shiftClock(4 * second - 30 * minute);
    control().cancelInConsole(payment.id);
    control().shiftClock(30 * minute - 4 * second);
    await read(payment.id);
    expect(await kindsOf(payment.id)).toEqual(["made-elsewhere"]);
    await expect
      .poll(async () => {
        await compareDue(desk);
        return (await kindsOf(payment.id)).toSorted();
      }, within)
      .toEqual(["made-elsewhere", "webhook-missed"]);
  });

  test("closes when the webhook arrives late", async () => {
    await webhook(null, 120);
    const payment = control().createPayment({ total: 10_000 });
    control().shiftClock(-40 * minute);
    control().cancelInConsole(payment.id);
    control().shiftClock(40 * minute);
    await read(payment.id);
    expect((await kindsOf(payment.id)).toSorted()).toEqual(["made-elsewhere", "webhook-missed"]);
    await webhook(payment.id, 0);
    await read(payment.id);
    expect((await kindsOf(payment.id)).toSorted()).toEqual([
      "made-elsewhere",
      "webhook-missed: webhook-came",
    ]);
  });
});

describe("people", () => {
  test("mark a discrepancy as seen and close it with a reason; the first person who saw it is stored", async () => {
    const { payment, discrepancy } = await cancelledInConsole();
    const { db } = desk.database;
    expect(await recordSeen(db, operator, discrepancy.id)).toMatchObject({ ok: true });
    expect(await recordSeen(db, administrator, discrepancy.id)).toMatchObject({ ok: true });
    const closing = { discrepancyId: discrepancy.id, how: "known" as const, note: "콘솔에서 함" };
    expect(await recordClosed(db, administrator, closing)).toMatchObject({ ok: true });
    expect(await discrepanciesOf(payment.id)).toMatchObject([
      {
        seenByName: operator.name,
        closedById: administrator.id,
        closedHow: "known",
        closeNote: "콘솔에서 함",
      },
    ]);
    expect(await auditOf(discrepancy.id)).toEqual([
      "discrepancy.found desk",
      `discrepancy.seen ${operator.name}`,
      `discrepancy.closed ${administrator.name}`,
    ]);
  });

  test("close a discrepancy for good, although the ledgers still differ", async () => {
    const { payment, discrepancy } = await cancelledInConsole();
    const closing = { discrepancyId: discrepancy.id, how: "no-action" as const, note: "그대로 둠" };
    expect(await recordClosed(desk.database.db, operator, closing)).toMatchObject({ ok: true });
    await read(payment.id);
    expect(await kindsOf(payment.id)).toEqual(["made-elsewhere: no-action"]);
    expect(await recordClosed(desk.database.db, operator, closing)).toMatchObject({
      error: { code: "discrepancy-closed" },
    });
    expect(await recordSeen(desk.database.db, operator, discrepancy.id)).toMatchObject({
      error: { code: "discrepancy-closed" },
    });
  });

  test("who close at the same time succeed only once", async () => {
    const { discrepancy } = await cancelledInConsole();
    const close = (note: string) =>
      recordClosed(desk.database.db, operator, { discrepancyId: discrepancy.id, how: "known", note });
    const ends = await Promise.all([close("하나"), close("둘")]);
    expect(ends.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  });

  test("cannot mark an unknown discrepancy as seen", async () => {
    expect(await recordSeen(desk.database.db, operator, randomUUID())).toMatchObject({
      error: { code: "discrepancy-not-found" },
    });
  });
});

test("a discrepancy that the desk closed and finds again is reopened as the same row", async () => {
  const { payment, discrepancy } = await cancelledInConsole();
  const { db } = desk.database;
  await db
    .update(discrepancies)
    .set({ closedAt: new Date(), closedByName: "desk", closedHow: "agrees" })
    .where(eq(discrepancies.id, discrepancy.id));
  await read(payment.id);
  expect(await discrepanciesOf(payment.id)).toMatchObject([
    { id: discrepancy.id, closedAt: null, reopened: 1 },
  ]);
  expect(await auditOf(discrepancy.id)).toEqual(["discrepancy.found desk", "discrepancy.found-again desk"]);
});

test("a discrepancy can neither be deleted nor change its kind", async () => {
  const { discrepancy } = await cancelledInConsole();
  const { db } = desk.database;
  await expect(db.delete(discrepancies).where(eq(discrepancies.id, discrepancy.id))).rejects.toThrow();
  await expect(
    db.update(discrepancies).set({ kind: "end-changed" }).where(eq(discrepancies.id, discrepancy.id)),
  ).rejects.toThrow();
});

test("a payment that cannot be read is compared later and does not block another", async () => {
  const first = await refundWithFaults([]);
  const other = await refundWithFaults([]);
  for (const { paymentId } of [first, other]) {
    const key = { storeId: desk.sandbox.storeId, paymentId };
    await desk.database.db.transaction((tx) => scheduleComparison(tx, key, new Date(0)));
  }
  control().script({ kind: "html", operation: "getPayment", paymentId: first.paymentId });
  expect(await compareDue(desk)).toEqual({ read: 1, failed: 1 });
  const now = await databaseNow(desk.database.db);
  const soon = new Date(now.getTime() + 11 * minute);
  expect(await dueComparisons(desk.database.db, now, 50)).toEqual([]);
  expect(await dueComparisons(desk.database.db, soon, 50)).toMatchObject([{ paymentId: first.paymentId }]);
  await desk.age(11 * minute);
  expect(await compareDue(desk)).toMatchObject({ failed: 0 });
});
