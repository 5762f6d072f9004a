// drizzle's migrator takes no lock: of two instances that create the same tables, one would crash.
import "server-only";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { drizzle as drizzleNodePostgres } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import pg from "pg";
import { log } from "../log";
import { madeByVersion01 } from "../older-version";
import type { DeskDatabase } from "./client";

/** Runs `then` under the lock of the migration and returns its result. Throws on a database of version 0.1. */
export async function migrate(desk: DeskDatabase): Promise<void>;
export async function migrate<T>(desk: DeskDatabase, then: () => Promise<T>): Promise<T>;
export async function migrate<T>(desk: DeskDatabase, then?: () => Promise<T>): Promise<T | undefined> {
  if (desk.pglite !== undefined) {
    // One process holds the directory, so no other process can be migrating.
    await refuseVersion01(desk);
    await migratePglite(drizzlePglite(desk.pglite), { migrationsFolder: migrationsFolder() });
    return then?.();
  }
  if (desk.connectionString === undefined) throw new Error("a PostgreSQL desk has a connection string");
  return withMigrationLock(desk.connectionString, async (client) => {
    await refuseVersion01(desk);
    await migratePostgres(drizzleNodePostgres(client), { migrationsFolder: migrationsFolder() });
    return then?.();
  });
}

async function refuseVersion01({ db }: DeskDatabase): Promise<void> {
  const { rows } = await db.execute(sql`select to_regclass('public.refund_tries') is not null as found`);
  if (rows[0]?.found === true) throw new Error(madeByVersion01);
}

/** Source and built server both run in the project root. */
export function migrationsFolder(): string {
  return join(process.cwd(), "lib", "db", "migrations");
}

/** "refund" in ASCII: a number that no other program on the server uses as an advisory lock. */
const lockKey = String(0x726566756e64);
const retryAfterMs = 200;

/** The lock ends with its session, so the session has its own connection, without the pool's time limits. */
async function withMigrationLock<T>(
  connectionString: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString,
    application_name: "refund-desk migrate",
    statement_timeout: 0,
    keepAlive: true,
  });
  let lost: Error | undefined;
  client.on("error", (error) => {
    lost = error;
  });
  await client.connect();
  try {
    for (let attempts = 0; !(await tryLock(client)); attempts += 1) {
      if (attempts === 0) log.info("another instance is migrating the database; waiting for it");
      await sleep(retryAfterMs);
    }
    const result = await work(client);
    // When the session was lost, the lock was lost before the end, and another instance may have begun.
    if (lost !== undefined) throw lost;
    return result;
  } finally {
    await client.end();
  }
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const answer = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1::bigint) as taken", [
    lockKey,
  ]);
  return answer.rows[0]?.taken === true;
}
