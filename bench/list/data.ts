// The databases that the list is measured on: made once, then kept, because to make a million payments takes minutes.
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { type DeskDatabase, openDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { Stop, step } from "@/scripts/steps";
import { keptDatabase } from "../database";
import { makePayments } from "./make";

export type Kind = "embedded" | "postgres";

/** Opens the database of so many payments, and makes it where it is not there. */
export async function openData(kind: Kind, size: number): Promise<DeskDatabase> {
  const databaseUrl = kind === "postgres" ? await keptDatabase(`desk_bench_list_${size}`) : undefined;
  const dataDir = join(".test-data", "bench-list", String(size));
  const desk = await openDatabase({ databaseUrl, dataDir });
  await migrate(desk);
  // The sums are written last.
  const { rows } = await desk.db.execute(sql`select from daily_sums limit 1`);
  if (rows.length > 0) return desk;
  const begun = await desk.db.execute(sql`select from payments limit 1`);
  const where = kind === "postgres" ? `the database desk_bench_list_${size}` : dataDir;
  if (begun.rows.length > 0) throw new Stop(`Making the data was cut off. Remove ${where} and start again.`);
  await step(`${size.toLocaleString("en")} payments on ${kind}`, () =>
    makePayments(desk.db, size, new Date()),
  );
  return desk;
}
