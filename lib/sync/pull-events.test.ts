import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { lastPull } from "@/lib/db/payments/pulls";
import { pulls } from "@/lib/db/schema/payments";
import { discrepancies } from "@/lib/db/schema/reconciliation";
import { cancellations } from "@/lib/db/schema/refunds";
import { openTestDesk, type TestDesk } from "@/tests/support/test-desk";
import { pullChanges } from "./pull-changes";
import { pullEvents, pullEventsWhenDue } from "./pull-events";
import { syncPayment } from "./sync-payment";

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
const requestsOf = (operation: "getAllPaymentEventsByCursor" | "getPayment") =>
  control().requests({ operation }).length;
const madeOf = (paymentId: string) =>
  desk.database.db.select().from(cancellations).where(eq(cancellations.paymentId, paymentId));

test.each(["ASC", "DESC"] as const)(
  "a second partial cancel made elsewhere is found although the status stays the same (%s)",
  async (cursorOrder) => {
    control().setSwitches({ cursorOrder, statusChangedAtMovesOnSecondPartial: false });
    const payment = control().createPayment({ total: 10_000, requestedAt: Date.now() - 40 * 86_400_000 });
    control().shiftClock(-3 * 3_600_000);
    control().cancelInConsole(payment.id, { amount: 3_000 });
    control().shiftClock(3 * 3_600_000);
    await pullChanges(desk);
    await syncPayment(desk, { paymentId: payment.id });
    expect(await pullEvents(desk)).toMatchObject({ state: "done" });
    control().cancelInConsole(payment.id, { amount: 2_000 });
    await pullChanges(desk);
    expect(await madeOf(payment.id)).toHaveLength(1);
    expect(await pullEvents(desk)).toMatchObject({ state: "done", unreadable: 0 });
    expect(await madeOf(payment.id)).toHaveLength(2);
    const found = await desk.database.db
      .select()
      .from(discrepancies)
      .where(eq(discrepancies.paymentId, payment.id));
    expect(found.map(({ kind, trigger }) => `${kind} ${trigger}`)).toEqual([
      "made-elsewhere CONSOLE",
      "made-elsewhere CONSOLE",
    ]);
  },
);

test("a payment whose cancellation is in the mirror is not read again", async () => {
  const payment = control().createPayment({ total: 10_000 });
  control().cancelInConsole(payment.id);
  await syncPayment(desk, { paymentId: payment.id });
  const reads = requestsOf("getPayment");
  expect(await pullEvents(desk)).toMatchObject({ state: "done" });
  expect(requestsOf("getPayment")).toBe(reads);
});

test("events of more than one page are all scanned", async () => {
  const payment = control().createPayment({ total: 100_000, channelType: "LIVE" });
  for (let n = 0; n < 205; n += 1) control().createPayment({});
  control().cancelInConsole(payment.id, { amount: 1_000 });
  const before = requestsOf("getAllPaymentEventsByCursor");
  expect(await pullEvents(desk)).toMatchObject({ state: "done" });
  expect(requestsOf("getAllPaymentEventsByCursor") - before).toBeGreaterThanOrEqual(3);
  expect(await madeOf(payment.id)).toHaveLength(1);
});

test("after an unreachable payment the scan resumes at the same page", async () => {
  const payment = control().createPayment({ total: 10_000 });
  control().cancelInConsole(payment.id);
  control().script({ kind: "html", operation: "getPayment", paymentId: payment.id });
  expect(await pullEvents(desk)).toMatchObject({ state: "failed", error: "unreachable" });
  expect(await pullEvents(desk)).toMatchObject({ state: "done" });
  expect(await madeOf(payment.id)).toHaveLength(1);
});

test("a refused list of events is recorded and not requested for an hour; changes are still pulled", async () => {
  await desk.database.db.delete(pulls);
  control().script({
    kind: "status",
    status: 403,
    operation: "getAllPaymentEventsByCursor",
    body: { type: "FORBIDDEN" },
  });
  await pullEventsWhenDue(desk);
  expect(await lastPull(desk.database.db, "events")).toMatchObject({
    state: "failed",
    error: "unauthorized",
  });
  const before = requestsOf("getAllPaymentEventsByCursor");
  await pullEventsWhenDue(desk);
  expect(requestsOf("getAllPaymentEventsByCursor")).toBe(before);
  expect(await pullChanges(desk)).toMatchObject({ state: "done" });
  await desk.database.db.update(pulls).set({ finishedAt: new Date(Date.now() - 61 * 60_000) });
  await pullEventsWhenDue(desk);
  expect(await lastPull(desk.database.db, "events")).toMatchObject({ state: "done" });
  const after = requestsOf("getAllPaymentEventsByCursor");
  expect(after).toBeGreaterThan(before);
  await pullEventsWhenDue(desk);
  expect(requestsOf("getAllPaymentEventsByCursor")).toBe(after);
});
