// Calendar computations in Asia/Seoul, which is UTC+9 the whole year, so plain arithmetic is exact. The documents do not
// state the time zone of "same month" or "one year"; Korean PGs use Korean time.
const offset = 9 * 60 * 60 * 1000;
const day = 24 * 60 * 60 * 1000;

/** Returns the calendar month of an instant (ms) as a number that grows by one per month. */
export function monthOf(ms: number): number {
  const date = new Date(ms + offset);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Returns the calendar days from one instant (ms) to another; the first day is day 0. */
export function daysBetween(from: number, to: number): number {
  return Math.floor((to + offset) / day) - Math.floor((from + offset) / day);
}

/** Returns the hour of the day, 0 to 23. */
export function hourOf(ms: number): number {
  return new Date(ms + offset).getUTCHours();
}

/** Returns 10:00 of the next weekday after an instant (ms). Holidays are not considered. */
export function nextBusinessDay(ms: number): number {
  const midnight = Math.floor((ms + offset) / day) * day - offset;
  const weekday = new Date(midnight + offset).getUTCDay();
  const ahead = weekday === 5 ? 3 : weekday === 6 ? 2 : 1;
  return midnight + ahead * day + 10 * 60 * 60 * 1000;
}

/** Returns whether `now` is after the day that is `months` calendar months after `from` (month ends clamped). */
export function isPastMonths(from: number, months: number, now: number): boolean {
  const date = new Date(from + offset);
  const lastOfMonth = new Date(
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0),
  ).getUTCDate();
  const endOfDay =
    Date.UTC(
      date.getUTCFullYear(),
      date.getUTCMonth() + months,
      Math.min(date.getUTCDate(), lastOfMonth) + 1,
    ) - offset;
  return now >= endOfDay;
}
