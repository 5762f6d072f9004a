const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Returns the milliseconds until the next check of a requested cancellation: one minute at first, growing with its
 * age to one hour, daily after 14 days. PortOne does not document how long a cancellation may stay requested, and has
 * no webhook type for a failed one.
 */
export function pollInterval(requestedAt: Date, now: Date): number {
  const age = Math.max(0, now.getTime() - requestedAt.getTime());
  if (age > 14 * day) return day;
  return Math.min(hour, Math.max(minute, age / 4));
}
