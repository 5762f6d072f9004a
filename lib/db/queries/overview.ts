// Reads stored sums and capped counts, so that the cost does not depend on the number of payments.
import "server-only";
import { parseDate } from "@internationalized/date";
import { and, eq, isNotNull, isNull, type Subquery, sql } from "drizzle-orm";
import { payments } from "@/lib/db/schema/payments";
import { discrepancies } from "@/lib/db/schema/reconciliation";
import { refunds } from "@/lib/db/schema/refunds";
import { everyPayment } from "@/lib/domain/payment/payment-filter";
import { type PendingAge, pendingAges } from "@/lib/domain/refund/refund-filter";
import type { DailySum, Waiting } from "@/lib/domain/views/overview";
import type { CappedCount } from "@/lib/domain/views/payment-list";
import type { Database } from "../client";
import { countWaitingApprovals } from "./approvals";
import { countDeadLetters } from "./delivery-list";
import { countFailedPayouts } from "./failed-payouts";
import { conditionOf } from "./payment-conditions";
import { pendingAge } from "./refund-conditions";
import { countRefundTabs } from "./refund-counts";
import { inDays } from "./seoul-days";

const countCap = 1_000;

export async function waitingNow(db: Database): Promise<Waiting> {
  return {
    refunds: await countRefundTabs(db),
    pending: await pendingByAge(db),
    approvals: await countWaitingApprovals(db),
    emergencies: await countEmergencies(db),
    payouts: await countFailedPayouts(db),
    deadLetters: await countDeadLetters(db),
    discrepancies: await countOpenDiscrepancies(db),
    blockedSoon: await countBlockedSoon(db),
  };
}

async function countEmergencies(db: Database): Promise<Waiting["emergencies"]> {
  const from = parseDate(await todayInSeoul(db))
    .subtract({ days: 6 })
    .toString();
  const some = db
    .select({ one: sql`1` })
    .from(refunds)
    .where(and(isNotNull(refunds.emergencyWhy), inDays(refunds.createdAt, { from, to: null })))
    .limit(countCap + 1)
    .as("some");
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  const count = row?.count ?? 0;
  return { count: { count: Math.min(count, countCap), atLeast: count > countCap }, from };
}

/** Returns the day in Asia/Seoul by the database's clock, as `2026-11-24`. */
export async function todayInSeoul(db: Database): Promise<string> {
  const found = await db.execute(
    sql`select (clock_timestamp() at time zone 'Asia/Seoul')::date::text as day`,
  );
  return String(found.rows[0]?.day);
}

/** Returns the sums of days in Asia/Seoul, both included. */
export async function sumsBetween(
  db: Database,
  { from, to }: { from: string; to: string },
): Promise<DailySum[]> {
  const within = sql`day between ${from}::date and ${to}::date`;
  const found = await db.execute(sql`
    select day::text, test, currency, measure, key, sum(count)::float8 as count, sum(amount)::float8 as amount from (
      select day, test, currency, measure, key, count, amount from daily_sums
      where ${within} and test in (true, false)
      union all
      select day, test, currency, measure, key, count, amount from daily_sum_changes where ${within}
    ) as known group by 1, 2, 3, 4, 5`);
  return found.rows.map((row) => ({
    day: String(row.day),
    test: row.test === true,
    currency: String(row.currency),
    measure: String(row.measure),
    key: String(row.key),
    count: Number(row.count),
    amount: Number(row.amount),
  }));
}

async function pendingByAge(db: Database): Promise<Record<PendingAge, number>> {
  const some = db
    .select({ age: pendingAge.as("age") })
    .from(refunds)
    .where(eq(refunds.state, "pending"))
    .orderBy(refunds.createdAt)
    .limit(countCap)
    .as("some");
  const rows = await db
    .select({ age: some.age, count: sql<number>`count(*)::int` })
    .from(some)
    .groupBy(some.age);
  const counts: Record<PendingAge, number> = { hour: 0, day: 0, "three-days": 0, longer: 0 };
  for (const key of pendingAges) counts[key] = rows.find((row) => row.age === key)?.count ?? 0;
  return counts;
}

async function countOpenDiscrepancies(db: Database): Promise<CappedCount> {
  const open = db.select({ one }).from(discrepancies).where(isNull(discrepancies.closedAt));
  return countCapped(db, open.limit(countCap + 1).as("some"));
}

async function countBlockedSoon(db: Database): Promise<CappedCount> {
  const soon = db
    .select({ one })
    .from(payments)
    .where(conditionOf({ ...everyPayment, blockedSoon: true }));
  return countCapped(db, soon.limit(countCap + 1).as("some"));
}

const one = sql<number>`1`.as("one");

async function countCapped(db: Database, some: Subquery): Promise<CappedCount> {
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  const count = row?.count ?? 0;
  return { count: Math.min(count, countCap), atLeast: count > countCap };
}
