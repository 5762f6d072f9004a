import { expect, test } from "vitest";
import { seoulDay, seoulMonth } from "./seoul-time";

test.each([
  ["2026-11-24T14:59:59Z", "2026-11-24", "2026-11"],
  ["2026-11-24T15:00:00Z", "2026-11-25", "2026-11"],
  ["2026-11-30T15:00:00Z", "2026-12-01", "2026-12"],
  ["2026-12-31T15:00:00Z", "2027-01-01", "2027-01"],
])("%s is on %s and in %s in Seoul", (instant, day, month) => {
  expect(seoulDay(new Date(instant))).toBe(day);
  expect(seoulMonth(new Date(instant))).toBe(month);
});
