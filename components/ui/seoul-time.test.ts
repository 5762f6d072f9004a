import { expect, test } from "vitest";
import { seoulTime } from "./seoul-time.ts";

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
