import { expect, test } from "vitest";
import { pollInterval } from "./poll-interval";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const asked = new Date("2026-11-01T00:00:00Z");

test.each([
  [-5 * minute, minute],
  [0, minute],
  [4 * minute, minute],
  [40 * minute, 10 * minute],
  [5 * hour, hour],
  [14 * day, hour],
  [14 * day + 1, day],
  [60 * day, day],
])("%d ms after the request it is looked at again in %d ms", (age, wait) => {
  expect(pollInterval(asked, new Date(asked.getTime() + age))).toBe(wait);
});
