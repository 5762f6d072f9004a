import fc from "fast-check";
import { expect, test } from "vitest";
import { relativeTime, seoulTime } from "./format-seoul-time.ts";

const instant = "2026-11-21T15:00:05.000Z";

test.each([
  ["short", "ko", "11. 22. 00:00"],
  ["minute", "ko", "2026. 11. 22. 00:00"],
  ["second", "ko", "2026. 11. 22. 00:00:05"],
  ["day", "ko", "2026. 11. 22. (일)"],
  ["short", "en", "22 Nov, 00:00"],
  ["second", "en", "22 Nov 2026, 00:00:05"],
  ["day", "en", "Sun, 22 Nov 2026"],
  ["clock", "en", "00:00:05"],
  ["hour", "ko", "00:00"],
] as const)("writes midnight in Seoul in the style %s in %s", (style, locale, text) => {
  expect(seoulTime(instant, style, locale)).toBe(text);
});

test("writes every instant since 1989 as the time zone database has it for Asia/Seoul", () => {
  const zone = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Asia/Seoul",
    dateStyle: "short",
    timeStyle: "medium",
  });
  const since1989 = { min: new Date("1988-12-31T15:00:00Z"), max: new Date("9999-12-31T14:59:59Z") };
  fc.assert(
    fc.property(fc.date({ ...since1989, noInvalidDate: true }), (date) => {
      expect(seoulTime(date.toISOString(), "sheet", "ko")).toBe(zone.format(date));
    }),
  );
});

test.each([
  [-2_001, null, null],
  [-2_000, "방금", "just now"],
  [59_999, "방금", "just now"],
  [60_000, "1분 전", "1 min ago"],
  [3_599_999, "59분 전", "59 min ago"],
  [3_600_000, "1시간 전", "1 h ago"],
  [86_399_999, "23시간 전", "23 h ago"],
  [86_400_000, null, null],
])("writes an age of %i ms as a relative time, or null outside the last day", (age, ko, en) => {
  expect(relativeTime(age, "ko")).toBe(ko);
  expect(relativeTime(age, "en")).toBe(en);
});
