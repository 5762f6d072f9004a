// What the interface says is in the font that a page waits for: else every page would wait for the other one too.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("every syllable of the messages is in the interface's font (`npm run font` cuts it anew)", () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
  const inFont = new Set(read("../app/fonts/interface.txt"));
  // Single jamo show how a search by first letters is typed: the other font has them.
  const said = read("ko.json").match(/[가-힣]/g) ?? [];
  expect(said.length).toBeGreaterThan(1_000);
  expect(said.filter((one) => !inFont.has(one))).toEqual([]);
});
