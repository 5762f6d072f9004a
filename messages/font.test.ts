// The messages use only the font that a page waits for. Otherwise every page would wait for the second font too.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("every syllable of the Korean messages is in the interface font (`npm run font` rebuilds it)", () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
  const inFont = new Set(read("../app/fonts/interface.txt"));
  // Single jamo, which illustrate a search by initial consonants, are in the second font.
  const syllables = read("ko.json").match(/[가-힣]/g) ?? [];
  expect(syllables.length).toBeGreaterThan(1_000);
  expect(syllables.filter((syllable) => !inFont.has(syllable))).toEqual([]);
});
