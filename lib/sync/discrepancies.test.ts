// What differs between the two ledgers is a finding, once: against a real database and the sandbox over HTTP.
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databaseNow } from "@/lib/db/clock";
import { recordClosed, recordSeen } from "@/lib/db/reconciliation/record-close";
import { compareBy, dueComparisons } from "@/lib/db/reconciliation/write-discrepancies";
import { recordResolution } from "@/lib/db/refunds/record-resolution";
import { auditEntries, deskTarget } from "@/lib/db/schema/journal";
import { comparisons, discrepancies } from "@/lib/db/schema/reconciliation";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import { deliveries } from "@/lib/db/schema/webhooks";
import { requestRefund } from "@/lib/refunds/request-refund";
import { administrator, fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { type Fault, struckRefund as struck } from "@/tests/support/test-refund";
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
/** A payment that was cancelled in the console, and is read. */
async function cancelledInConsole() {
  const payment = control().createPayment({ total: 10_000 });
  await read(payment.id);
  control().cancelInConsole(payment.id);
  await read(payment.id);
  const [discrepancy] = await discrepanciesOf(payment.id);
  if (discrepancy === undefined) throw new Error("nothing was found");
  return { payment, discrepancy };
}
const struckRefund = (faults: Fault[], overrides?: Parameters<typeof struck>[2]) =>
  struck(desk, faults, overrides);
/** A refund whose answer never came and whose number PortOne did not keep: a person must decide it. */
async function undecided() {
  control().setSwitches({ reasonEcho: "cut", reasonCutLength: 3 });
  const refund = await struckRefund([{ kind: "answer-then-drop", count: 20 }]);
  await refund.later(61 * minute, 91 * minute, minute);
  expect(await refund.row()).toMatchObject({ state: "undecided" });
  return refund;
}

test("a refund of ours that PortOne shows as asked for is no finding", async () => {
  const refund = await struckRefund([]);
  expect(await refund.row()).toMatchObject({ state: "succeeded" });
  expect(await kindsOf(refund.paymentId)).toEqual([]);
  const [again] = await desk.database.db
    .select()
    .from(comparisons)
    .where(eq(comparisons.paymentId, refund.paymentId));
  expect(again).toBeUndefined();
});

describe("made elsewhere", () => {
  test("is found once, however often it is read, with its trigger and an entry in the audit", async () => {
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

  test.each(["API", "PORTONE_ADMIN", "CHARGEBACK"] as const)("by %s", async (trigger) => {
    const payment = control().createPayment({ total: 10_000 });
    control().cancelByOther(payment.id, { trigger });
    await read(payment.id);
    expect(await discrepanciesOf(payment.id)).toMatchObject([{ kind: "made-elsewhere", trigger }]);
  });

  test("is closed when a person names it as a refund's, and says so", async () => {
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

  test("is found where a person says that the refund did nothing", async () => {
    const refund = await undecided();
    await recordResolution(desk.database.db, administrator, {
      refundId: refund.id,
      decision: "failed",
      note: "없음",
    });
    await compareDue(desk);
    expect(await kindsOf(refund.paymentId)).toEqual(["made-elsewhere"]);
  });

  test("before our ledger began is no finding", async () => {
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

describe("ours unconfirmed", () => {
  test("a person's word that PortOne does not bear out, until a cancellation of its number turns up", async () => {
    const refund = await struckRefund([{ kind: "reset", count: 20 }]);
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

test("failed here, cancelled there", async () => {
  const refund = await struckRefund([
    { kind: "status", status: 409, body: { type: "MAX_CANCEL_COUNT_REACHED" }, executed: true },
  ]);
  expect(await refund.row()).toMatchObject({ state: "failed" });
  expect(await discrepanciesOf(refund.paymentId)).toMatchObject([
    { kind: "failed-but-cancelled", refundId: refund.id, ourAmount: 0, portoneAmount: 10_000 },
  ]);
});

test("other amounts than were asked for", async () => {
  const refund = await struckRefund([]);
  const { db } = desk.database;
  await db.execute(sql`alter table refunds disable trigger refunds_keep_ended`);
  await db.update(refunds).set({ expectedAmount: 12_000 }).where(eq(refunds.id, refund.id));
  await db.execute(sql`alter table refunds enable trigger refunds_keep_ended`);
  await read(refund.paymentId);
  expect(await discrepanciesOf(refund.paymentId)).toMatchObject([
    { kind: "amounts-differ", ourAmount: 12_000, portoneAmount: 10_000 },
  ]);
});

test("a second cancellation that carries the number of a refund that is done", async () => {
  const payment = control().createPayment({ total: 10_000 });
  const cancel = { kind: "partial" as const, amount: 4_000, shown: 10_000 };
  const asked = await requestRefund(desk, operator, fullRefund(payment, { cancel }));
  if (!asked.ok) throw new Error(asked.error.code);
  const { id, number } = asked.value;
  control().cancelByOther(payment.id, { trigger: "API", amount: 4_000, reason: `변심 #${number}` });
  await read(payment.id);
  expect(await discrepanciesOf(payment.id)).toMatchObject([
    { kind: "cancelled-twice", refundId: id, ourAmount: null, portoneAmount: 4_000 },
  ]);
});

test("a request that was taken back and is not shown any more", async () => {
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

test("an end that PortOne takes back: the row keeps its first end, and a person is told", async () => {
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
  /** A webhook that came two hours ago, so that webhooks are known to reach the desk. */
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

  test("is found half an hour after the cancellation, by the reading that was put off until then", async () => {
    await webhook(null, 120);
    const payment = control().createPayment({ total: 10_000 });
    // Before it is half an hour ago there must be time to read it and look, on any machine.
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

  test("closes when it comes after all", async () => {
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
  test("say that they have looked, and close with how and why; the first who looked is kept", async () => {
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

  test("what one has closed stays closed, though it differs still", async () => {
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

  test("two at once: one closes it", async () => {
    const { discrepancy } = await cancelledInConsole();
    const close = (note: string) =>
      recordClosed(desk.database.db, operator, { discrepancyId: discrepancy.id, how: "known", note });
    const ends = await Promise.all([close("하나"), close("둘")]);
    expect(ends.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  });

  test("a finding that is not there", async () => {
    expect(await recordSeen(desk.database.db, operator, randomUUID())).toMatchObject({
      error: { code: "discrepancy-not-found" },
    });
  });
});

test("what the desk had closed and finds again is the same finding, open again", async () => {
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

test("no finding is taken away, and none is made another", async () => {
  const { discrepancy } = await cancelledInConsole();
  const { db } = desk.database;
  await expect(db.delete(discrepancies).where(eq(discrepancies.id, discrepancy.id))).rejects.toThrow();
  await expect(
    db.update(discrepancies).set({ kind: "end-changed" }).where(eq(discrepancies.id, discrepancy.id)),
  ).rejects.toThrow();
});

test("a payment that cannot be read is compared later, and holds up no other", async () => {
  const first = await struckRefund([]);
  const other = await struckRefund([]);
  for (const { paymentId } of [first, other]) {
    const key = { storeId: desk.sandbox.storeId, paymentId };
    await desk.database.db.transaction((tx) => compareBy(tx, key, new Date(0)));
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
