import { expect, onTestFinished, test, vi } from "vitest";
import { captureLog } from "@/tests/support/capture-log";
import { logRefusedSignIn } from "./failed-sign-ins";

test("each refused sign-in is a line, up to sixty in a minute, and a later line counts the others", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  // Whatever another test has logged belongs to an earlier minute.
  vi.advanceTimersByTime(600_000);
  const lines = captureLog();
  const refused = { who: "keyed-hash", address: "203.0.113.7", reason: "credentials-wrong" };
  for (let n = 0; n < 100; n += 1) logRefusedSignIn(refused);
  expect(lines).toHaveLength(60);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "info", msg: "sign-in refused", ...refused });
  vi.advanceTimersByTime(60_000);
  logRefusedSignIn(refused);
  expect(JSON.parse(lines[60] ?? "")).toMatchObject({ ...refused, suppressed: 40 });
});
