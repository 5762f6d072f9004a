// Compares the stored sums with a scan after random writes: they are equal at every moment, folded or not.
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskDatabase } from "@/lib/db/client";
import { openTestDatabase } from "@/tests/support/test-database";
import { foldSums } from "./daily-sums";

let database: DeskDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.db.execute(sql`
    insert into payments (store_id, id, status, currency, total, cancelled, order_name, requested_at,
      status_changed_at, updated_at, synced_at, snapshot, raw)
    values ('s', 'of-refunds', 'READY', 'KRW', 1, 0, '', now(), now(), now(), now(), '{}', '{}')`);
  for (const [id, code] of [
    ["00000000-0000-4000-8000-000000000001", "CHANGE_OF_MIND"],
    ["00000000-0000-4000-8000-000000000002", null],
  ] as const)
    await database.db.execute(sql`
      insert into refunds (id, number, request_id, store_id, payment_id, state, kind, currency, expected_tax_free,
        reason, reason_code, requester, known_cancellations, actor_id, actor_name, ended_at)
      values (${id}, ${id}, ${id}, 's', 'of-refunds', 'succeeded', 'full', 'KRW', 0, 'r', ${code}, 'ADMIN', '[]',
        'a', 'a', now())`);
});
afterAll(() => database.close());

const db = () => database.db;
const rows = async (query: ReturnType<typeof sql>) => (await db().execute(query)).rows;

const scannedSums = () =>
  rows(sql`
    select day::text, test, currency, measure, key, count(*)::int as count, sum(amount)::int as amount from (
      select day, test, currency, measure, key, amount from counted_payments
      union all select day, test, currency, measure, key, amount from counted_cancellations
    ) as counted group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`);
const storedSums = () =>
  rows(sql`
    select day::text, test, currency, measure, key, sum(count)::int as count, sum(amount)::int as amount from (
      select day, test, currency, measure, key, count, amount from daily_sums
      union all select day, test, currency, measure, key, count, amount from daily_sum_changes
    ) as both_kinds group by 1, 2, 3, 4, 5 having sum(count) <> 0 or sum(amount) <> 0 order by 1, 2, 3, 4, 5`);

// Around midnight in Asia/Seoul, which is 15:00 UTC.
const instant = fc.constantFrom(
  "2026-11-23T14:59:59.999Z",
  "2026-11-23T15:00:00Z",
  "2026-11-23T15:00:30Z",
  "2026-11-24T14:59:59Z",
  "2026-11-26T15:00:00Z",
);
const paymentId = fc.constantFrom("p1", "p2", "p3");
const payment = fc.record({
  kind: fc.constant("payment" as const),
  id: paymentId,
  paidAt: fc.option(instant),
  charged: fc.option(fc.integer({ min: 0, max: 9 })),
  currency: fc.constantFrom("KRW", "USD"),
  channel: fc.option(fc.constantFrom("LIVE", "TEST")),
  method: fc.option(fc.constantFrom("CARD", "MOBILE")),
  pg: fc.option(fc.constantFrom("KCP_V2", "NICE_V2")),
});
const cancellation = fc.record({
  kind: fc.constant("cancellation" as const),
  payment: paymentId,
  id: fc.constantFrom("c1", "c2"),
  status: fc.constantFrom("REQUESTED", "SUCCEEDED", "FAILED"),
  money: fc.option(fc.integer({ min: 1, max: 9 })),
  points: fc.option(fc.nat(2)),
  requestedAt: instant,
  cancelledAt: fc.option(instant),
  refund: fc.option(fc.constantFrom("1", "2")),
});
const operation = fc.oneof(
  { weight: 4, arbitrary: payment },
  { weight: 6, arbitrary: cancellation },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("fold" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("touch-all" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("rolled-back" as const), payment }) },
);
type Operation = typeof operation extends fc.Arbitrary<infer One> ? One : never;

const upsertPayment = (one: Extract<Operation, { kind: "payment" }>) => sql`
  insert into payments (store_id, id, status, currency, total, charged, cancelled, order_name, requested_at,
    paid_at, status_changed_at, updated_at, synced_at, snapshot, raw, channel_type, method_type, pg_provider)
  values ('s', ${one.id}, 'PAID', ${one.currency}, 10, ${one.charged}::bigint, 0, '', now(), ${one.paidAt}::timestamptz, now(),
    now(), now(), '{}', '{}', ${one.channel}, ${one.method}, ${one.pg})
  on conflict (store_id, id) do update set currency = excluded.currency, charged = excluded.charged,
    paid_at = excluded.paid_at, channel_type = excluded.channel_type, method_type = excluded.method_type,
    pg_provider = excluded.pg_provider`;

async function play(one: Operation): Promise<void> {
  switch (one.kind) {
    case "payment":
      await db().execute(upsertPayment(one));
      return;
    case "cancellation": {
      const refund = one.refund && `00000000-0000-4000-8000-00000000000${one.refund}`;
      // Like the merge: an end is never overwritten, and a cancellation needs its payment.
      await db().execute(sql`
        insert into cancellations (store_id, payment_id, id, status, raw_status, total_amount, money_back, points_back,
          tax_free_amount, vat_amount, reason, requested_at, cancelled_at, refund_id)
        select 's', ${one.payment}, ${one.id}, ${one.status}, ${one.status}, 10, ${one.money}::bigint,
          ${one.points}::bigint, 0, 0, '',
          ${one.requestedAt}::timestamptz, ${one.cancelledAt}::timestamptz, ${refund}::uuid
        where exists (select from payments where id = ${one.payment})
        on conflict (store_id, payment_id, id) do update set
          status = case when cancellations.status = 'REQUESTED' then excluded.status else cancellations.status end,
          money_back = excluded.money_back, points_back = excluded.points_back, requested_at = excluded.requested_at,
          cancelled_at = excluded.cancelled_at, refund_id = excluded.refund_id`);
      return;
    }
    case "fold":
      await foldSums(db());
      expect(await foldSums(db())).toBe(0);
      return;
    case "touch-all":
      await db().execute(
        sql`update payments set charged = charged + 1, synced_at = now() where id <> 'of-refunds'`,
      );
      await db().execute(sql`update cancellations set money_back = money_back + 1`);
      return;
    case "rolled-back":
      await expect(
        db().transaction(async (tx) => {
          await tx.execute(upsertPayment(one.payment));
          throw new Error("rolled back");
        }),
      ).rejects.toThrow("rolled back");
  }
}

/** Covers every measure, whatever fast-check draws. An end is never overwritten, and these operations run first. */
const always: Operation[] = [
  {
    kind: "payment",
    id: "p1",
    paidAt: "2026-11-23T14:59:59.999Z",
    charged: 9,
    currency: "KRW",
    channel: "LIVE",
    method: "CARD",
    pg: "KCP_V2",
  },
  {
    kind: "cancellation",
    payment: "p1",
    id: "c1",
    status: "SUCCEEDED",
    money: 4,
    points: 1,
    requestedAt: "2026-11-23T14:59:59.999Z",
    cancelledAt: "2026-11-23T15:00:30Z",
    refund: "1",
  },
  {
    kind: "payment",
    id: "p2",
    paidAt: "2026-11-23T14:59:59.999Z",
    charged: null,
    currency: "KRW",
    channel: "LIVE",
    method: "CARD",
    pg: "KCP_V2",
  },
  {
    kind: "cancellation",
    payment: "p2",
    id: "c1",
    status: "SUCCEEDED",
    money: null,
    points: null,
    requestedAt: "2026-11-23T14:59:59.999Z",
    cancelledAt: null,
    refund: null,
  },
];

test("the stored sums equal a scan after any writes and folds", async () => {
  const measures = new Set<unknown>();
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 12 }), async (operations) => {
      // The database is shared by all sequences: nothing is ever deleted.
      for (const one of operations) await play(one);
      const sums = await storedSums();
      expect(sums).toEqual(await scannedSums());
      for (const { measure } of sums) measures.add(measure);
    }),
    { numRuns: 60, examples: [[always]] },
  );
  const sums = ["charged", "charged-unknown", "refunded", "refunded-unknown", "points"];
  expect(measures).toEqual(new Set([...sums, "kind", "method", "pg", "reason", "took"]));
}, 60_000);

test("concurrent writes and folds on one day end in the right sums without blocking", async () => {
  const before = await scannedSums();
  const writes = Array.from({ length: 30 }, (_, n) =>
    db().transaction(async (tx) => {
      await tx.execute(sql`
        insert into payments (store_id, id, status, currency, total, cancelled, order_name, requested_at, paid_at,
          status_changed_at, updated_at, synced_at, snapshot, raw)
        select 's', 'many-' || ${n}::int || '-' || k, 'PAID', 'KRW', 100, 0, '', now(), '2026-11-24T00:00:00Z', now(),
          now(), now(), '{}', '{}' from generate_series(1, 5) as k`);
      await tx.execute(sql`
        insert into cancellations (store_id, payment_id, id, status, raw_status, total_amount, tax_free_amount,
          vat_amount, reason, requested_at, cancelled_at)
        select store_id, id, 'c', 'SUCCEEDED', 'SUCCEEDED', 100, 0, 0, '', now(), now() from payments
        where id like ${`many-${n}-%`}`);
    }),
  );
  const folds = Array.from({ length: 5 }, () => foldSums(db()));
  await Promise.all([...writes, ...folds]);
  await foldSums(db());
  const after = await storedSums();
  expect(after).toEqual(await scannedSums());
  expect(after).not.toEqual(before);
}, 60_000);
