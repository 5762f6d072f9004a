import { test } from "vitest";
import { runCrashTest, runLimitMs } from "./run";

test("the desk keeps its promises over crashes on the embedded database", { timeout: runLimitMs }, () =>
  runCrashTest("embedded"),
);
