// `npm run test:proof`: proves that the random sequences and the crash test detect faults. Each fault is put into a copy
// of the sources, and the test named with it must fail and name the broken promise. Takes some minutes; not part of
// `npm test`. `-- --fault 1` puts in one of them only.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { faults, type PlantedFault, put } from "./planted-faults.ts";
import { print, step } from "./steps.ts";
import { brokenPromises, readVitestReport } from "./test-reports.ts";

const args = {
  model: ["model", "--on", "embedded", "--shard", "0", "--sequences", "600", "--seed", "1", "--shrink", "no"],
  crash: ["crash", "--on", "embedded", "--kills", "8", "--seed", "1"],
} as const;

const excluded = new Set([".git", ".next", ".data", ".test-data", "test-results", "artifacts"]);

const { values } = parseArgs({ args: process.argv.slice(3), options: { fault: { type: "string" } } });
const chosen = faults.filter((_, n) => values.fault === undefined || values.fault === String(n + 1));
if (chosen.length === 0) throw new Error(`--fault must be a number from 1 to ${faults.length}`);

const undetected: string[] = [];
const copy = mkdtempSync(join(tmpdir(), "refund-desk-proof-"));
try {
  await step("copy", async () => {
    for (const name of readdirSync(".").filter((each) => !excluded.has(each)))
      cpSync(name, join(copy, name), { recursive: true, verbatimSymlinks: true });
  });
  for (const fault of chosen)
    for (const test of fault.by)
      await step(`${test}: ${fault.what}`, async () => {
        const result = withFault(fault, () => runIn(copy, test, fault.says));
        if (!result.ok) undetected.push(`${test}: ${fault.what}`);
        return result.summary;
      });
} finally {
  rmSync(copy, { recursive: true, force: true });
}
print("", undetected.length === 0 ? "every fault was detected" : `NOT DETECTED: ${undetected.join("; ")}`);
process.exitCode = undetected.length === 0 ? 0 : 1;

function withFault<Value>(fault: PlantedFault, run: () => Value): Value {
  const path = join(copy, fault.file);
  const original = readFileSync(path, "utf8");
  writeFileSync(path, put(fault, original));
  try {
    return run();
  } finally {
    writeFileSync(path, original);
  }
}

function runIn(cwd: string, test: keyof typeof args, says: RegExp): { ok: boolean; summary: string } {
  const report = join(cwd, ".test-data", `vitest-${test}.json`);
  rmSync(report, { force: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/run-tests.ts", ...args[test]], {
    cwd,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status === 0) return { ok: false, summary: "GREEN, the fault was not detected" };
  const failures = existsSync(report)
    ? readVitestReport(JSON.parse(readFileSync(report, "utf8"))).failures
    : [];
  const broken = failures.flatMap(brokenPromises);
  const promise = broken.find((each) => says.test(each));
  if (promise !== undefined) return { ok: true, summary: `red: ${promise}` };
  print(...(failures.length > 0 ? failures.map(({ said }) => said) : [stdout, stderr]));
  return { ok: false, summary: `red, but for another reason: ${broken[0] ?? "no test ran"}` };
}
