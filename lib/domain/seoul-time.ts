// UTC+9 since 1988 (tz database). The first lookup of time zone data takes a browser longer than the rest of a page.

const aheadMs = 9 * 60 * 60_000;

/** The UTC fields read as Seoul's clock, for 1989 or later. */
export function seoulClock(instant: Date): Date {
  return new Date(instant.getTime() + aheadMs);
}

/** Returns the calendar day in Seoul as `2026-11-24`. */
export function seoulDay(instant: Date): string {
  return seoulClock(instant).toISOString().slice(0, 10);
}

export function seoulMonth(instant: Date): string {
  return seoulDay(instant).slice(0, 7);
}
