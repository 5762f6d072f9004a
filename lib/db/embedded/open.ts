import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { lockDirectory } from "./directory-lock.ts";
import { DurableFiles, durableStart, syncPath, syncTree } from "./durable-files.ts";
import { startUpkeep } from "./upkeep.ts";

export type Embedded = { readonly pglite: PGlite; close(): Promise<void> };

/** Throws DirectoryHeldError when another process holds `directory`; throws when durable commits cannot be proven. */
export async function openEmbedded(options: {
  directory: string;
  onUnsafe: (error: Error) => never;
}): Promise<Embedded> {
  const lock = await lockDirectory(options.directory);
  try {
    const path = join(options.directory, "pgdata");
    if (!existsSync(path)) await create(path, options.onUnsafe);
    checkMajor(path);
    const { pglite, files } = await start(path, options.onUnsafe);
    await proveDurable(pglite, files);
    const stopUpkeep = startUpkeep(pglite, options.onUnsafe);
    return {
      pglite,
      close: async () => {
        await stopUpkeep();
        await pglite.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

const pinned = "PGlite 0.5.16";
const major = "18";

/** The name is given after the flush, so that an interrupted start leaves nothing that looks like a database. */
async function create(path: string, onUnsafe: (error: Error) => never): Promise<void> {
  const temporary = `${path}.new`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { mode: 0o700 });
  const { pglite } = await start(temporary, onUnsafe);
  await pglite.close();
  syncTree(temporary);
  renameSync(temporary, path);
  syncPath(join(path, ".."));
}

async function start(
  path: string,
  onUnsafe: (error: Error) => never,
): Promise<{ pglite: PGlite; files: DurableFiles }> {
  let lastFatalLine = "";
  const files = new DurableFiles(path, (why) =>
    onUnsafe(new Error(`the embedded database aborted: ${lastFatalLine || why}`)),
  );
  const listener = (line: string): boolean => {
    if (/\b(?:PANIC|FATAL):/.test(line)) lastFatalLine = line;
    return false;
  };
  const pglite = await PGlite.create({
    fs: files,
    startParams: durableStart,
    onStderr: listener,
    extensions: { pg_trgm },
  });
  return { pglite, files };
}

function checkMajor(path: string): void {
  const found = readFileSync(join(path, "PG_VERSION"), "utf8").trim();
  if (found !== major) throw new Error(`${path} was made by PostgreSQL ${found}; this build reads ${major}`);
}

/** Throws unless a commit flushes the log through the installed function, under the requested settings. */
export async function proveDurable(pglite: PGlite, files: DurableFiles): Promise<void> {
  const settings = await pglite.query<{ version: string; flags: string }>(
    `select version() as version, concat_ws(' ', current_setting('fsync'), current_setting('wal_sync_method'),
       current_setting('synchronous_commit'), current_setting('full_page_writes')) as flags`,
  );
  const { version = "", flags = "" } = settings.rows[0] ?? {};
  if (!version.includes(`(${pinned})`))
    throw new Error(`the embedded database is not the pinned ${pinned}: ${version}`);
  if (flags !== "on fsync on on")
    throw new Error(`the embedded database ignores its durability settings: ${flags}`);
  const before = files.syncs;
  await pglite.query("select pg_logical_emit_message(true, 'refund-desk', 'open')");
  if (files.syncs === before)
    throw new Error("the embedded database commits without fsync; refusing to store payments in it");
}
