import { expect, test } from "vitest";
import { brokenPromises, readPlaywrightReport, readVitestReport } from "./test-reports";

test("a Vitest report gives its counts, the message of each failed test, and why a file did not run", () => {
  const report = {
    numPassedTests: 4,
    numFailedTests: 1,
    testResults: [
      {
        name: "/x/tests/property/ledger.test.ts",
        status: "failed",
        message: "",
        assertionResults: [
          { fullName: "one", status: "passed", failureMessages: [] },
          {
            fullName: "sequences",
            status: "failed",
            failureMessages: ["\u001b[31mTo reproduce\u001b[39m: --seed 7"],
          },
        ],
      },
      { name: "/x/broken.test.ts", status: "failed", message: "Cannot find module", assertionResults: [] },
    ],
  };
  expect(readVitestReport(report)).toEqual({
    passed: 4,
    failed: 1,
    failures: [
      { title: "sequences", said: "To reproduce: --seed 7" },
      { title: "/x/broken.test.ts", said: "Cannot find module" },
    ],
  });
});

test("a Playwright report is read to its innermost suite, and a flaky test counts as failed", () => {
  const spec = (title: string, status: string, message?: string) => ({
    title,
    file: "a.spec.ts",
    line: 3,
    tests: [{ status, results: [{ errors: message === undefined ? [] : [{ message }] }, { errors: [] }] }],
  });
  const report = {
    stats: { expected: 1, unexpected: 1, flaky: 1 },
    suites: [
      {
        specs: [spec("good", "expected")],
        suites: [
          {
            specs: [spec("bad", "unexpected", "no heading")],
            suites: [{ specs: [spec("now and then", "flaky", "late")] }],
          },
        ],
      },
    ],
    errors: [{ message: "the desk did not start" }],
  };
  expect(readPlaywrightReport(report)).toEqual({
    passed: 1,
    failed: 2,
    failures: [
      { title: "outside of any test", said: "the desk did not start" },
      { title: "a.spec.ts:3 › bad", said: "no heading" },
      { title: "a.spec.ts:3 › now and then", said: "late" },
    ],
  });
});

test("the promises that a failed test names first are told apart from the rest of its report", () => {
  const said =
    "Error: webhook wh-1 was acknowledged and is not there\nRD2 is undecided\n\nTo reproduce:\n  RD3 is undecided";
  expect(brokenPromises({ title: "sequences", said })).toEqual([
    "webhook wh-1 was acknowledged and is not there",
    "RD2 is undecided",
  ]);
  expect(brokenPromises({ title: "sequences", said: "Cannot find module" })).toEqual(["Cannot find module"]);
});
