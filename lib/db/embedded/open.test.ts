import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DurableFiles } from "./durable-files.ts";
import { openEmbedded, proveDurable } from "./open.ts";

const program = fileURLToPath(new URL("./child-process.ts", import.meta.url));
let home: string;
let made: string;
let directory: string;
let count = 0;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "embedded-"));
  made = join(home, "made");
  // Creating a database takes seconds, so each test copies this one.
  mkdirSync(join(made, "pgdata.new"), { recursive: true });
  writeFileSync(join(made, "pgdata.new", "PG_VERSION"), "a start that was cut off");
  await (await open(made)).close();
}, 120_000);
afterAll(() => rmSync(home, { recursive: true }));
beforeEach(() => {
  count += 1;
  directory = join(home, String(count));
  cpSync(made, directory, { recursive: true });
});

function open(where = directory) {
  return openEmbedded({
    directory: where,
    onUnsafe: (error) => {
      throw error;
    },
  });
}

function start(mode: string): { child: ChildProcess; lines: string[]; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [program, mode, directory], { stdio: ["pipe", "pipe", "inherit"] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  const ended = Promise.all([once(child, "exit"), once(reader, "close")]).then(() => child.exitCode);
  return { child, lines, ended };
}

test("an interrupted creation of the database leaves no files after the next start", () => {
  expect(readdirSync(made)).toEqual(["pgdata"]);
  expect(statSync(join(made, "pgdata")).mode & 0o077).toBe(0);
});

describe("durable commits", () => {
  test("no acknowledged row is lost over several SIGKILLs, and the directory opens again after each", async () => {
    let acknowledged = 0;
    for (const after of [30, 80, 150]) {
      const { child, lines, ended } = start("commit");
      while (lines.length < after) await sleep(5);
      child.kill("SIGKILL");
      await ended;
      acknowledged = Number(lines.at(-1));
      const { pglite, close } = await open();
      const { rows } = await pglite.query<{ n: number; top: number }>(
        "select count(*)::int as n, max(n) as top from numbers",
      );
      // The kill may fall between a commit and its output line, so one row more is correct; one less never is.
      expect(rows[0]?.n).toBe(rows[0]?.top);
      expect((rows[0]?.top ?? 0) - acknowledged).toBeOneOf([0, 1]);
      await close();
    }
    expect(acknowledged).toBeGreaterThan(250);
  }, 120_000);

  test("are verified at the start: missing fsync, other settings or a bypassed fsync function throw", async () => {
    const plain = await PGlite.create();
    const idle = new DurableFiles(join(home, "idle"), () => {});
    await expect(proveDurable(plain, idle)).rejects.toThrow("ignores its durability settings: off");
    await plain.close();
    const { pglite, close } = await open();
    await expect(proveDurable(pglite, idle)).rejects.toThrow("commits without fsync");
    await close();
  });
});

describe("a commit that cannot be durable is not acknowledged, and the process ends at once", () => {
  test.each([
    ["sync-fails", /^unsafe .*could not fsync file .*I\/O error/],
    ["disk-full", /^unsafe .*could not write to log file .*No space left/],
  ])(
    "%s",
    async (mode, line) => {
      const { lines, ended } = start(mode);
      expect(await ended).toBe(70);
      expect(lines).toEqual([expect.stringMatching(line)]);
      const { pglite, close } = await open();
      expect((await pglite.query("select n from numbers")).rows).toBeOneOf([
        [{ n: 0 }],
        [{ n: 0 }, { n: -1 }],
      ]);
      await close();
    },
    60_000,
  );
});

describe("opening fails", () => {
  test("while another process holds the directory", async () => {
    const { close } = await open();
    await expect(open()).rejects.toThrow(`is in use by process ${process.pid}`);
    await close();
    await (await open()).close();
  });

  test("on a database of another PostgreSQL major version, and releases the directory", async () => {
    const path = join(directory, "pgdata", "PG_VERSION");
    writeFileSync(path, "17\n");
    await expect(open()).rejects.toThrow("was made by PostgreSQL 17; this build reads 18");
    writeFileSync(path, "18\n");
    await (await open()).close();
    expect(existsSync(join(directory, "lock.json"))).toBe(false);
  });
});
