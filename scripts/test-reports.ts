// Reads the JSON reports of the two test runners: the counts, and the messages of failed tests.
import { stripVTControlCharacters } from "node:util";
import * as z from "zod";

export type Failure = { title: string; said: string };
export type Report = { passed: number; failed: number; failures: Failure[] };

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

const spec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  tests: z.array(
    z.object({
      status: z.string(),
      results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })),
    }),
  ),
});
const suite = z.object({
  specs: z.array(spec),
  get suites() {
    return z.array(suite).optional();
  },
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  suites: z.array(suite),
  errors: z.array(z.object({ message: z.string().optional() })),
});

/** Reads a report of Vitest. Throws when `json` is not one. */
export function readVitestReport(json: unknown): Report {
  const { numPassedTests, numFailedTests, testResults } = vitestReport.parse(json);
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === "failed");
    if (failed.length === 0 && status === "failed") return [{ title: name, said: plain([message]) }];
    return failed.map((result) => ({ title: result.fullName, said: plain(result.failureMessages ?? []) }));
  });
  return { passed: numPassedTests, failed: numFailedTests, failures };
}

/** Returns the broken promises of a failed random sequence or crash test: its message up to the first empty line. */
export function brokenPromises({ said }: Failure): string[] {
  const lines = said.replace(/^Error: /, "").split("\n");
  const end = lines.indexOf("");
  return end === -1 ? lines : lines.slice(0, end);
}

/** Reads a report of Playwright. A flaky test counts as failed. Throws when `json` is not a report. */
export function readPlaywrightReport(json: unknown): Report {
  const { stats, suites, errors } = playwrightReport.parse(json);
  const failures = suites.flatMap(specsOf).flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ results }) => ({
        title: `${file}:${line} › ${title}`,
        said: plain(results.flatMap((result) => result.errors.map(({ message }) => message ?? ""))),
      })),
  );
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    failures: [
      ...errors.map(({ message }) => ({ title: "outside of any test", said: plain([message ?? ""]) })),
      ...failures,
    ],
  };
}

function specsOf({ specs, suites }: z.infer<typeof suite>): z.infer<typeof spec>[] {
  return [...specs, ...(suites ?? []).flatMap(specsOf)];
}

function plain(messages: readonly string[]): string {
  return stripVTControlCharacters(messages.join("\n")).trim();
}
