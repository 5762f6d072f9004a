import { endOfMonth, fromDate, startOfMonth, toCalendarDate } from "@internationalized/date";

const names = ["today", "yesterday", "week", "month", "last-month"] as const;
type Preset = { name: (typeof names)[number]; from: string; to: string };

/** Returns the named periods in days of Asia/Seoul (YYYY-MM-DD), both days included. */
export function periodPresets(now: Date): Preset[] {
  const today = toCalendarDate(fromDate(now, "Asia/Seoul"));
  const yesterday = today.subtract({ days: 1 });
  const lastMonth = startOfMonth(today).subtract({ months: 1 });
  const days = {
    today: [today, today],
    yesterday: [yesterday, yesterday],
    week: [today.subtract({ days: 6 }), today],
    month: [startOfMonth(today), today],
    "last-month": [lastMonth, endOfMonth(lastMonth)],
  } as const;
  return names.map((name) => ({ name, from: days[name][0].toString(), to: days[name][1].toString() }));
}
