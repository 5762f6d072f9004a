import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { foldSums } from "@/lib/db/payments/daily-sums";
import { everyRefund, pendingAges } from "@/lib/domain/refund/refund-filter";
import { seoulDay } from "@/lib/domain/seoul-time";
import { overviewDays, overviewMonth, overviewOf } from "@/lib/domain/views/overview";
import { openTestDatabase } from "@/tests/support/test-database";
import type { DeskDatabase } from "../client";
import { sumsBetween, todayInSeoul, waitingNow } from "./overview";
import { listRefunds } from "./refund-list";

let database: DeskDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const db = () => database.db;

async function read() {
  const month = overviewMonth("", await todayInSeoul(db()));
  return overviewOf(await sumsBetween(db(), overviewDays(month)), month, false);
}

test("an empty desk has no sums and nothing waiting", async () => {
  expect(await todayInSeoul(db())).toBe(seoulDay(new Date()));
  expect(await read()).toEqual({ currencies: [], hasOther: false });
  expect(await waitingNow(db())).toMatchObject({
    refunds: {
      undecided: { count: 0 },
      failed: { count: 0 },
      confirming: { count: 0 },
      pending: { count: 0 },
    },
    pending: { hour: 0, day: 0, "three-days": 0, longer: 0 },
    deadLetters: { count: 0, atLeast: false },
    discrepancies: { count: 0, atLeast: false },
    blockedSoon: { count: 0, atLeast: false },
  });
});

test("today's payments and refunds count at once, folded or not; payments before the shown days do not", async () => {
  await db().execute(sql`
    insert into payments (store_id, id, status, method_type, pg_provider, channel_type, currency, total, charged, cancelled,
      order_name, requested_at, paid_at, status_changed_at, updated_at, synced_at, snapshot, raw)
    select 's', 'p' || n, 'PAID', 'CARD', 'KCP_V2', 'LIVE', 'KRW', 1200, 1000, 0, '', now(),
      case when n = 4 then now() - interval '70 days' else now() end, now(), now(), now(), '{}', '{}'
    from generate_series(1, 4) as n`);
  await db().execute(sql`
    insert into cancellations (store_id, payment_id, id, status, raw_status, total_amount, money_back, tax_free_amount,
      vat_amount, reason, requested_at, cancelled_at)
    values ('s', 'p1', 'c', 'SUCCEEDED', 'SUCCEEDED', 400, 300, 0, 0, '', now(), now()),
      ('s', 'p2', 'c', 'REQUESTED', 'REQUESTED', 500, 500, 0, 0, '', now(), null)`);
  const { currencies: before } = await read();
  expect(before).toMatchObject([
    {
      currency: "KRW",
      today: { charged: { count: 3, amount: 3_000 }, refunded: { count: 1, amount: 300 } },
      parts: {
        method: [{ key: "CARD", count: 1, amount: 300 }],
        pg: [{ key: "KCP_V2", count: 1, amount: 300 }],
        reason: [{ key: "", count: 1, amount: 300 }],
        took: [{ key: "minute", count: 1, amount: 300 }],
      },
    },
  ]);
  expect(await foldSums(db())).toBeGreaterThan(0);
  expect((await read()).currencies).toEqual(before);
});

test("refunds that wait for a PG are counted by age", async () => {
  await db().execute(sql`
    insert into refunds (id, number, request_id, store_id, payment_id, state, kind, currency, expected_tax_free, reason,
      requester, known_cancellations, actor_id, actor_name, created_at)
    select gen_random_uuid(), 'N' || id, gen_random_uuid(), 's', id, 'pending', 'full', 'KRW', 0, 'r', 'ADMIN', '[]',
      'a', 'a', now() - case id when 'p1' then interval '59 minutes' when 'p2' then interval '61 minutes'
        when 'p3' then interval '71 hours' else interval '73 hours' end
    from payments where id in ('p1', 'p2', 'p3', 'p4')`);
  const waiting = await waitingNow(db());
  expect(waiting.refunds.pending).toEqual({ count: 4, atLeast: false });
  expect(waiting.pending).toEqual({ hour: 1, day: 1, "three-days": 1, longer: 1 });
  for (const pending of pendingAges) {
    const request = { tab: "all" as const, query: "", after: null, before: null };
    const list = await listRefunds(db(), { ...request, filter: { ...everyRefund, pending } });
    expect(list.rows).toHaveLength(waiting.pending[pending]);
  }
});
