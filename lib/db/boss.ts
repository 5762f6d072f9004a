// pg-boss on the desk's database: its own schema beside ours, on PGlite and on PostgreSQL alike.
import "server-only";
import { sql } from "drizzle-orm";
import { type ConstructorOptions, type Db, fromDrizzle, fromPglite, PgBoss } from "pg-boss";
import type { DeskDatabase, Transaction } from "./client";

/** A job engine that is not started yet. It must be started before jobs are sent inside a transaction. */
export function createBoss(
  database: DeskDatabase,
  options: Pick<ConstructorOptions, "schedule" | "supervise">,
): PgBoss {
  const common = { useListenNotify: true, ...options };
  if (database.pglite) return new PgBoss({ ...common, db: fromPglite(database.pglite), backend: "pglite" });
  if (database.connectionString === undefined) throw new Error("a PostgreSQL desk has a connection string");
  return new PgBoss({ ...common, connectionString: database.connectionString, max: 4 });
}

/** The job engine's view of an open transaction. Without it PGlite deadlocks and PostgreSQL leaves the transaction. */
export function jobsIn(tx: Transaction): Db {
  return fromDrizzle(tx, sql);
}
