// `npm run test:proof`: proves that the random sequences and the crash test detect faults. Each fault is put into a copy
// of the sources, and the test named with it must fail and print the broken promise. Takes some minutes; not part of
// `npm test`.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type Fault, faults, put } from "./planted-faults.ts";
import { print, step } from "./steps.ts";

const args = {
  model: ["model", "--on", "embedded", "--shard", "0", "--sequences", "600", "--seed", "1", "--shrink", "no"],
  crash: ["crash", "--on", "embedded", "--kills", "8", "--seed", "1"],
} as const;

const excluded = new Set([".git", ".next", ".data", ".test-data", "test-results", "artifacts"]);

const undetected: string[] = [];
const copy = mkdtempSync(join(tmpdir(), "refund-desk-proof-"));
try {
  await step("copy", async () => {
    for (const name of readdirSync(".").filter((each) => !excluded.has(each)))
      cpSync(name, join(copy, name), { recursive: true, verbatimSymlinks: true });
  });
  for (const fault of faults)
    for (const test of fault.by)
      await step(`${test}: ${fault.what}`, async () => {
        const result = withFault(fault, () => runIn(copy, args[test], fault.says));
        if (!result.ok) undetected.push(`${test}: ${fault.what}`);
        return result.summary;
      });
} finally {
  rmSync(copy, { recursive: true, force: true });
}
print("", undetected.length === 0 ? "every fault was detected" : `NOT DETECTED: ${undetected.join("; ")}`);
process.exitCode = undetected.length === 0 ? 0 : 1;

function withFault<Value>(fault: Fault, run: () => Value): Value {
  const path = join(copy, fault.file);
  const original = readFileSync(path, "utf8");
  writeFileSync(path, put(fault, original));
  try {
    return run();
  } finally {
    writeFileSync(path, original);
  }
}

function runIn(cwd: string, test: readonly string[], says: RegExp): { ok: boolean; summary: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/run-tests.ts", ...test], {
    cwd,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  const lines = stripVTControlCharacters(`${stdout}\n${stderr}`).split("\n");
  const line = lines.find((each) => says.test(each))?.replace(/^\s*(?:Error: )?/, "");
  if (status !== 0 && line !== undefined) return { ok: true, summary: `red: ${line}` };
  print(...stdout.split("\n").slice(-40));
  return {
    ok: false,
    summary: status === 0 ? "GREEN, the fault was not detected" : "red, but for another reason",
  };
}
