const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Returns milliseconds. PortOne documents no end of a requested cancellation, and no webhook for a failed one. */
export function pollInterval(requestedAt: Date, now: Date): number {
  const age = Math.max(0, now.getTime() - requestedAt.getTime());
  if (age > 14 * day) return day;
  return Math.min(hour, Math.max(minute, age / 4));
}
