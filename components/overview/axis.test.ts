import fc from "fast-check";
import { expect, test } from "vitest";
import { roundSteps } from "./axis";

test("an axis has at most five steps, from zero to at least the largest value", () => {
  expect(roundSteps(0)).toEqual([0]);
  expect(roundSteps(100)).toEqual([0, 50, 100]);
  expect(roundSteps(7)).toEqual([0, 2, 4, 6, 8]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (largest) => {
      const steps = roundSteps(largest);
      expect(steps.length).toBeLessThanOrEqual(5);
      expect(steps.at(-1)).toBeGreaterThanOrEqual(largest);
      expect(steps[0]).toBe(0);
    }),
  );
});
