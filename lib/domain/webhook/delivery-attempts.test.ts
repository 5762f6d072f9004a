import { expect, test } from "vitest";
import { attemptDelay, maxAttempts } from "./delivery-attempts";

test.each([
  [1, 2],
  [2, 4],
  [11, 2048],
  [12, 3600],
  [500, 3600],
])("after %i failed attempts the next attempt is %i s later", (made, seconds) => {
  expect(attemptDelay(made)).toBe(seconds * 1000);
});

test("the last attempt comes between four and six hours after the first", () => {
  let ms = 0;
  for (let made = 1; made < maxAttempts; made += 1) ms += attemptDelay(made);
  expect(ms).toBeGreaterThan(4 * 3_600_000);
  expect(ms).toBeLessThan(6 * 3_600_000);
});
