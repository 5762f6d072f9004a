// Days in Seoul as SQL.
import "server-only";
import { parseDate } from "@internationalized/date";
import { type AnyColumn, and, gte, lt, type SQL, sql } from "drizzle-orm";

/**
 * Returns a condition: whether a time lies in the days of Asia/Seoul from `from` to `to`, both included. A time that is null
 * lies in none.
 */
export function inDays(
  time: AnyColumn | SQL,
  { from, to }: { from: string | null; to: string | null },
): SQL | undefined {
  const end = to === null ? null : startOf(to, 1);
  const start = from === null ? firstDay : startOf(from, 0);
  return and(gte(sql`${time}`, instant(start)), end === null ? undefined : lt(sql`${time}`, instant(end)));
}

const firstDay = new Date(0);

/** The midnight in Seoul with which the day begins that is `later` days after this one. */
function startOf(day: string, later: number): Date {
  return parseDate(day).add({ days: later }).toDate("Asia/Seoul");
}

function instant(at: Date): SQL {
  return sql`${at.toISOString()}::timestamptz`;
}
