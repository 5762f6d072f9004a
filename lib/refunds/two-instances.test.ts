// Two instances on one database send and record nothing twice. On PostgreSQL each instance has its own connections; the
// embedded database allows one process, so two workers of one process replace the instances.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type DeskDatabase, openPostgres } from "@/lib/db/client";
import { auditEntries } from "@/lib/db/schema/journal";
import { discrepancies } from "@/lib/db/schema/reconciliation";
import { refunds } from "@/lib/db/schema/refunds";
import { compareDue } from "@/lib/sync/compare-due";
import { pollPending } from "@/lib/sync/poll-pending";
import { pullChanges } from "@/lib/sync/pull-changes";
import { syncPayment } from "@/lib/sync/sync-payment";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { refundWithFaults } from "@/tests/support/test-refund";
import { requestRefund } from "./request-refund";
import { resumeOpenRefunds } from "./resume-refunds";

let desk: TestDesk;
let other: TestDesk;
let own: DeskDatabase | null = null;
beforeAll(async () => {
  desk = await openTestDesk();
  const { connectionString } = desk.database;
  own = connectionString === undefined ? null : await openPostgres(connectionString);
  other = { ...desk, database: own ?? desk.database };
});
afterAll(async () => {
  await own?.close();
  await desk.close();
});
beforeEach(() => desk.sandbox.control.clearFaults());

const sends = (paymentId: string) =>
  desk.sandbox.control
    .requests({ operation: "cancelPayment" })
    .filter(({ path }) => path.includes(paymentId));

test("an open refund that is due on both instances is sent by one", async () => {
  const refund = await refundWithFaults(desk, [{ kind: "reset" }]);
  await desk.age(10_000);
  await Promise.all([resumeOpenRefunds(desk), resumeOpenRefunds(other), resumeOpenRefunds(other)]);
  expect(await refund.row()).toMatchObject({ state: "succeeded" });
  expect(sends(refund.paymentId)).toHaveLength(2);
  expect(await refund.attempts()).toHaveLength(2);
  expect(refund.moved()).toBe(1);
});

test("a due refund with a send in flight on one instance is not sent by the other", async () => {
  const payment = desk.sandbox.control.createPayment({ total: 10_000 });
  await syncPayment(desk, { paymentId: payment.id });
  desk.sandbox.control.script({ kind: "delay", paymentId: payment.id, ms: 300, executeAt: "end" });
  const inFlight = requestRefund(desk, operator, fullRefund(payment));
  await expect.poll(() => sends(payment.id).length, { timeout: 4_000, interval: 5 }).toBe(1);
  await desk.database.db
    .update(refunds)
    .set({ checkAt: new Date(0) })
    .where(eq(refunds.paymentId, payment.id));
  await resumeOpenRefunds(other);
  expect(await inFlight).toMatchObject({ ok: true });
  expect(sends(payment.id)).toHaveLength(1);
});

test("one request to both instances is one refund; two requests are one refund and one refusal", async () => {
  const twice = desk.sandbox.control.createPayment({ total: 10_000 });
  await syncPayment(desk, { paymentId: twice.id });
  const request = fullRefund(twice);
  const same = await Promise.all([desk, other].map((one) => requestRefund(one, operator, request)));
  expect(new Set(same.map((answer) => (answer.ok ? answer.value.id : answer.error.code))).size).toBe(1);
  expect(sends(twice.id)).toHaveLength(1);

  const raced = desk.sandbox.control.createPayment({ total: 10_000 });
  await syncPayment(desk, { paymentId: raced.id });
  const ends = await Promise.all([desk, other].map((one) => requestRefund(one, operator, fullRefund(raced))));
  expect(ends.filter(({ ok }) => ok)).toHaveLength(1);
  expect(desk.sandbox.control.ledger(raced.id)).toHaveLength(1);
});

test("a request whose reading is older than the end of another refund reads again and is refused", async () => {
  const payment = desk.sandbox.control.createPayment({ total: 10_000 });
  await syncPayment(desk, { paymentId: payment.id });
  desk.sandbox.control.script({
    kind: "delay",
    operation: "getPayment",
    paymentId: payment.id,
    ms: 1_000,
    executeAt: "start",
  });
  const late = requestRefund(other, operator, fullRefund(payment));
  await expect.poll(() => desk.sandbox.control.faults().length, { timeout: 4_000, interval: 5 }).toBe(0);
  expect(await requestRefund(desk, operator, fullRefund(payment))).toMatchObject({
    value: { state: "succeeded" },
  });
  expect(await late).toMatchObject({ ok: false });
  expect(sends(payment.id)).toHaveLength(1);
});

test("a refund that both instances end is ended once, also in the audit", async () => {
  const refund = await refundWithFaults(desk, [{ kind: "async-cancel" }]);
  const [made] = desk.sandbox.control.getPayment(refund.paymentId)?.cancellations ?? [];
  desk.sandbox.control.endCancellation(refund.paymentId, made?.id ?? "", "succeed");
  await desk.age(2 * 60_000);
  await Promise.all([pollPending(desk), pollPending(other), resumeOpenRefunds(other)]);
  const entries = await desk.database.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, `refund:${refund.id}`));
  expect(entries.map(({ action, detail }) => `${action} ${(detail as { to?: string }).to ?? ""}`)).toEqual([
    "refund.requested ",
    "refund.state-changed pending",
    "refund.state-changed succeeded",
  ]);
});

test("a discrepancy is recorded once by two instances, and only one instance pulls", async () => {
  const payment = desk.sandbox.control.createPayment({ total: 10_000 });
  desk.sandbox.control.cancelInConsole(payment.id);
  // Long enough that both pulls overlap.
  desk.sandbox.control.script({ kind: "delay", operation: "getPayments", ms: 300 });
  const pulls = await Promise.all([pullChanges(desk), pullChanges(other)]);
  expect(pulls.map(({ state }) => state).toSorted()).toEqual(["busy", "done"]);
  await Promise.all([desk, other, desk, other].map((one) => syncPayment(one, { paymentId: payment.id })));
  await Promise.all([compareDue(desk), compareDue(other)]);
  const found = await desk.database.db
    .select()
    .from(discrepancies)
    .where(eq(discrepancies.paymentId, payment.id));
  expect(found).toMatchObject([{ kind: "made-elsewhere" }]);
});
