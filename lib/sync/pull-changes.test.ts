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

const asked = () => desk.sandbox.control.requests({ operation: "getPayments" }).length;
const madeOf = (paymentId: string) =>
  desk.database.db.select().from(cancellations).where(eq(cancellations.paymentId, paymentId));

test("a cancel in the console whose webhook was lost is found", async () => {
  const payment = desk.sandbox.control.createPayment({ requestedAt: Date.now() - 40 * 86_400_000 });
  await syncPayment(desk, { paymentId: payment.id });
  expect(await pullChanges(desk)).toMatchObject({ state: "done" });
  desk.sandbox.control.cancelInConsole(payment.id);
  expect(await pullChanges(desk)).toMatchObject({ state: "done" });
  expect(await madeOf(payment.id)).toMatchObject([
    { trigger: "CONSOLE", status: "SUCCEEDED", refundId: null },
  ]);
});

test("more changes than a page holds are all brought, also where a page's worth has one and the same instant", async () => {
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

test("a pull that was cut off goes on where it stopped, and a payment that cannot be read stops nothing", async () => {
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

test("the next look begins an hour before the end of the last, every ten minutes, one at a time", async () => {
  const before = await lastPull(desk.database.db, "changes");
  const questions = asked();
  await pullChangesWhenDue(desk);
  expect(asked()).toBe(questions);
  await desk.database.db.update(pulls).set({ until: sql`until - interval '11 minutes'` });
  await pullChangesWhenDue(desk);
  const after = await lastPull(desk.database.db, "changes");
  expect(after?.from.getTime()).toBe((before?.until.getTime() ?? 0) - 71 * 60_000);
  expect(asked()).toBeGreaterThan(questions);
  await desk.database.db.update(pulls).set({ state: "running", touchedAt: sql`clock_timestamp()` });
  expect(await pullChanges(desk)).toMatchObject({ state: "busy" });
});
