import { expect, test } from "vitest";
import { agoOf, seoulTime } from "./seoul-time.ts";

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
] as const)("midnight in Seoul as %s in %s", (style, locale, text) => {
  expect(seoulTime(instant, style, locale)).toBe(text);
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
])("an age of %i ms", (age, ko, en) => {
  expect(agoOf(age, "ko")).toBe(ko);
  expect(agoOf(age, "en")).toBe(en);
});
