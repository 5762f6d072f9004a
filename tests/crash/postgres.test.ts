import { test } from "vitest";
import { runCrashTest, runLimitMs } from "./run";

test("the desk keeps its promises over crashes on PostgreSQL", { timeout: runLimitMs }, () =>
  runCrashTest("postgres"),
);
