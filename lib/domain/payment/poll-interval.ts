const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How long to wait before a requested cancellation is looked at again: one minute at first, growing with its age
 * to one hour, daily after 14 days. PortOne does not document how long it may stay requested, and has no webhook
 * type for one that failed. Milliseconds.
 */
export function pollInterval(requestedAt: Date, now: Date): number {
  const age = Math.max(0, now.getTime() - requestedAt.getTime());
  if (age > 14 * day) return day;
  return Math.min(hour, Math.max(minute, age / 4));
}
