import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { lastPull } from "@/lib/db/payments/pulls";
import { payments, pulls } from "@/lib/db/schema/payments";
import { cancellations } from "@/lib/db/schema/refunds";
import { openTestDesk, type TestDesk } from "@/tests/support/test-desk";
import { pullChanges, pullChangesWhenDue } from "./pull-changes";
import { syncPayment } from "./sync-payment";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(() => desk.sandbox.control.clearFaults());

const listRequests = () => desk.sandbox.control.requests({ operation: "getPayments" }).length;
const madeOf = (paymentId: string) =>
  desk.database.db.select().from(cancellations).where(eq(cancellations.paymentId, paymentId));

test("a cancel in the console is found without its webhook", async () => {
  const payment = desk.sandbox.control.createPayment({ requestedAt: Date.now() - 40 * 86_400_000 });
  await syncPayment(desk, { paymentId: payment.id });
  expect(await pullChanges(desk)).toMatchObject({ state: "done" });
  desk.sandbox.control.cancelInConsole(payment.id);
  expect(await pullChanges(desk)).toMatchObject({ state: "done" });
  expect(await madeOf(payment.id)).toMatchObject([
    { trigger: "CONSOLE", status: "SUCCEEDED", refundId: null },
  ]);
});

test("changes of more than one page are all pulled, also when a whole page has the same instant", async () => {
  const at = Date.now() - 3 * 60_000;
  for (let n = 0; n < 250; n += 1)
    desk.sandbox.control.createPayment({ id: `changed-${n}`, requestedAt: n < 230 ? at : at + n });
  expect(await pullChanges(desk)).toMatchObject({ state: "done", unreadable: 0 });
  const [found] = await desk.database.db
    .select({ n: sql<number>`count(*)::int` })
    .from(payments)
    .where(sql`${payments.id} like 'changed-%'`);
  expect(found?.n).toBe(250);
});

test("an interrupted pull resumes at its position, and an unreadable payment does not stop it", async () => {
  desk.sandbox.control.createPayment({ id: "changed-odd", extra: { amount: "a lot" } });
  desk.sandbox.control.createPayment({ id: "changed-even" });
  desk.sandbox.control.script({ kind: "delay", operation: "getPayments", ms: 0 });
  desk.sandbox.control.script({ kind: "html", operation: "getPayments" });
  expect(await pullChanges(desk)).toMatchObject({ state: "failed", error: "unreachable" });
  const cut = await lastPull(desk.database.db, "changes");
  expect(cut?.cursor).not.toBeNull();
  expect(await pullChanges(desk)).toMatchObject({ state: "done" });
  expect(await lastPull(desk.database.db, "changes")).toMatchObject({ from: cut?.from, state: "done" });
  const [row] = await desk.database.db.select().from(payments).where(eq(payments.id, "changed-even"));
  expect(row).toMatchObject({ status: "PAID" });
});

test("the next scan starts ten minutes later, overlaps an hour, and runs once at a time", async () => {
  const before = await lastPull(desk.database.db, "changes");
  const listsBefore = listRequests();
  await pullChangesWhenDue(desk);
  expect(listRequests()).toBe(listsBefore);
  await desk.database.db.update(pulls).set({ until: sql`until - interval '11 minutes'` });
  await pullChangesWhenDue(desk);
  const after = await lastPull(desk.database.db, "changes");
  expect(after?.from.getTime()).toBe((before?.until.getTime() ?? 0) - 71 * 60_000);
  expect(listRequests()).toBeGreaterThan(listsBefore);
  await desk.database.db.update(pulls).set({ state: "running", touchedAt: sql`clock_timestamp()` });
  expect(await pullChanges(desk)).toMatchObject({ state: "busy" });
});
