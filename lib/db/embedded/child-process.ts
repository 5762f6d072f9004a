// The other process of the tests: what it holds ends only by a signal or when its parent closes stdin.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { DirectoryHeldError, lockDirectory } from "./directory-lock.ts";
import { openEmbedded } from "./open.ts";

const [mode = "", directory = ""] = process.argv.slice(2);

/** Written at once, so that what the parent has read was true before any signal. */
const { writeSync } = fs;
const say = (word: string): void => void writeSync(1, `${word}\n`);

const onUnsafe = (error: Error): never => {
  say(`unsafe ${error.message}`);
  process.exit(70);
};

const diskFault = (code: string) => (): never => {
  throw Object.assign(new Error(`${code}: scripted`), { code });
};

const modes: Record<string, () => Promise<void>> = {
  async lock() {
    const lock = await lockDirectory(directory);
    say("held");
    for await (const _ of process.stdin);
    await lock.release();
  },
  /** Prints each number after its commit was acknowledged. */
  async commit() {
    const { pglite } = await openEmbedded({ directory, onUnsafe });
    await pglite.exec("create table if not exists kept (n int primary key)");
    const { rows } = await pglite.query<{ n: number }>("select coalesce(max(n), 0) as n from kept");
    for (let n = (rows[0]?.n ?? 0) + 1; ; n += 1) {
      await pglite.query("insert into kept values ($1)", [n]);
      say(String(n));
    }
  },
  "sync-fails": () => insertWith({ fdatasyncSync: diskFault("EIO") }),
  "disk-full": () => insertWith({ writeSync: diskFault("ENOSPC") }),
};

async function insertWith(faults: Partial<typeof fs>): Promise<void> {
  const { pglite } = await openEmbedded({ directory, onUnsafe });
  await pglite.exec("create table if not exists kept (n int primary key)");
  // The table has its page by now, so what fails is the log itself.
  await pglite.query("insert into kept values (0)");
  Object.assign(fs, faults);
  syncBuiltinESMExports();
  await pglite.query("insert into kept values (-1)").then(
    () => say("answered"),
    (error: unknown) => say(`refused ${String(error)}`),
  );
}

try {
  await modes[mode]?.();
} catch (error) {
  if (!(error instanceof DirectoryHeldError)) throw error;
  say(`refused ${error.message}`);
  process.exitCode = 3;
}
