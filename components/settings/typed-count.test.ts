import { expect, test } from "vitest";
import { countIn } from "./typed-count";

test.each([
  ["11", 11],
  [" 11 개월 ", 11],
  ["７일", 7],
  ["24시간", 24],
  ["720 분", 720],
  ["30 days", 30],
  ["1 Hour", 1],
  ["0", 0],
])("%j is %d", (typed, count) => expect(countIn(typed)).toBe(count));

test.each(["", " ", "-1", "1.5", "1e1", "0x10", "일", "칠일", "7 일 8"])("%j is no count", (typed) =>
  expect(countIn(typed)).toBeNaN(),
);
