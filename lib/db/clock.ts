// The database's clock is the only one that decides: instances may disagree about the time.
import "server-only";
import { sql } from "drizzle-orm";
import type { Database, Transaction } from "./client";

/** Now, by the database. */
export async function databaseNow(db: Database | Transaction): Promise<Date> {
  const result = await db.execute(sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`);
  const now = Number(result.rows[0]?.now);
  if (!Number.isFinite(now)) throw new Error("the database did not tell the time");
  return new Date(now);
}
