// Seoul's clock and calendar. It is nine hours ahead of UTC and has been since the summer time of 1988 ended (tz database),
// so no time zones need to be asked for: a browser's first question for them takes it longer than all else on a page.
// Arithmetic with days is for a library: lib/domain/policy/seoul-calendar.

const aheadMs = 9 * 60 * 60_000;

/** A date whose UTC fields read as Seoul's clock does at an instant of 1989 or later. */
export function seoulClock(instant: Date): Date {
  return new Date(instant.getTime() + aheadMs);
}

/** The calendar day of an instant in Seoul, as `2026-11-24`. */
export function seoulDay(instant: Date): string {
  return seoulClock(instant).toISOString().slice(0, 10);
}

/** The calendar month of an instant in Seoul, as `2026-11`. */
export function seoulMonth(instant: Date): string {
  return seoulDay(instant).slice(0, 7);
}
