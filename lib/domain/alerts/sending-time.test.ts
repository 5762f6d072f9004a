import { expect, test } from "vitest";
import { afterQuietHours, collectMs, retryDelay, sendingTime } from "./sending-time";

const seoul = (text: string) => new Date(`${text.replace(" ", "T")}+09:00`);
const night = { from: 22 * 60, to: 8 * 60 };
const lunch = { from: 12 * 60, to: 13 * 60 };

test.each([
  ["2026-12-03 21:59:59", "2026-12-03 21:59:59"],
  ["2026-12-03 22:00", "2026-12-04 08:00"],
  ["2026-12-03 23:59:59", "2026-12-04 08:00"],
  ["2026-12-04 00:00", "2026-12-04 08:00"],
  ["2026-12-04 07:59:59", "2026-12-04 08:00"],
  ["2026-12-04 08:00", "2026-12-04 08:00"],
])("over midnight: %s is sent at %s", (at, sent) => {
  expect(afterQuietHours(seoul(at), night)).toEqual(seoul(sent));
});

test.each([
  ["2026-12-03 11:59", "2026-12-03 11:59"],
  ["2026-12-03 12:30:30", "2026-12-03 13:00"],
  ["2026-12-03 13:00", "2026-12-03 13:00"],
])("within a day: %s is sent at %s", (at, sent) => {
  expect(afterQuietHours(seoul(at), lunch)).toEqual(seoul(sent));
});

test("no quiet hours, or hours of no length, hold nothing back", () => {
  const at = seoul("2026-12-03 03:00");
  expect(afterQuietHours(at, null)).toEqual(at);
  expect(afterQuietHours(at, { from: 60, to: 60 })).toEqual(at);
});

test("the first of a kind goes at once, the next ones together", () => {
  const now = seoul("2026-12-03 10:00");
  expect(sendingTime(now, null, null)).toEqual(now);
  expect(sendingTime(now, new Date(now.getTime() - 1_000), null)).toEqual(
    new Date(now.getTime() - 1_000 + collectMs),
  );
  expect(sendingTime(now, new Date(now.getTime() - 2 * collectMs), null)).toEqual(now);
  // Collected into the quiet hours, and so sent after them.
  const late = seoul("2026-12-03 21:58");
  expect(sendingTime(late, late, night)).toEqual(seoul("2026-12-04 08:00"));
});

test("a message that failed waits longer each time, and never longer than an hour", () => {
  expect([1, 2, 3].map(retryDelay)).toEqual([30_000, 60_000, 120_000]);
  expect(retryDelay(1_000)).toBe(60 * 60_000);
});
