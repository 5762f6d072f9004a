// The database's clock is the only one that decides: instances may disagree about the time.
import "server-only";
import { sql } from "drizzle-orm";
import { log } from "@/lib/log";
import type { Database, Transaction } from "./client";

/** Now, by the database. */
export async function databaseNow(db: Database | Transaction): Promise<Date> {
  const result = await db.execute(sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`);
  const now = Number(result.rows[0]?.now);
  if (!Number.isFinite(now)) throw new Error("the database did not tell the time");
  return new Date(now);
}

/** More than this apart, and a person is told: what is shown as older or younger may be the other way round. */
export const clockTolerance = 60_000;

/**
 * How far this machine's clock is ahead of the database's, in milliseconds; negative where it is behind. Off by half the
 * time of the question at most. `hostNow` tells this machine's time.
 */
export async function clockDifference(db: Database, hostNow: () => number = Date.now): Promise<number> {
  const before = hostNow();
  const now = await databaseNow(db);
  return (before + hostNow()) / 2 - now.getTime();
}

/** Logs when this machine's clock and the database's are over a minute apart. Answers whether they are. */
export async function reportClocks(db: Database, hostNow?: () => number): Promise<boolean> {
  const aheadMs = Math.round(await clockDifference(db, hostNow));
  const apart = Math.abs(aheadMs) > clockTolerance;
  if (apart) log.error({ aheadMs }, "this machine's clock and the database's are over a minute apart");
  return apart;
}
