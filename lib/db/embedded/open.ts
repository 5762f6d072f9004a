// The embedded database: one process, durable commits, or no start at all.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { lockDirectory } from "./directory-lock.ts";
import { DurableFiles, durableStart, syncPath, syncTree } from "./durable-files.ts";
import { startUpkeep } from "./upkeep.ts";

export type Embedded = { readonly pglite: PGlite; close(): Promise<void> };

/**
 * Opens (at the first time makes) the database in `directory` and holds it for this process.
 * `onUnsafe` is called when commits can no longer be made durable (disk full, failed fsync); it must end the process.
 * Throws DirectoryHeldError when another process has the directory, and when durable commits cannot be proven.
 */
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

/** Made aside, flushed, and only then given its name: a start that was cut off leaves nothing that looks like a database. */
async function create(path: string, onUnsafe: (error: Error) => never): Promise<void> {
  const aside = `${path}.new`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { mode: 0o700 });
  const { pglite } = await start(aside, onUnsafe);
  await pglite.close();
  syncTree(aside);
  renameSync(aside, path);
  syncPath(join(path, ".."));
}

async function start(
  path: string,
  onUnsafe: (error: Error) => never,
): Promise<{ pglite: PGlite; files: DurableFiles }> {
  let lastWords = "";
  const files = new DurableFiles(path, (why) =>
    onUnsafe(new Error(`the embedded database aborted: ${lastWords || why}`)),
  );
  const listener = (line: string): boolean => {
    if (/\b(?:PANIC|FATAL):/.test(line)) lastWords = line;
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

/** One commit must flush the log, through the function installed beneath it, under the settings asked for. */
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
    throw new Error("the embedded database commits without fsync; refusing to keep money in it");
}
