import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { orderAmount } from "@/lib/domain/amounts";
import { openTestDatabase } from "@/tests/support/test-database";
import { type DeskDatabase, db, deskDatabase, openDatabase, setDatabase } from "./client";
import { deskTarget } from "./schema/journal";
import { payments } from "./schema/payments";

let desk: DeskDatabase;
beforeAll(async () => {
  desk = await openTestDatabase();
});
afterAll(() => desk.close());

describe("the handle", () => {
  test("throws before it is set, and is then the same for every bundle", () => {
    expect(() => deskDatabase()).toThrow("the database is not open");
    setDatabase(desk);
    expect(deskDatabase()).toBe(desk);
    expect(db()).toBe(desk.db);
    expect(Reflect.get(globalThis, Symbol.for("refund-desk.database"))).toBe(desk);
  });

  test("has the kind that the vitest project sets", () => {
    expect(desk.kind).toBe(process.env.DESK_TEST_DATABASE);
    expect(desk.pglite === undefined).toBe(desk.kind === "postgres");
    expect(desk.connectionString === undefined).toBe(desk.kind === "embedded");
  });
});

describe("both drivers", () => {
  test("return int8 as a number where exact, otherwise as bigint", async () => {
    const { rows } = await desk.db.execute(
      sql`select count(*) as counted, 9007199254740991::int8 as exact, 9007199254740993::int8 as big`,
    );
    expect(rows).toEqual([{ counted: 1, exact: 9007199254740991, big: 9007199254740993n }]);
  });

  test("store an instant to the millisecond and JSON unchanged", async () => {
    const at = new Date("2026-11-22T12:34:56.789Z");
    const snapshot = { 이름: "김준", amounts: [1, 2.5, null], text: "'\"\\" };
    await desk.db.insert(payments).values({
      storeId: "store-1",
      id: randomUUID(),
      status: "PAID",
      currency: "KRW",
      total: orderAmount(1_000),
      cancelled: 0,
      orderName: "린넨 셔츠",
      requestedAt: at,
      statusChangedAt: at,
      updatedAt: at,
      syncedAt: at,
      snapshot,
      raw: snapshot,
    });
    const [row] = await desk.db.select().from(payments);
    expect(row).toMatchObject({ requestedAt: at, snapshot, total: 1_000 });
  });

  test("roll back a transaction that throws, and only the inner part when its error is caught", async () => {
    await expect(
      desk.db.transaction(async (tx) => {
        await tx.insert(deskTarget).values({ target: "lost" });
        throw new Error("stop");
      }),
    ).rejects.toThrow("stop");
    expect(await desk.db.select().from(deskTarget)).toEqual([]);

    await desk.db.transaction(async (tx) => {
      await tx.insert(deskTarget).values({ target: "kept" });
      await expect(
        tx.transaction((inner) => inner.insert(deskTarget).values({ target: "second" })),
      ).rejects.toThrow();
    });
    expect(await desk.db.select({ target: deskTarget.target }).from(deskTarget)).toEqual([
      { target: "kept" },
    ]);
  });

  test("name the violated constraint", async () => {
    const refused = desk.db.execute(sql`insert into desk_target ("only", target) values (false, 'x')`);
    await expect(refused).rejects.toMatchObject({
      cause: { code: "23514", constraint: "desk_target_one_row" },
    });
  });

  test("start a test with the job engine's schema installed", async () => {
    const { rows } = await desk.db.execute(
      sql`select count(*) as tables from pg_tables where schemaname = 'pgboss'`,
    );
    expect(Number(rows[0]?.tables)).toBeGreaterThan(3);
  });
});

test("opening a database address that refuses connections fails", async () => {
  const opening = openDatabase({ databaseUrl: "postgres://desk:secret-word@127.0.0.1:9/desk", dataDir: "" });
  await expect(opening).rejects.toThrow(/ECONNREFUSED/);
});
