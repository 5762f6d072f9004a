import { expect, test } from "vitest";
import { pollInterval } from "./poll-interval";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const requestedAt = new Date("2026-11-01T00:00:00Z");

test.each([
  [-5 * minute, minute],
  [0, minute],
  [4 * minute, minute],
  [40 * minute, 10 * minute],
  [5 * hour, hour],
  [14 * day, hour],
  [14 * day + 1, day],
  [60 * day, day],
])("%d ms after the request of a cancellation the next check is in %d ms", (age, wait) => {
  expect(pollInterval(requestedAt, new Date(requestedAt.getTime() + age))).toBe(wait);
});
