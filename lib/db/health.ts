import "server-only";
import { sql } from "drizzle-orm";
import { log } from "@/lib/log";
import type { DeskDatabase } from "./client";

export async function isHealthy(database: DeskDatabase): Promise<boolean> {
  try {
    await database.db.execute(sql`select 1`);
    return true;
  } catch (error) {
    log.error({ err: error }, "the database does not answer");
    return false;
  }
}
