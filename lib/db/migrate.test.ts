import { randomBytes } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { sql } from "drizzle-orm";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { testDatabaseUrl } from "@/tests/support/test-database";
import { type DeskDatabase, embeddedDatabase, openPostgres } from "./client";
import { migrate } from "./migrate";

const onPostgres = process.env.DESK_TEST_DATABASE === "postgres";

/** Creates a database without tables. On PostgreSQL returns two handles, like two instances. */
async function openEmpty(): Promise<{ desks: DeskDatabase[]; drop(): Promise<void> }> {
  if (!onPostgres) {
    const pglite = await PGlite.create({ extensions: { pg_trgm } });
    return { desks: [embeddedDatabase(pglite, () => pglite.close())], drop: () => pglite.close() };
  }
  const server = new pg.Client({ connectionString: testDatabaseUrl() });
  await server.connect();
  const name = `desk_test_${randomBytes(8).toString("hex")}`;
  await server.query(`create database ${name}`);
  const url = new URL(testDatabaseUrl());
  url.pathname = `/${name}`;
  const desks = [await openPostgres(url.href), await openPostgres(url.href)];
  return {
    desks,
    drop: async () => {
      await Promise.all(desks.map((desk) => desk.close()));
      await server.query(`drop database ${name} with (force)`);
      await server.end();
    },
  };
}

const applied = async (desk: DeskDatabase) =>
  (await desk.db.execute(sql`select count(*) as n from drizzle.__drizzle_migrations`)).rows[0]?.n;

test("migrates an empty database once and returns the result of the callback", async () => {
  const { desks, drop } = await openEmpty();
  const [desk] = desks;
  if (desk === undefined) throw new Error("no database");
  expect(await migrate(desk, async () => "then")).toBe("then");
  const first = await applied(desk);
  expect(first).toBeGreaterThan(0);
  await migrate(desk);
  expect(await applied(desk)).toBe(first);
  await drop();
}, 60_000);

test("a failing callback rejects and releases the lock for the next instance", async () => {
  const { desks, drop } = await openEmpty();
  const [desk] = desks;
  if (desk === undefined) throw new Error("no database");
  await expect(migrate(desk, () => Promise.reject(new Error("the stamp differs")))).rejects.toThrow(
    "the stamp differs",
  );
  expect(await migrate(desk, async () => 1)).toBe(1);
  await drop();
}, 60_000);

test("a database of version 0.1 is rejected with instructions and stays unchanged", async () => {
  const { desks, drop } = await openEmpty();
  const [desk] = desks;
  if (desk === undefined) throw new Error("no database");
  await desk.db.execute(sql`create table refund_tries (n integer)`);
  await expect(migrate(desk)).rejects.toThrow("version 0.1");
  const tables = await desk.db.execute(sql`select tablename from pg_tables where schemaname = 'public'`);
  expect(tables.rows).toEqual([{ tablename: "refund_tries" }]);
  await drop();
}, 60_000);

describe.runIf(onPostgres)("two instances on an empty PostgreSQL", () => {
  test("both migrate, one after the other", async () => {
    const { desks, drop } = await openEmpty();
    const order: string[] = [];
    const migrateAs = (desk: DeskDatabase, name: string) =>
      migrate(desk, async () => {
        order.push(`${name} in`);
        await desk.db.execute(sql`select pg_sleep(0.3)`);
        order.push(`${name} out`);
        return applied(desk);
      });
    const counts = await Promise.all(desks.map((desk, index) => migrateAs(desk, String(index))));
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[1]).toBe(counts[0]);
    expect(order).toBeOneOf([
      ["0 in", "0 out", "1 in", "1 out"],
      ["1 in", "1 out", "0 in", "0 out"],
    ]);
    await drop();
  }, 60_000);
});
