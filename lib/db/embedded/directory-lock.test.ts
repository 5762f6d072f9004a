import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DirectoryHeldError, lockDirectory } from "./directory-lock.ts";

const program = fileURLToPath(new URL("./child-process.ts", import.meta.url));
const children: ChildProcess[] = [];
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lock-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) await end(child);
  rmSync(directory, { recursive: true, force: true });
});

/** Starts a process that requests the lock of `where`, and returns the first line that it prints. */
async function contender(
  where = directory,
  before: string[] = [],
): Promise<{ child: ChildProcess; line: string }> {
  const [command = "", ...args] = [...before, process.execPath, program, "lock", where];
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  children.push(child);
  const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  return { child, line: String(value) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

describe("one process per directory", () => {
  test("a second lock is refused with the first owner, and is free after the release", async () => {
    const lock = await lockDirectory(directory);
    const refused = await lockDirectory(directory).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DirectoryHeldError);
    expect(refused).toMatchObject({ code: "DIRECTORY_HELD", owner: { pid: process.pid, host: hostname() } });
    await lock.release();
    expect(readdirSync(directory)).toEqual([]);
    await (await lockDirectory(directory)).release();
  });

  test("the refusal in another process names the owner's pid, host and start", async () => {
    const lock = await lockDirectory(directory);
    const { line } = await contender();
    expect(line).toContain(`process ${process.pid} on ${hostname()} since 20`);
    await lock.release();
  });

  test("a process that ends normally leaves no file", async () => {
    const { child, line } = await contender();
    expect(line).toBe("held");
    child.stdin?.end();
    await once(child, "exit");
    expect(readdirSync(directory)).toEqual([]);
  });

  test("a killed process leaves a socket that is detected as dead", async () => {
    const { child } = await contender();
    await end(child);
    expect(readdirSync(directory).filter((name) => name.endsWith(".lock"))).toHaveLength(1);
    const lock = await lockDirectory(directory);
    expect(readdirSync(directory).filter((name) => name.endsWith(".lock"))).toHaveLength(1);
    await lock.release();
  });

  test("a stopped process that cannot answer still holds the lock", async () => {
    const { child } = await contender();
    child.kill("SIGSTOP");
    await expect(lockDirectory(directory)).rejects.toThrow(`process ${child.pid} on`);
    child.kill("SIGCONT");
  });

  test("of many processes that start at once exactly one gets the lock, also beside a dead socket", async () => {
    for (let round = 0; round < 3; round += 1) {
      const all = await Promise.all(Array.from({ length: 5 }, () => contender()));
      expect(all.filter(({ line }) => line === "held")).toHaveLength(1);
      expect(all.filter(({ line }) => line.startsWith("refused"))).toHaveLength(4);
      await Promise.all(all.map(({ child }) => end(child)));
    }
  }, 60_000);
});

test("a path too long for a socket address can be locked", async () => {
  const deep = join(directory, "길".repeat(30), "x".repeat(120));
  const lock = await lockDirectory(deep);
  const { line } = await contender(deep);
  expect(line).toContain(`process ${process.pid}`);
  expect(readdirSync(join(deep, ".."))).toEqual(["x".repeat(120)]);
  await lock.release();
  expect(readdirSync(deep)).toEqual([]);
});

const ownNetwork = ["unshare", "-n"];
const canUnshare =
  process.platform === "linux" && spawnSync(ownNetwork.join(" "), ["true"], { shell: true }).status === 0;
if (!canUnshare)
  process.stdout.write("lock across network namespaces: skipped, because `unshare -n` needs root on Linux\n");
test.runIf(canUnshare)("two containers with separate networks cannot both lock one volume", async () => {
  const first = await contender(directory, ownNetwork);
  expect(first.line).toBe("held");
  const second = await contender(directory, ownNetwork);
  expect(second.line).toContain("is in use by process");
  await end(first.child);
  expect((await contender(directory, ownNetwork)).line).toBe("held");
});

describe("a directory shared between machines", () => {
  const elsewhere = {
    pid: 7,
    since: "2026-11-22T00:00:00.000Z",
    host: "other-host",
    machine: "another-boot",
  };
  const ownerFile = () => join(directory, "lock.json");

  test("is refused while the other machine's heartbeat is recent", async () => {
    writeFileSync(ownerFile(), JSON.stringify(elsewhere));
    await expect(lockDirectory(directory)).rejects.toThrow("process 7 on other-host since 2026-11-22");
    expect(readdirSync(directory)).toEqual(["lock.json"]);
  });

  test("is free a minute after the last heartbeat", async () => {
    writeFileSync(ownerFile(), JSON.stringify(elsewhere));
    const longAgo = new Date(Date.now() - 61_000);
    utimesSync(ownerFile(), longAgo, longAgo);
    const lock = await lockDirectory(directory);
    expect(JSON.parse(readFileSync(ownerFile(), "utf8"))).toMatchObject({ pid: process.pid });
    await lock.release();
  });
});
