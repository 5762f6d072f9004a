import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { faults, put } from "./planted-faults";

test.each(faults)("$what: $file still contains the text that the fault replaces", (fault) => {
  const source = readFileSync(fault.file, "utf8");
  expect(put(fault, source)).not.toBe(source);
  expect(() => put(fault, source.replace(fault.from, ""))).toThrow("its place");
});
