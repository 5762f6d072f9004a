// `npm test`: check, unit and integration tests, random sequences, build, crashes, browser tests. Every step is run and timed even when an
// earlier one failed, only a failed build leaves nothing to browse. The last line counts: `N passed, N failed`.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { buildWhenNeeded } from "./build.ts";
import { runScript, runTool } from "./child.ts";
import { readCrashOptions } from "./crash-options.ts";
import { findBrowser } from "./find-browser.ts";
import { readModelOptions } from "./model-options.ts";
import { print, Stop, step } from "./steps.ts";

type Count = { passed: number; failed: number };
type Result = Count & { name: string; seconds: number; note: string };

const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

const hasPostgres = (process.env.TEST_DATABASE_URL ?? "") !== "";
const reports = ".test-data";
const results: Result[] = [];
const only = process.argv[2];
const parts: Record<string, () => Promise<void>> = {
  check: runChecks,
  unit: () => runVitest("unit"),
  integration: runIntegration,
  model: runModel,
  crash: runCrashTest,
  e2e: runBrowserTests,
};

if (only !== undefined && !(only in parts)) {
  print(`Unknown part "${only}"; there are: ${Object.keys(parts).join(", ")}`);
  process.exit(1);
}
mkdirSync(reports, { recursive: true });
for (const [name, run] of Object.entries(parts)) if (only === undefined || only === name) await run();
sayResults();

async function runChecks(): Promise<void> {
  await check("types", "check:types");
  await check("format and lint", "check:lint");
  await check("dependency rule", "check:rule");
  await check("dead code", "check:dead");
}

async function runIntegration(): Promise<void> {
  await runVitest("embedded");
  await runOnPostgres("postgres");
}

/** Random sequences on both databases; what they are to be is said on the command line of `npm run test:model`. */
async function runModel(): Promise<void> {
  const { on, env } = readModelOptions(process.argv.slice(3));
  if (on !== "postgres") await runVitest("model", env);
  if (on !== "embedded") await runOnPostgres("model-postgres", env);
}

/** The built program, killed and started again; how often is said on the command line of `npm run test:crash`. */
async function runCrashTest(): Promise<void> {
  const { places, env } = readCrashOptions(process.argv.slice(3), hasPostgres);
  if (!hasPostgres) skipped("vitest: crash on PostgreSQL");
  if (places.length === 0 || !(await builds())) return;
  const files = places.map((place) => `crash/${place}.test.ts`);
  await runVitest("crash", env, files);
}

async function runOnPostgres(project: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
  if (hasPostgres) await runVitest(project, env);
  else skipped(`vitest: ${project}`);
}

function skipped(name: string): void {
  results.push({ name, passed: 0, failed: 0, seconds: 0, note: "skipped: TEST_DATABASE_URL is not set" });
}

/** A script of package.json; it counts only when it fails. */
async function check(name: string, script: string): Promise<void> {
  await counted(`check: ${name}`, async () => ({
    passed: 0,
    failed: (await runScript(script)) === 0 ? 0 : 1,
  }));
}

async function runVitest(
  project: string,
  env: Readonly<Record<string, string>> = {},
  files: readonly string[] = [],
): Promise<void> {
  const file = join(reports, `vitest-${project}.json`);
  const args = [
    "run",
    ...files,
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  await counted(`vitest: ${project}`, () =>
    reported(file, ["node_modules/vitest/vitest.mjs", ...args], env, (report) => {
      const { numPassedTests: passed, numFailedTests: failed } = vitestReport.parse(report);
      return { passed, failed };
    }),
  );
}

/** Builds when nothing has yet. Says whether there is a build. */
async function builds(): Promise<boolean> {
  return counted("build", async () => {
    await buildWhenNeeded();
    return { passed: 0, failed: 0 };
  });
}

async function runBrowserTests(): Promise<void> {
  if (!(await builds())) return;
  await counted("playwright", async () => {
    const browser = await findBrowser();
    if (!browser.ok) throw new Stop(browser.lines);
    const file = join(reports, "playwright.json");
    const env = { CHROMIUM_PATH: browser.path, PLAYWRIGHT_JSON: file };
    return reported(file, ["node_modules/@playwright/test/cli.js", "test"], env, (report) => {
      const { expected, unexpected, flaky } = playwrightReport.parse(report).stats;
      // A test that passes only sometimes does not pass.
      return { passed: expected, failed: unexpected + flaky };
    });
  });
}

/** Runs a test runner and reads its report; a runner that fails without a failed test counts as one. */
async function reported(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  read: (report: unknown) => Count,
): Promise<Count> {
  rmSync(file, { force: true });
  const code = await runTool(args, env);
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const count = read(JSON.parse(readFileSync(file, "utf8")));
  return { ...count, failed: code === 0 ? count.failed : Math.max(count.failed, 1) };
}

/** Times a step and keeps its count; what it throws is shown and counts as one failure. Says whether all went well. */
async function counted(name: string, run: () => Promise<Count>): Promise<boolean> {
  const started = performance.now();
  let count: Count = { passed: 0, failed: 1 };
  try {
    count = await step(name, run);
  } catch (error) {
    print(error instanceof Stop ? error.message : String(error instanceof Error ? error.stack : error));
  }
  results.push({ name, ...count, seconds: (performance.now() - started) / 1000, note: "" });
  return count.failed === 0;
}

function sayResults(): void {
  print("");
  for (const { name, passed, failed, seconds, note } of results) {
    const verdict =
      note !== ""
        ? note
        : failed > 0
          ? `${failed} FAILED, ${passed} passed`
          : passed > 0
            ? `${passed} passed`
            : "ok";
    print(`  ${name.padEnd(38)} ${`${seconds.toFixed(1)} s`.padStart(8)}  ${verdict}`);
  }
  const sum = (of: keyof Count) => results.reduce((total, result) => total + result[of], 0);
  print("", `${sum("passed")} passed, ${sum("failed")} failed`);
  process.exitCode = sum("failed") === 0 ? 0 : 1;
}
