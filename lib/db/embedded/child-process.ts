// Second process of the tests: holds a lock or database until a signal, or until the parent closes stdin.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { DirectoryHeldError, lockDirectory } from "./directory-lock.ts";
import { openEmbedded } from "./open.ts";

const [mode = "", directory = ""] = process.argv.slice(2);

/** Synchronous, so that everything the parent has read happened before any signal. */
const { writeSync } = fs;
const print = (line: string): void => void writeSync(1, `${line}\n`);

const onUnsafe = (error: Error): never => {
  print(`unsafe ${error.message}`);
  process.exit(70);
};

const diskFault = (code: string) => (): never => {
  throw Object.assign(new Error(`${code}: scripted`), { code });
};

const modes: Record<string, () => Promise<void>> = {
  async lock() {
    const lock = await lockDirectory(directory);
    print("held");
    for await (const _ of process.stdin);
    await lock.release();
  },
  async commit() {
    const { pglite } = await openEmbedded({ directory, onUnsafe });
    await pglite.exec("create table if not exists numbers (n int primary key)");
    const { rows } = await pglite.query<{ n: number }>("select coalesce(max(n), 0) as n from numbers");
    for (let n = (rows[0]?.n ?? 0) + 1; ; n += 1) {
      await pglite.query("insert into numbers values ($1)", [n]);
      print(String(n));
    }
  },
  "sync-fails": () => insertWith({ fdatasyncSync: diskFault("EIO") }),
  "disk-full": () => insertWith({ writeSync: diskFault("ENOSPC") }),
};

async function insertWith(faults: Partial<typeof fs>): Promise<void> {
  const { pglite } = await openEmbedded({ directory, onUnsafe });
  await pglite.exec("create table if not exists numbers (n int primary key)");
  // The table has a page by now, so only the write to the log can fail.
  await pglite.query("insert into numbers values (0)");
  Object.assign(fs, faults);
  syncBuiltinESMExports();
  await pglite.query("insert into numbers values (-1)").then(
    () => print("answered"),
    (error: unknown) => print(`refused ${String(error)}`),
  );
}

try {
  await modes[mode]?.();
} catch (error) {
  if (!(error instanceof DirectoryHeldError)) throw error;
  print(`refused ${error.message}`);
  process.exitCode = 3;
}
