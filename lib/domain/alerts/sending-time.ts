// When a message is sent: alerts of one kind are collected, and nothing is sent in quiet hours.
import { seoulClock } from "../seoul-time";

/** Minutes of the day in Asia/Seoul, 0 to 1,439. `from` is quiet, `to` no longer. Over midnight where `to` is earlier. */
export type QuietHours = { from: number; to: number };

/** Returns minutes of the day as `22:30`. */
export function clockText(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

const minuteMs = 60_000;
const dayMinutes = 24 * 60;

/** After a message, alerts of its kind are collected for this long (milliseconds) and sent as one. */
export const collectMs = 5 * minuteMs;

/** Returns when a message may be sent at the earliest. `lastSent`: the last message of its kind to the same receiver. */
export function sendingTime(now: Date, lastSent: Date | null, quiet: QuietHours | null): Date {
  const collected = lastSent === null ? now.getTime() : lastSent.getTime() + collectMs;
  return afterQuietHours(new Date(Math.max(now.getTime(), collected)), quiet);
}

/** Returns the time itself, or the end of the quiet hours in which the time lies. */
export function afterQuietHours(at: Date, quiet: QuietHours | null): Date {
  if (quiet === null || quiet.from === quiet.to) return at;
  const there = seoulClock(at);
  const minute = there.getUTCHours() * 60 + there.getUTCMinutes();
  const since = (minute - quiet.from + dayMinutes) % dayMinutes;
  const length = (quiet.to - quiet.from + dayMinutes) % dayMinutes;
  if (since >= length) return at;
  const startOfMinute = Math.floor(at.getTime() / minuteMs) * minuteMs;
  return new Date(startOfMinute + (length - since) * minuteMs);
}

const firstRetryMs = 30_000;
const longestRetryMs = 60 * minuteMs;

/** Returns how long to wait (milliseconds) after the attempt `n` failed, from 1 on. */
export function retryDelay(n: number): number {
  return Math.min(firstRetryMs * 2 ** (n - 1), longestRetryMs);
}

/** After this time (milliseconds) an alert is no longer sent: the screen counts it. */
export const alertLifeMs = 24 * 60 * minuteMs;
