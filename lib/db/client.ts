// The one database handle. Both drivers give the same type, so nothing above this file knows which one runs.
import "server-only";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzleNodePostgres } from "drizzle-orm/node-postgres";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import pg from "pg";
import { log } from "../log";
import { openEmbedded } from "./embedded/open";
import { takeTurns } from "./embedded/turns";

/** What both drivers answer to `execute`. */
interface DeskResult extends PgQueryResultHKT {
  readonly type: { readonly rows: Record<string, unknown>[] };
}

export type Database = PgDatabase<DeskResult>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export type DeskDatabase = {
  readonly kind: "embedded" | "postgres";
  readonly db: Database;
  /** Present on the embedded database: for the job engine and LISTEN. */
  readonly pglite?: PGlite;
  /** Present on PostgreSQL: for the job engine and LISTEN, which hold connections of their own. */
  readonly connectionString?: string;
  close(): Promise<void>;
};

/**
 * Opens PostgreSQL when `databaseUrl` is given, else the embedded database in `dataDir`. Throws when PostgreSQL does not
 * answer, when another process holds the directory, or when commits on it would not be durable.
 */
export async function openDatabase(options: {
  databaseUrl?: string | undefined;
  dataDir: string;
}): Promise<DeskDatabase> {
  if (options.databaseUrl !== undefined) return openPostgres(options.databaseUrl);
  const embedded = await openEmbedded({
    directory: join(options.dataDir, "database"),
    onUnsafe: stopProcess,
  });
  return embeddedDatabase(embedded.pglite, embedded.close);
}

/** Keeps the handle for the whole process. Next bundles instrumentation and handlers apart, so a module variable is not enough. */
export function setDatabase(database: DeskDatabase): void {
  holder()[slot] = database;
}

/** The handle that instrumentation opened. Throws when it did not. */
export function deskDatabase(): DeskDatabase {
  const database = holder()[slot];
  if (database === undefined) throw new Error("the database is not open: instrumentation has not run");
  return database;
}

/** Short for `deskDatabase().db`. */
export function db(): Database {
  return deskDatabase().db;
}

/** A handle around an open PGlite, whose queries take turns from now on; `close` ends what lies beneath it. */
export function embeddedDatabase(pglite: PGlite, close: () => Promise<void>): DeskDatabase {
  takeTurns(pglite);
  return {
    kind: "embedded",
    // Both drizzle drivers answer `execute` with an object that has rows; only their brands differ.
    db: drizzlePglite(pglite) as unknown as Database,
    pglite,
    close,
  };
}

/** A pool with the limits of the desk. Throws when the server does not answer. */
export async function openPostgres(connectionString: string): Promise<DeskDatabase> {
  const pool = new pg.Pool({
    connectionString,
    application_name: "refund-desk",
    max: 10,
    // A webhook must be told 503 while PortOne still listens, so waiting for a connection is short.
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: 20_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  // Without a listener a connection that dies while idle ends the process.
  pool.on("error", (error) => log.warn({ err: error }, "an idle database connection was lost"));
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    kind: "postgres",
    db: drizzleNodePostgres(pool) as unknown as Database,
    connectionString,
    close: () => pool.end(),
  };
}

/** Whether the database refused the data themselves (SQLSTATE classes 22 and 23), so that other data may pass. */
export function refusesContent(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string" && /^2[23][0-9A-Z]{3}$/.test(cause.code))
      return true;
  }
  return false;
}

const slot = Symbol.for("refund-desk.database");

function holder(): { [slot]?: DeskDatabase } {
  return globalThis as { [slot]?: DeskDatabase };
}

/** After a failed fsync nothing may be acknowledged any more, and only a restart (which replays the log) tells what was kept. */
function stopProcess(error: Error): never {
  try {
    log.fatal({ err: error }, "the embedded database cannot keep its promises; the process stops");
  } finally {
    // Also when the log cannot be written: the same disk may be full.
    process.exit(1);
  }
}

// node-postgres gives int8 as text, PGlite as a number where it is exact. Raw queries must read the same on both.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const exact = BigInt(text);
  return exact >= Number.MIN_SAFE_INTEGER && exact <= Number.MAX_SAFE_INTEGER ? Number(exact) : exact;
});
