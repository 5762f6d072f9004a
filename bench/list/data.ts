// The databases that the list is measured on: created once and stored, because a million payments take minutes to make.
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { type DeskDatabase, openDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { Stop, step } from "@/scripts/steps";
import { reusableDatabase } from "../database";
import { makePayments } from "./make";

export type Kind = "embedded" | "postgres";

/** Opens the database of `size` payments, and creates it when it is missing. */
export async function openData(kind: Kind, size: number): Promise<DeskDatabase> {
  const databaseUrl = kind === "postgres" ? await reusableDatabase(`desk_bench_list_${size}`) : undefined;
  const dataDir = join(".test-data", "bench-list", String(size));
  const desk = await openDatabase({ databaseUrl, dataDir });
  await migrate(desk);
  // The daily sums are written last, so that they mark complete data.
  const { rows } = await desk.db.execute(sql`select from daily_sums limit 1`);
  if (rows.length > 0) return desk;
  const begun = await desk.db.execute(sql`select from payments limit 1`);
  const where = kind === "postgres" ? `the database desk_bench_list_${size}` : dataDir;
  if (begun.rows.length > 0)
    throw new Stop(`Making the data was interrupted. Remove ${where} and start again.`);
  await step(`${size.toLocaleString("en")} payments on ${kind}`, () =>
    makePayments(desk.db, size, new Date()),
  );
  return desk;
}
