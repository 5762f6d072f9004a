// `npm run test:proof`: that the random sequences and the crash test see what they are there to see. Each fault is put
// into a copy of the sources, and the test named with it must fail, saying what was broken. Takes some minutes; not
// part of `npm test`.
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

/** Made while working, or large: no copy needs it. */
const leftOut = new Set([".git", ".next", ".data", ".test-data", "test-results", "artifacts"]);

const unseen: string[] = [];
const copy = mkdtempSync(join(tmpdir(), "refund-desk-proof-"));
try {
  await step("copy", async () => {
    for (const name of readdirSync(".").filter((each) => !leftOut.has(each)))
      cpSync(name, join(copy, name), { recursive: true, verbatimSymlinks: true });
  });
  for (const fault of faults)
    for (const test of fault.by)
      await step(`${test}: ${fault.what}`, async () => {
        const seen = withFault(fault, () => runIn(copy, args[test], fault.says));
        if (!seen.ok) unseen.push(`${test}: ${fault.what}`);
        return seen.words;
      });
} finally {
  rmSync(copy, { recursive: true, force: true });
}
print("", unseen.length === 0 ? "every fault was seen" : `NOT SEEN: ${unseen.join("; ")}`);
process.exitCode = unseen.length === 0 ? 0 : 1;

function withFault<Value>(fault: Fault, run: () => Value): Value {
  const path = join(copy, fault.file);
  const right = readFileSync(path, "utf8");
  writeFileSync(path, put(fault, right));
  try {
    return run();
  } finally {
    writeFileSync(path, right);
  }
}

function runIn(cwd: string, test: readonly string[], says: RegExp): { ok: boolean; words: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/run-tests.ts", ...test], {
    cwd,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  const lines = stripVTControlCharacters(`${stdout}\n${stderr}`).split("\n");
  const line = lines.find((one) => says.test(one))?.replace(/^\s*(?:Error: )?/, "");
  if (status !== 0 && line !== undefined) return { ok: true, words: `red: ${line}` };
  print(...stdout.split("\n").slice(-40));
  return { ok: false, words: status === 0 ? "GREEN, the fault was not seen" : "red, but for another reason" };
}
