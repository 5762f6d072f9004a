import { randomUUID } from "node:crypto";
import { eq, type SQL, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { recordRetention } from "@/lib/db/payments/record-retention";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { previewRetention } from "@/lib/db/queries/retention-preview";
import { auditEntries } from "@/lib/db/schema/journal";
import { payments } from "@/lib/db/schema/payments";
import { user } from "@/lib/db/schema/people";
import { retentionOf } from "@/lib/db/settings/read-retention";
import { requestRefund } from "@/lib/refunds/request-refund";
import { removePersonalDataWhenDue } from "@/lib/sync/remove-personal-data";
import { syncPayment } from "@/lib/sync/sync-payment";
import { administrator, fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { removePersonalData } from "./personal-data";

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(() => desk.close());

const customer = {
  id: "member-한성민",
  name: "한성민",
  email: "hansm@example.com",
  phoneNumber: "010-1234-5678",
};
const personal = /한성민|hansm|1234-?5678|남궁민수/;
const method = {
  type: "PaymentMethodVirtualAccount",
  accountNumber: "11022233344455",
  bank: "SHINHAN",
  remitterName: "남궁민수",
  remitteeName: "남궁민수",
};

/** Stores a payment whose status changed so many days before. */
async function stored(days: number, id = randomUUID()) {
  const at = new Date(Date.now() - days * 86_400_000).toISOString();
  const payment = desk.sandbox.control.createPayment({ id, customer, method, total: 60_000 });
  await syncPayment(desk, { paymentId: id, storeId: payment.storeId });
  await desk.database.db
    .update(payments)
    .set({ statusChangedAt: new Date(at) })
    .where(eq(payments.id, id));
  return payment;
}
const rowOf = async (id: string) => {
  const [row] = await desk.database.db.select().from(payments).where(eq(payments.id, id));
  if (row === undefined) throw new Error(`no payment ${id}`);
  const { kind: _, ...rest } = row;
  return rest;
};
const keep = (months: number | null) => recordRetention(desk.database.db, administrator, { months });

test("nothing is removed before a time is set, and a preview says what would be", async () => {
  const { db } = desk.database;
  const old = await stored(100);
  await stored(80);
  expect(await removePersonalData(db)).toBe(0);
  expect(await previewRetention(db, 3)).toMatchObject({ count: 1, atLeast: false });
  expect(await previewRetention(db, 2)).toMatchObject({ count: 2, atLeast: false });
  await keep(3);
  expect(JSON.stringify(await rowOf(old.id))).toMatch(personal);
});

test("the customer's data of a payment is removed from every column, and the amounts stay", async () => {
  const { db } = desk.database;
  const old = await stored(100);
  const recent = await stored(80);
  const before = await rowOf(old.id);
  const sums = await db.execute(sql`select * from daily_sum_changes order by seq`);
  await keep(3);
  expect(await removePersonalData(db)).toBe(1);
  expect(await removePersonalData(db)).toBe(0);
  const after = await rowOf(old.id);
  expect(JSON.stringify(after)).not.toMatch(personal);
  expect(after).toMatchObject({
    status: before.status,
    total: before.total,
    charged: before.charged,
    orderName: before.orderName,
    requestedAt: before.requestedAt,
    refundableUntil: before.refundableUntil,
    searchKeys: before.searchKeys,
  });
  expect((await db.execute(sql`select * from daily_sum_changes order by seq`)).rows).toEqual(sums.rows);
  expect(JSON.stringify(await rowOf(recent.id))).toMatch(personal);
  const detail = await paymentDetail(db, { paymentId: old.id, seesCustomer: true });
  expect(detail?.personalDataRemovedAt).toEqual(expect.any(String));
  expect(detail?.payment.customer).toEqual({ id: null, name: null, email: null, phoneNumber: null });
  expect(await retentionOf(db)).toMatchObject({ months: 3, removed: 1, removedAt: expect.any(String) });
  const entries = await db.select().from(auditEntries).where(eq(auditEntries.subject, "retention"));
  expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual([
    ["retention.changed", administrator.id],
    ["retention.applied", null],
  ]);
});

test("a later reading of the payment stores no data of the customer", async () => {
  const { db } = desk.database;
  const old = await stored(100);
  await keep(3);
  await removePersonalData(db);
  desk.sandbox.control.cancelByOther(old.id, { trigger: "API", reason: "고객 변심", amount: 1_000 });
  await syncPayment(desk, { paymentId: old.id, storeId: old.storeId });
  const row = await rowOf(old.id);
  expect(row.status).toBe("PARTIAL_CANCELLED");
  expect(JSON.stringify(row)).not.toMatch(personal);
});

test("a payment stays whole for as long after a refund of the desk", async () => {
  const { db } = desk.database;
  const card = desk.sandbox.control.createPayment({ total: 60_000, customer });
  await syncPayment(desk, { paymentId: card.id, storeId: card.storeId });
  const age = () =>
    db
      .update(payments)
      .set({ statusChangedAt: new Date("2020-01-01T00:00:00Z") })
      .where(eq(payments.id, card.id));
  await age();
  await keep(3);
  expect(await previewRetention(db, 3)).toMatchObject({ count: 1 });
  await requestRefund(desk, operator, fullRefund(card));
  await age();
  expect(await previewRetention(db, 3)).toMatchObject({ count: 0 });
  expect(await removePersonalData(db)).toBe(0);
});

test.each<[string, (id: string, storeId: string) => SQL]>([
  [
    "a request that waits",
    (id, storeId) => sql`
      insert into approvals (id, request_id, kind, store_id, payment_id, amount, currency, frozen, encrypted_request, rule,
        approvers_needed, requester_id, requester_name, created_at, expires_at)
      values (${randomUUID()}, ${randomUUID()}, 'refund', ${storeId}, ${id}, 1, 'KRW', '{}', 'x', '{}', 1, 'a', 'a', '2020-01-01', now())`,
  ],
  [
    "a cancellation that PortOne has only accepted",
    (id, storeId) => sql`
      insert into cancellations (store_id, payment_id, id, status, raw_status, total_amount, tax_free_amount, vat_amount, reason,
        requested_at, poll_at)
      values (${storeId}, ${id}, 'c-1', 'REQUESTED', 'REQUESTED', 1, 0, 0, 'r', '2020-01-01', now())`,
  ],
  [
    "a failed transfer that nobody has handled",
    (id, storeId) => sql`
      insert into failed_payouts (store_id, payment_id, failed_at, raw_status) values (${storeId}, ${id}, '2020-01-01', 'FAILED')`,
  ],
  ["a transfer under way", (id) => sql`update payments set payout_poll_at = now() where id = ${id}`],
  [
    "a discrepancy that nobody has closed",
    (id, storeId) => sql`
      insert into discrepancies (dedupe_key, kind, store_id, payment_id, currency, happened_at)
      values ('d-1', 'made-elsewhere', ${storeId}, ${id}, 'KRW', '2020-01-01')`,
  ],
])("a payment stays whole with %s", async (_, open) => {
  const { db } = desk.database;
  const old = await stored(100);
  await keep(3);
  expect(await previewRetention(db, 3)).toMatchObject({ count: 1 });
  await db.execute(open(old.id, old.storeId));
  expect(await previewRetention(db, 3)).toMatchObject({ count: 0 });
  expect(await removePersonalData(db)).toBe(0);
  expect(JSON.stringify(await rowOf(old.id))).toMatch(personal);
});

test("at night all are removed, also more than one transaction takes, and by day none", async () => {
  const { db } = desk.database;
  await stored(100);
  await db.execute(sql`
    insert into payments (store_id, id, status, currency, total, cancelled, order_name, customer_name, requested_at,
      status_changed_at, updated_at, synced_at, snapshot, raw)
    select 'store-1', 'p-' || n, 'PAID', 'KRW', n, 0, 'x', '한성민', at, at, at, at,
      (select snapshot from payments limit 1), '{"customer": {"name": "한성민"}}'
    from generate_series(1, 250) as n, lateral (select '2020-01-01'::timestamptz) as made (at)`);
  await keep(1);
  await removePersonalDataWhenDue(desk, () => false);
  expect(await retentionOf(db)).toMatchObject({ removed: 0 });
  await removePersonalDataWhenDue(desk, () => true);
  expect(await retentionOf(db)).toMatchObject({ removed: 251 });
  const { rows } = await db.execute(sql`select to_jsonb(payments) from payments`);
  expect(JSON.stringify(rows)).not.toMatch(personal);
});

test("only a person who manages settings changes the time, by the role of now", async () => {
  const { db } = desk.database;
  expect(await recordRetention(db, operator, { months: 1 })).toMatchObject({
    error: { code: "not-permitted" },
  });
  await db.update(user).set({ role: "viewer" }).where(eq(user.id, administrator.id));
  expect(await keep(1)).toMatchObject({ error: { code: "not-permitted" } });
  expect(await retentionOf(db)).toEqual({ months: null, removed: 0, removedAt: null });
});
