import { expect, test } from "vitest";
import { type PortonePage, portonePages } from "@/lib/domain/policy/portone-pages";
import en from "@/messages/en.json";
import ko from "@/messages/ko.json";
import { writtenDay } from "./policy-labels";

test.each([
  ["full", "ko", "2026. 12. 31. (목)"],
  ["near", "ko", "12. 31. (목)"],
  ["plain", "ko", "2026. 12. 31."],
  ["full", "en", "Thu, 31 Dec 2026"],
  ["near", "en", "Thu, 31 Dec"],
  ["plain", "en", "31 Dec 2026"],
] as const)("writes a calendar day in the style %s in %s", (style, locale, expected) => {
  expect(writtenDay("2026-12-31", style, locale)).toBe(expected);
});

test("links to two pages of PortOne's documents never have the same text", () => {
  for (const messages of [ko, en]) {
    const names = Object.entries(portonePages).map(
      ([key, { scope }]) => `${messages.policy.scope[scope]}: ${messages.policy.page[key as PortonePage]}`,
    );
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  }
});
