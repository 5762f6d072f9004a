import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Change } from "@/lib/domain/views/change-event";
import { openTestDatabase } from "@/tests/support/test-database";
import { type Changes, listenToChanges } from "./changes";
import type { DeskDatabase } from "./client";
import { tell } from "./timeline";

let database: DeskDatabase;
let changes: Changes;
let heard: Change[];
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  changes = await listenToChanges(database);
  heard = [];
  changes.subscribe(Date.now() + 1, (one) => heard.push(one));
});
afterEach(() => changes.close());

const key = { storeId: "store", paymentId: "payment" };
/** Tells a story on; the same `name` only once. */
const told = (name: string, of = key) =>
  database.db.transaction((tx) =>
    tell(tx, of, name, new Date(), { kind: "payment-status", status: "PAID", rawStatus: "PAID" }),
  );
const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 150));
const within = { timeout: 5_000, interval: 10 };

test("a story that goes on is announced once it is committed, by id and version", async () => {
  await told("paid");
  await expect
    .poll(() => heard, within)
    .toEqual([{ kind: "payment", store: "store", id: "payment", version: expect.any(Number) }]);
  await told("paid");
  await told("cancelled");
  await expect.poll(() => heard.length, within).toBe(2);
  const [first, second] = heard.flatMap((one) => (one.kind === "payment" ? [one.version] : []));
  expect(second).toBeGreaterThan(first ?? Number.POSITIVE_INFINITY);
});

test("what is rolled back is not announced", async () => {
  const undone = database.db.transaction(async (tx) => {
    await tell(tx, key, "undone", new Date(), { kind: "payment-status", status: "PAID", rawStatus: "PAID" });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  await nextTurn();
  expect(heard).toEqual([]);
});

test("an id that no announcement can hold does not keep its payment from being stored", async () => {
  await told("too-long", { storeId: "store", paymentId: "x".repeat(8_000) });
  await expect.poll(() => heard, within).toEqual([{ kind: "missed" }]);
});

test("deliveries are announced once a transaction, without saying which", async () => {
  const insert = (id: string) => sql`insert into deliveries (id, type, environment, body, state)
    values (${id}, 'Transaction.Paid', 'test', '{}', 'ignored')`;
  await database.db.transaction(async (tx) => {
    await tx.execute(insert("one"));
    await tx.execute(insert("two"));
  });
  await expect.poll(() => heard, within).toEqual([{ kind: "webhooks" }]);
});

test("who comes later is told what came since they looked, and that they may have missed something before", async () => {
  const before = Date.now();
  await told("seen");
  await told("seen-too");
  await expect.poll(() => heard.length, within).toBe(2);
  const later: Change[] = [];
  changes.subscribe(before, (one) => later.push(one));
  expect(later).toMatchObject([{ kind: "payment", id: "payment" }]);
  const stranger: Change[] = [];
  changes.subscribe(0, (one) => stranger.push(one));
  changes.subscribe(Number.NaN, (one) => stranger.push(one));
  expect(stranger).toEqual([{ kind: "missed" }, { kind: "missed" }]);
});

test("who does not listen any more is told nothing", async () => {
  const deaf: Change[] = [];
  const end = changes.subscribe(Date.now() + 1, (one) => deaf.push(one));
  end();
  await told("unheard");
  await expect.poll(() => heard.length, within).toBe(1);
  expect(deaf).toEqual([]);
});

describe.runIf(process.env.DESK_TEST_DATABASE === "postgres")("several instances", () => {
  test("a change on one is heard on another", async () => {
    const other = await listenToChanges(database);
    const heardThere: Change[] = [];
    other.subscribe(Date.now() + 1, (one) => heardThere.push(one));
    await told("elsewhere");
    await expect.poll(() => heardThere, within).toMatchObject([{ kind: "payment" }]);
    await other.close();
  });

  test("a lost connection is made again, and says that something may have been missed", async () => {
    await database.db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'refund-desk changes' and datname = current_database()`,
    );
    await expect.poll(() => heard, within).toEqual([{ kind: "missed" }]);
    await told("after");
    await expect.poll(() => heard.length, within).toBe(2);
  });
});
