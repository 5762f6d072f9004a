import "server-only";
import { parseDate } from "@internationalized/date";
import { type AnyColumn, and, gte, lt, type SQL, sql } from "drizzle-orm";

/** Days in Asia/Seoul, both included. A null time lies in no day. */
export function inDays(
  time: AnyColumn | SQL,
  { from, to }: { from: string | null; to: string | null },
): SQL | undefined {
  const end = to === null ? null : startOf(to, 1);
  const start = from === null ? firstDay : startOf(from, 0);
  return and(gte(sql`${time}`, instant(start)), end === null ? undefined : lt(sql`${time}`, instant(end)));
}

const firstDay = new Date(0);

function startOf(day: string, later: number): Date {
  return parseDate(day).add({ days: later }).toDate("Asia/Seoul");
}

function instant(at: Date): SQL {
  return sql`${at.toISOString()}::timestamptz`;
}
