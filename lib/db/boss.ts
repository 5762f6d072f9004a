import "server-only";
import { sql } from "drizzle-orm";
import { type ConstructorOptions, type Db, fromDrizzle, fromPglite, PgBoss } from "pg-boss";
import type { DeskDatabase, Transaction } from "./client";

/** Returns a job engine that is not started. Start it before sending jobs inside a transaction. */
export function createBoss(
  database: DeskDatabase,
  options: Pick<ConstructorOptions, "schedule" | "supervise">,
): PgBoss {
  const common = { useListenNotify: true, ...options };
  if (database.pglite) return new PgBoss({ ...common, db: fromPglite(database.pglite), backend: "pglite" });
  if (database.connectionString === undefined) throw new Error("a PostgreSQL desk has a connection string");
  return new PgBoss({ ...common, connectionString: database.connectionString, max: 4 });
}

/** The job engine's handle for an open transaction. Another handle deadlocks PGlite or leaves the transaction. */
export function jobHandleFor(tx: Transaction): Db {
  return fromDrizzle(tx, sql);
}
