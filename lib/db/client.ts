import "server-only";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzleNodePostgres } from "drizzle-orm/node-postgres";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import pg from "pg";
import { log } from "../log";
import { yieldBetweenQueries } from "./embedded/event-loop-yield";
import { openEmbedded } from "./embedded/open";

interface DeskResult extends PgQueryResultHKT {
  readonly type: { readonly rows: Record<string, unknown>[] };
}

export type Database = PgDatabase<DeskResult>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export type DeskDatabase = {
  readonly kind: "embedded" | "postgres";
  readonly db: Database;
  /** `pglite` is set on the embedded database, `connectionString` on PostgreSQL: for the job engine and LISTEN. */
  readonly pglite?: PGlite;
  readonly connectionString?: string;
  close(): Promise<void>;
};

/** Throws when PostgreSQL does not answer, another process holds the directory, or commits would not be durable. */
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

/** On the global object, because Next bundles instrumentation and handlers with separate modules. */
export function setDatabase(database: DeskDatabase): void {
  holder()[slot] = database;
}

/** Throws when instrumentation has not run. */
export function deskDatabase(): DeskDatabase {
  const database = holder()[slot];
  if (database === undefined) throw new Error("the database is not open: instrumentation has not run");
  return database;
}

export function db(): Database {
  return deskDatabase().db;
}

/** Returns a handle whose queries yield to the event loop. */
export function embeddedDatabase(pglite: PGlite, close: () => Promise<void>): DeskDatabase {
  yieldBetweenQueries(pglite);
  return {
    kind: "embedded",
    // Both drizzle drivers return an object with rows from `execute`; only the type brands differ.
    db: drizzlePglite(pglite) as unknown as Database,
    pglite,
    close,
  };
}

/** Throws when the server does not answer. */
export async function openPostgres(connectionString: string): Promise<DeskDatabase> {
  const pool = new pg.Pool({
    connectionString,
    application_name: "refund-desk",
    max: 10,
    // Short, so that a webhook gets its 503 before PortOne stops waiting for the answer.
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: 20_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  // Without a listener an idle connection that dies ends the process.
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

/** Returns whether the database rejected the data itself (SQLSTATE classes 22 and 23): other data may be accepted. */
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

/** After a failed fsync nothing may be acknowledged; only a restart (log replay) shows what was stored. */
function stopProcess(error: Error): never {
  try {
    log.fatal({ err: error }, "the embedded database cannot make commits durable; the process stops");
  } finally {
    // Runs also when the log cannot be written: the same disk may be full.
    process.exit(1);
  }
}

// node-postgres returns int8 as text, PGlite as a number where exact. Raw queries must return the same on both.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const exact = BigInt(text);
  return exact >= Number.MIN_SAFE_INTEGER && exact <= Number.MAX_SAFE_INTEGER ? Number(exact) : exact;
});
