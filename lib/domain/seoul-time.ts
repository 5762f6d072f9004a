// Seoul's clock and calendar: UTC+9 since summer time ended in 1988 (tz database). Time zone data is not used,
// because its first lookup takes a browser longer than the rest of a page. For arithmetic with days see
// policy/seoul-calendar.

const aheadMs = 9 * 60 * 60_000;

/** Returns a date whose UTC fields read as Seoul's clock at `instant`, for 1989 or later. */
export function seoulClock(instant: Date): Date {
  return new Date(instant.getTime() + aheadMs);
}

/** Returns the calendar day in Seoul, as `2026-11-24`. */
export function seoulDay(instant: Date): string {
  return seoulClock(instant).toISOString().slice(0, 10);
}

/** Returns the calendar month in Seoul, as `2026-11`. */
export function seoulMonth(instant: Date): string {
  return seoulDay(instant).slice(0, 7);
}
