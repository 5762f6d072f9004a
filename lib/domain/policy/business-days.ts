import { type CalendarDate, getDayOfWeek } from "@internationalized/date";
import { isHoliday } from "./korean-holidays";

/** `exact` is false if the count crosses a year without known holidays. */
export type Ahead = { day: string; exact: boolean };

/** `from` itself is not counted. */
export function businessDaysAfter(from: CalendarDate, count: number): Ahead {
  let day = from;
  let exact = true;
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 });
    const holiday = isHoliday(day.toString());
    if (holiday === null) exact = false;
    if (!isWeekend(day) && holiday !== true) left -= 1;
  }
  return { day: day.toString(), exact };
}

function isWeekend(day: CalendarDate): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
}

/** Returns 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: CalendarDate): number {
  return getDayOfWeek(day, "en-US", "sun");
}
