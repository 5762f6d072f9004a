// The documents name no zone for "same month" or "one year"; Korean PGs calculate in Korean time.
import { type CalendarDate, fromDate, toCalendarDate } from "@internationalized/date";

const zone = "Asia/Seoul";

export type Within = { months: number } | { days: number } | { month: "of-payment" };

/** Days in Seoul. `endsAt`: the first instant that is too late. `daysLeft`: 0 on the last day, negative afterwards. */
export type Deadline = {
  lastDay: string;
  endsAt: string;
  daysLeft: number;
};

/** The day of payment is day 0; a month without that day ends on its own last day. */
export function deadlineOf(paidAt: Date, within: Within, now: Date): Deadline {
  const paid = seoulCalendarDay(paidAt);
  const lastDay =
    "months" in within
      ? paid.add({ months: within.months })
      : "days" in within
        ? paid.add({ days: within.days })
        : paid.set({ day: paid.calendar.getDaysInMonth(paid) });
  return {
    lastDay: lastDay.toString(),
    endsAt: lastDay.add({ days: 1 }).toDate(zone).toISOString(),
    daysLeft: daysBetween(seoulCalendarDay(now), lastDay),
  };
}

export function seoulCalendarDay(instant: Date): CalendarDate {
  return toCalendarDate(fromDate(instant, zone));
}

function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return to.calendar.toJulianDay(to) - from.calendar.toJulianDay(from);
}

export type Hours = { from: number; until: number };

/** Whole hours; `until` is excluded. */
export function openingHours(hours: Hours, now: Date): { open: boolean; changesAt: string } {
  const local = fromDate(now, zone);
  const open = local.hour >= hours.from && local.hour < hours.until;
  const today = { minute: 0, second: 0, millisecond: 0 };
  const change = open
    ? local.set({ ...today, hour: hours.until })
    : (local.hour < hours.from ? local : local.add({ days: 1 })).set({ ...today, hour: hours.from });
  return { open, changesAt: change.toAbsoluteString() };
}
