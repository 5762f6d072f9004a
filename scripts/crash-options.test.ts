import { expect, test } from "vitest";
import { crashPlaces, readCrashOptions } from "./crash-options";

test("kills are divided among the places", () => {
  expect(readCrashOptions(["--kills", "200", "--seed", "7"], true)).toEqual({
    places: [...crashPlaces],
    env: { CRASH_KILLS: "67", CRASH_SEED: "7" },
  });
});

test("without PostgreSQL the embedded database gets all kills", () => {
  const { places, env } = readCrashOptions([], false);
  expect(places).toEqual(["embedded"]);
  expect(Number(env.CRASH_KILLS)).toBeGreaterThanOrEqual(20);
  expect(readCrashOptions(["--on", "instances"], false).places).toEqual([]);
});

test("a single place gets all kills", () => {
  const args = ["--on", "instances", "--kills", "9", "--seed", "3"];
  expect(readCrashOptions(args, true)).toEqual({
    places: ["instances"],
    env: { CRASH_KILLS: "9", CRASH_SEED: "3" },
  });
});

test.each([
  ["--kills", "0"],
  ["--kills", "many"],
  ["--seed", "-1"],
  ["--on", "mysql"],
  ["--size", "3"],
])("the option %s %s is rejected", (name, value) => {
  expect(() => readCrashOptions([name, value], true)).toThrow();
});
