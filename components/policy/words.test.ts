import { expect, test } from "vitest";
import { writtenDay } from "./words";

test.each([
  ["full", "ko", "2026. 12. 31. (목)"],
  ["near", "ko", "12. 31. (목)"],
  ["plain", "ko", "2026. 12. 31."],
  ["full", "en", "Thu, 31 Dec 2026"],
  ["near", "en", "Thu, 31 Dec"],
  ["plain", "en", "31 Dec 2026"],
] as const)("%s in %s", (style, locale, expected) => {
  expect(writtenDay("2026-12-31", style, locale)).toBe(expected);
});
