// Calendar questions in Korean time. Korea keeps UTC+9 the whole year, so plain arithmetic is exact.
// The documents do not state the zone of "same month" or "one year"; Korean PGs reckon in Korean time.

const offset = 9 * 60 * 60 * 1000;
const day = 24 * 60 * 60 * 1000;

/** The calendar month of an instant, as a number that grows by one a month. */
export function monthOf(ms: number): number {
  const date = new Date(ms + offset);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Calendar days from one instant to another; the first day is day 0. */
export function daysBetween(from: number, to: number): number {
  return Math.floor((to + offset) / day) - Math.floor((from + offset) / day);
}

/** The hour of the day, 0 to 23. */
export function hourOf(ms: number): number {
  return new Date(ms + offset).getUTCHours();
}

/** Ten in the morning of the next weekday after an instant. Holidays are not known here. */
export function nextBusinessDay(ms: number): number {
  const midnight = Math.floor((ms + offset) / day) * day - offset;
  const weekday = new Date(midnight + offset).getUTCDay();
  const ahead = weekday === 5 ? 3 : weekday === 6 ? 2 : 1;
  return midnight + ahead * day + 10 * 60 * 60 * 1000;
}

/** Whether `now` lies after the last moment of the day that is `months` calendar months after `from` (month ends clamped). */
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
