// The database's clock decides about time, because the clocks of instances may differ.
import "server-only";
import { sql } from "drizzle-orm";
import { log } from "@/lib/log";
import type { Database, Transaction } from "./client";

/** Returns the database's time in milliseconds, not that of the transaction's begin. */
export async function databaseNow(db: Database | Transaction): Promise<Date> {
  const result = await db.execute(sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`);
  const now = Number(result.rows[0]?.now);
  if (!Number.isFinite(now)) throw new Error("the database returned no time");
  return new Date(now);
}

/** Milliseconds. Beyond this difference the displayed order of events may be wrong. */
export const clockTolerance = 60_000;

/** Returns the milliseconds by which this machine's clock is ahead of the database's; negative when behind. */
export async function clockDifference(db: Database, hostNow: () => number = Date.now): Promise<number> {
  const before = hostNow();
  const now = await databaseNow(db);
  return (before + hostNow()) / 2 - now.getTime();
}

/** Returns whether this machine's clock and the database's differ by over a minute, and logs an error if so. */
export async function reportClocks(db: Database, hostNow?: () => number): Promise<boolean> {
  const aheadMs = Math.round(await clockDifference(db, hostNow));
  const apart = Math.abs(aheadMs) > clockTolerance;
  if (apart) log.error({ aheadMs }, "this machine's clock and the database's are over a minute apart");
  return apart;
}
