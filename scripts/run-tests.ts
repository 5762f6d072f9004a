// `npm test`: checks, unit and integration tests, random sequences, build, crash test, browser tests. Each step runs and is
// timed even when an earlier step failed, except that a failed build skips the tests that need it. The last line is
// `N passed, N failed`.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildWhenNeeded } from "./build.ts";
import { runScript, runTool } from "./child.ts";
import { readCrashOptions } from "./crash-options.ts";
import { findBrowser, findFirefox } from "./find-browser.ts";
import { readModelOptions } from "./model-options.ts";
import { print, Stop, step } from "./steps.ts";
import { type Report, readPlaywrightReport, readVitestReport } from "./test-reports.ts";

type Result = Report & { name: string; seconds: number; note: string };

const hasPostgres = (process.env.TEST_DATABASE_URL ?? "") !== "";
const reports = ".test-data";
const results: Result[] = [];
/** Lines printed per failure in the summary. */
const mostLines = 60;
const only = process.argv[2];
const parts: Record<string, () => Promise<void>> = {
  check: runChecks,
  vitest: runUnitAndIntegration,
  model: runModel,
  processes: runProcessTests,
  e2e: runBrowserTests,
};
/** Parts that a run without arguments leaves out: it runs the same tests in other parts, or side by side. */
const singleParts: Record<string, () => Promise<void>> = {
  quick: runQuickTests,
  unit: () => runVitest("unit"),
  integration: runIntegration,
  crash: runCrashTest,
  commands: runCommands,
};

const selected = only === undefined ? Object.values(parts) : [parts[only] ?? singleParts[only]];
if (selected.includes(undefined)) {
  print(`Unknown part "${only}"; there are: ${Object.keys({ ...parts, ...singleParts }).join(", ")}`);
  process.exit(1);
}
mkdirSync(reports, { recursive: true });
for (const run of selected) await run?.();
printResults();

async function runChecks(): Promise<void> {
  await check("types", "check:types");
  await check("format and lint", "check:lint");
  await check("dependency rule", "check:rule");
  await check("dead code", "check:dead");
}

/** Runs what a contributor runs before each commit: checks, unit tests, and 100 random sequences. */
async function runQuickTests(): Promise<void> {
  await runChecks();
  await runVitest("unit");
  await runVitest("model", readModelOptions(["--sequences", "100"]).env);
}

/** Runs the commands that the documentation names. They need a build, as a person has one who follows it. */
async function runCommands(): Promise<void> {
  if (await builds()) await runVitest("commands");
}

/** Runs these projects at once, because each alone leaves a worker idle at its start and end. */
async function runUnitAndIntegration(): Promise<void> {
  if (!hasPostgres) skipped("vitest: postgres");
  await runVitest(hasPostgres ? "unit, embedded, postgres" : "unit, embedded");
}

async function runIntegration(): Promise<void> {
  await runVitest("embedded");
  await runOnPostgres("postgres");
}

/** Runs the random sequences on both databases, with the options of `npm run test:model`. */
async function runModel(): Promise<void> {
  const { on, env } = readModelOptions(process.argv.slice(3));
  if (on !== "postgres") await runVitest("model", env);
  if (on !== "embedded") await runOnPostgres("model-postgres", env);
}

/** Kills and restarts the built program, with the options of `npm run test:crash`. */
async function runCrashTest(): Promise<void> {
  const { places, env } = readCrashOptions(process.argv.slice(3), hasPostgres);
  if (!hasPostgres) skipped("vitest: crash on PostgreSQL");
  if (places.length > 0 && (await builds())) await runVitest("crash", env, crashFiles(places));
}

/** Runs the crash tests and the commands side by side: the crash tests mostly wait. */
async function runProcessTests(): Promise<void> {
  const { places, env } = readCrashOptions([], hasPostgres);
  if (!hasPostgres) skipped("vitest: crash on PostgreSQL");
  if (await builds()) await runVitest("crash, commands", env, [...crashFiles(places), "tests/commands"]);
}

function crashFiles(places: readonly string[]): string[] {
  return places.map((place) => `tests/crash/${place}.test.ts`);
}

async function runOnPostgres(project: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
  if (hasPostgres) await runVitest(project, env);
  else skipped(`vitest: ${project}`);
}

function skipped(name: string, why = "TEST_DATABASE_URL is not set"): void {
  results.push({
    name,
    passed: 0,
    failed: 0,
    failures: [],
    seconds: 0,
    note: `skipped: ${why}`,
  });
}

/** Runs a script of package.json, which counts only when it fails. */
async function check(name: string, script: string): Promise<void> {
  await counted(`check: ${name}`, async () => ({
    passed: 0,
    failed: (await runScript(script)) === 0 ? 0 : 1,
    failures: [],
  }));
}

/** Runs one project, or several that are separated by commas. */
async function runVitest(
  project: string,
  env: Readonly<Record<string, string>> = {},
  files: readonly string[] = [],
): Promise<void> {
  const file = join(reports, `vitest-${project.replaceAll(", ", "-")}.json`);
  const args = [
    "run",
    ...files,
    ...project.split(", ").flatMap((name) => ["--project", name]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  await counted(`vitest: ${project}`, () =>
    reported(file, ["node_modules/vitest/vitest.mjs", ...args], env, readVitestReport),
  );
}

/** Builds when necessary. Returns whether a build exists. */
async function builds(): Promise<boolean> {
  return counted("build", async () => {
    await buildWhenNeeded();
    return { passed: 0, failed: 0, failures: [] };
  });
}

async function runBrowserTests(): Promise<void> {
  if (!(await builds())) return;
  await counted("playwright", async () => {
    const browser = await findBrowser();
    if (!browser.ok) throw new Stop(browser.lines);
    const file = join(reports, "playwright.json");
    const env = { CHROMIUM_PATH: browser.path, PLAYWRIGHT_JSON: file };
    return reported(file, ["node_modules/@playwright/test/cli.js", "test"], env, readPlaywrightReport);
  });
  if (findFirefox() === null) skipped("playwright: the journey in Firefox", "apt-get install firefox-esr");
}

/** Runs a test runner and reads its report. A runner that fails without a failed test counts as one failure. */
async function reported(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  read: (report: unknown) => Report,
): Promise<Report> {
  rmSync(file, { force: true });
  const code = await runTool(args, env);
  if (!existsSync(file)) return { passed: 0, failed: 1, failures: [] };
  const count = read(JSON.parse(readFileSync(file, "utf8")));
  return { ...count, failed: code === 0 ? count.failed : Math.max(count.failed, 1) };
}

/** Runs and times a step and stores its count. An error is printed and counts as one failure. Returns whether all passed. */
async function counted(name: string, run: () => Promise<Report>): Promise<boolean> {
  const started = performance.now();
  let count: Report = { passed: 0, failed: 1, failures: [] };
  try {
    count = await step(name, run);
  } catch (error) {
    const message =
      error instanceof Stop ? error.message : String(error instanceof Error ? error.stack : error);
    print(message);
    count.failures.push({ title: name, said: message });
  }
  results.push({ name, ...count, seconds: (performance.now() - started) / 1000, note: "" });
  return count.failed === 0;
}

/** Prints the failures again at the end, where a truncated log still has them, then the times and the count. */
function printResults(): void {
  for (const { name, failures } of results) {
    for (const { title, said } of failures.slice(0, 10)) {
      const lines = said.split("\n");
      print("", `✗ ${name} › ${title}`, ...lines.slice(0, mostLines).map((line) => `    ${line}`));
      if (lines.length > mostLines) print(`    … ${lines.length - mostLines} more lines above`);
    }
    if (failures.length > 10) print("", `✗ ${name}: ${failures.length - 10} more, above`);
  }
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
  const sum = (of: "passed" | "failed") => results.reduce((total, result) => total + result[of], 0);
  print("", `${sum("passed")} passed, ${sum("failed")} failed`);
  process.exitCode = sum("failed") === 0 ? 0 : 1;
}
