import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RuleConditions } from "@/lib/domain/approval/approval-rule";
import { openTestDatabase } from "@/tests/support/test-database";
import { allRefunds } from "@/tests/support/test-rule";
import type { DeskDatabase } from "../client";
import { previewRule } from "./rule-preview";

const every: RuleConditions = { ...allRefunds, kinds: ["refund", "manual-refund"] };

let database: DeskDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  const month = sql`date_trunc('month', now() at time zone 'Asia/Seoul')`;
  const start = sql`((${month} - interval '1 month') at time zone 'Asia/Seoul')`;
  const end = sql`(${month} at time zone 'Asia/Seoul')`;
  const instant = sql`interval '1 microsecond'`;
  const { db } = database;
  await db.execute(sql`
    insert into payments (store_id, id, status, method_type, pg_provider, channel_type, currency, total, charged, cancelled,
      order_name, requested_at, paid_at, status_changed_at, updated_at, synced_at, snapshot, raw)
    select 's', 'p' || n, 'PAID', 'CARD', 'KCP_V2', 'LIVE', 'KRW', 90000, 90000, 0, '', now(), now(), now(), now(), now(),
      '{}', '{}'
    from generate_series(1, 5) as n`);
  await db.execute(sql`
    insert into refunds (id, number, request_id, store_id, payment_id, state, kind, currency, expected_tax_free, reason,
      requester, known_cancellations, actor_id, actor_name, confirmed_amount, created_at, ended_at)
    select gen_random_uuid(), number, gen_random_uuid(), 's', payment_id, state, 'full', 'KRW', 0, 'r', 'ADMIN', '[]', 'a',
      'a', amount, at, case state when 'pending' then null else at end
    from (values ('FIRST', 'p1', 'succeeded', 10000, ${start}), ('LAST', 'p2', 'pending', 20000, ${end} - ${instant}),
      ('BEFORE', 'p3', 'succeeded', 30000, ${start} - ${instant}), ('AFTER', 'p4', 'succeeded', 30000, ${end}),
      ('FAILED', 'p5', 'failed', 30000, ${start})) as made (number, payment_id, state, amount, at)`);
  await db.execute(sql`
    insert into manual_refunds (id, request_id, store_id, payment_id, amount, currency, bank, paid_on, note, actor_id,
      actor_name, reverses, created_at)
    values ('00000000-0000-4000-8000-000000000001', gen_random_uuid(), 's', 'p1', 15000, 'KRW', 'SHINHAN', '2026-01-01',
        'n', 'a', 'a', null, ${start}),
      ('00000000-0000-4000-8000-000000000002', gen_random_uuid(), 's', 'p2', 5000, 'KRW', 'SHINHAN', '2026-01-01',
        'n', 'a', 'a', null, ${start}),
      ('00000000-0000-4000-8000-000000000003', gen_random_uuid(), 's', 'p2', 5000, 'KRW', 'SHINHAN', '2026-01-01',
        'n', 'a', 'a', '00000000-0000-4000-8000-000000000002', ${start})`);
});
afterAll(() => database.close());

test("last month's refunds of Asia/Seoul are replayed, without failed and reversed ones", async () => {
  expect(await previewRule(database.db, every)).toMatchObject({
    total: 3,
    isCapped: false,
    waiting: 3,
    some: [
      { number: "LAST", amount: 20_000 },
      { number: null, paymentId: "p1", amount: 15_000 },
      { number: "FIRST", amount: 10_000 },
    ],
  });
});

test("a rule for one kind is compared with refunds of this kind only", async () => {
  const refunds = await previewRule(database.db, {
    ...every,
    kinds: ["refund"],
    amountFrom: { KRW: 15_000 },
  });
  expect(refunds).toMatchObject({ total: 2, waiting: 1, some: [{ number: "LAST" }] });
  const manual = await previewRule(database.db, { ...every, kinds: ["manual-refund"] });
  expect(manual).toMatchObject({ total: 1, waiting: 1, some: [{ number: null, amount: 15_000 }] });
});
