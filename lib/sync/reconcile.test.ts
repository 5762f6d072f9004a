import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listDiscrepancies } from "@/lib/db/queries/discrepancy-list";
import { recordClosed, recordSeen } from "@/lib/db/reconciliation/record-close";
import { auditEntries } from "@/lib/db/schema/journal";
import { openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { pullChanges } from "./pull-changes";
import { requestReconciliation } from "./reconcile";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const list = (options: Partial<Parameters<typeof listDiscrepancies>[1]> = {}) =>
  listDiscrepancies(desk.database.db, { tab: "open", kind: null, after: null, before: null, ...options });

test("a requested reconciliation reads and compares changes, records the person, and its time is on the page", async () => {
  expect((await list()).readings.changes).toMatchObject({ state: "never", endedAt: null });
  const payment = desk.sandbox.control.createPayment({ total: 10_000 });
  desk.sandbox.control.cancelInConsole(payment.id);
  desk.sandbox.control.script({
    kind: "status",
    status: 403,
    operation: "getAllPaymentEventsByCursor",
    body: { type: "FORBIDDEN" },
  });
  await requestReconciliation(desk, operator);
  const page = await list();
  expect(page.rows).toMatchObject([
    { kind: "made-elsewhere", paymentId: payment.id, trigger: "CONSOLE", portoneAmount: 10_000, seen: null },
  ]);
  expect(page.counts).toMatchObject({ open: { count: 1 }, unseen: { count: 1 }, closed: { count: 0 } });
  expect(page.readings).toMatchObject({ changes: { state: "done" }, events: { state: "failed" } });
  expect(page.readings.changes.endedAt).not.toBeNull();
  const [entry] = await desk.database.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.action, "ledgers.compared"), eq(auditEntries.actorId, operator.id)));
  expect(entry).toMatchObject({ actorName: operator.name });
});

test("the list filters by kind and state, and pages forward and back over the same rows", async () => {
  const payment = desk.sandbox.control.createPayment({ total: 100_000 });
  for (let n = 0; n < 29; n += 1) desk.sandbox.control.cancelInConsole(payment.id, { amount: 1_000 });
  await requestReconciliation(desk, operator);
  const first = await list();
  expect(first.rows).toHaveLength(25);
  const second = await list({ after: first.next });
  expect(second.rows).toHaveLength(5);
  expect(second.next).toBeNull();
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(30);
  expect((await list({ before: second.previous })).rows.map(({ id }) => id)).toEqual(
    first.rows.map(({ id }) => id),
  );
  expect((await list({ kind: "amounts-differ" })).rows).toEqual([]);
  const [seen, closed] = first.rows;
  if (seen === undefined || closed === undefined) throw new Error("no rows");
  await recordSeen(desk.database.db, operator, seen.id);
  await recordClosed(desk.database.db, operator, { discrepancyId: closed.id, how: "known", note: "콘솔" });
  expect((await list()).counts).toMatchObject({
    open: { count: 29 },
    unseen: { count: 28 },
    closed: { count: 1 },
    all: { count: 30 },
  });
  expect((await list({ tab: "closed" })).rows).toMatchObject([
    { id: closed.id, closed: { by: operator.name, how: "known", note: "콘솔" } },
  ]);
});

test.each(["not a place", JSON.stringify({ foundAt: "2026-01-01T00:00:00Z", id: "x" })])(
  "an invalid position, %s, shows the first page",
  async (text) => {
    const after = Buffer.from(text).toString("base64url");
    expect((await list({ after })).rows.map(({ id }) => id)).toEqual((await list()).rows.map(({ id }) => id));
  },
);

test("a request during a running pull finds changes made after that pull began", async () => {
  await requestReconciliation(desk, operator);
  const payment = desk.sandbox.control.createPayment({ total: 10_000 });
  desk.sandbox.control.script({ kind: "delay", operation: "getPayments", ms: 600 });
  for (let n = 0; n < 2; n += 1)
    desk.sandbox.control.script({
      kind: "status",
      status: 403,
      operation: "getAllPaymentEventsByCursor",
      body: { type: "FORBIDDEN" },
    });
  const running = pullChanges(desk);
  await expect.poll(async () => (await list()).readings.changes.state).toBe("running");
  desk.sandbox.control.cancelInConsole(payment.id);
  await requestReconciliation(desk, operator);
  expect((await list()).rows.map(({ paymentId }) => paymentId)).toContain(payment.id);
  expect(await running).toMatchObject({ state: "done" });
});
