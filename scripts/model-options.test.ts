import { expect, test } from "vitest";
import { readModelOptions } from "./model-options";

test("the options become the environment of the run", () => {
  expect(readModelOptions([])).toEqual({
    on: undefined,
    env: { MODEL_SEED: expect.stringMatching(/^\d{1,9}$/) },
  });
  const args = [
    "--sequences",
    "10000",
    "--seed",
    "7",
    "--on",
    "postgres",
    "--shard",
    "1",
    "--path",
    "71:0:3",
    "--shrink",
    "no",
  ];
  expect(readModelOptions(args)).toEqual({
    on: "postgres",
    env: {
      MODEL_SEQUENCES: "10000",
      MODEL_SEED: "7",
      MODEL_SHARD: "1",
      MODEL_PATH: "71:0:3",
      MODEL_SHRINK: "no",
    },
  });
});

test.each([
  ["--sequences", "many"],
  ["--seed", "-1"],
  ["--shard", "2"],
  ["--path", "x"],
  ["--shrink", "yes"],
  ["--on", "mysql"],
  ["--size", "3"],
])("the option %s %s is rejected", (name, value) => {
  expect(() => readModelOptions([name, value])).toThrow();
});
