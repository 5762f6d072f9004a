import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runUpkeep } from "./upkeep.ts";

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
  await pglite.exec(
    `create schema "Odd name"; create table "Odd name"."t-1" (id int, text text); create table calm (id int)`,
  );
}, 60_000);
afterAll(() => pglite.close());

async function redoBehind(): Promise<number> {
  const { rows } = await pglite.query<{ bytes: number }>(
    "select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::float8 as bytes from pg_control_checkpoint()",
  );
  return rows[0]?.bytes ?? Number.NaN;
}

test("upkeep does the work of PostgreSQL's background processes: checkpoint, vacuum, analyze", async () => {
  await pglite.exec(
    `insert into "Odd name"."t-1" select n, repeat('x', 500) from generate_series(1, 20000) n`,
  );
  await pglite.exec(`delete from "Odd name"."t-1" where id > 5000`);
  expect(await redoBehind()).toBeGreaterThan(8 * 1024 * 1024);
  await runUpkeep(pglite);
  expect(await redoBehind()).toBeLessThan(1024 * 1024);

  const { rows } = await pglite.query(
    `select relname, reltuples::int as rows, pg_relation_size(oid)::int as bytes from pg_class where relname in ('t-1', 'calm') order by 1`,
  );
  expect(rows).toEqual([
    { relname: "calm", rows: -1, bytes: 0 },
    { relname: "t-1", rows: 5_000, bytes: expect.any(Number) },
  ]);
});

test("upkeep does nothing when nothing was written", async () => {
  const { rows: before } = await pglite.query("select checkpoint_lsn::text from pg_control_checkpoint()");
  await runUpkeep(pglite);
  const { rows: after } = await pglite.query("select checkpoint_lsn::text from pg_control_checkpoint()");
  expect(after).toEqual(before);
});
