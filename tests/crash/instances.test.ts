import { test } from "vitest";
import { runCrashTest, runLimitMs } from "./run";

test("two instances on one PostgreSQL keep the promises over crashes", { timeout: runLimitMs }, () =>
  runCrashTest("instances"),
);
