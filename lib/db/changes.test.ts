import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Change } from "@/lib/domain/views/change-event";
import { openTestDatabase } from "@/tests/support/test-database";
import { type Changes, listenToChanges } from "./changes";
import type { DeskDatabase } from "./client";
import { recordEvent } from "./timeline";

let database: DeskDatabase;
let changes: Changes;
let received: Change[];
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  changes = await listenToChanges(database);
  received = [];
  changes.subscribe(Date.now() + 1, (change) => received.push(change));
});
afterEach(() => changes.close());

const key = { storeId: "store", paymentId: "payment" };
/** Records a timeline entry. A repeated `name` adds no entry. */
const record = (name: string, of = key) =>
  database.db.transaction((tx) =>
    recordEvent(tx, of, name, new Date(), { kind: "payment-status", status: "PAID", rawStatus: "PAID" }),
  );
const pauseForNotifications = () => new Promise((resolve) => setTimeout(resolve, 150));
const within = { timeout: 5_000, interval: 10 };

test("a new timeline entry is announced after its commit, by payment id and version", async () => {
  await record("paid");
  await expect
    .poll(() => received, within)
    .toEqual([{ kind: "payment", store: "store", id: "payment", version: expect.any(Number) }]);
  await record("paid");
  await record("cancelled");
  await expect.poll(() => received.length, within).toBe(2);
  const [first, second] = received.flatMap((change) => (change.kind === "payment" ? [change.version] : []));
  expect(second).toBeGreaterThan(first ?? Number.POSITIVE_INFINITY);
});

test("a rolled back timeline entry is not announced", async () => {
  const undone = database.db.transaction(async (tx) => {
    await recordEvent(tx, key, "undone", new Date(), {
      kind: "payment-status",
      status: "PAID",
      rawStatus: "PAID",
    });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  await pauseForNotifications();
  expect(received).toEqual([]);
});

test("a payment id too long for a notification is stored and announced as missed", async () => {
  await record("too-long", { storeId: "store", paymentId: "x".repeat(8_000) });
  await expect.poll(() => received, within).toEqual([{ kind: "missed" }]);
});

test("deliveries stored in one transaction cause one announcement without their ids", async () => {
  const insert = (id: string) => sql`insert into deliveries (id, type, environment, body, state)
    values (${id}, 'Transaction.Paid', 'test', '{}', 'ignored')`;
  await database.db.transaction(async (tx) => {
    await tx.execute(insert("one"));
    await tx.execute(insert("two"));
  });
  await expect.poll(() => received, within).toEqual([{ kind: "webhooks" }]);
});

test("a late subscriber receives the changes since its time, or missed where older ones may be lost", async () => {
  const before = Date.now();
  await record("seen");
  await record("seen-too");
  await expect.poll(() => received.length, within).toBe(2);
  const later: Change[] = [];
  changes.subscribe(before, (change) => later.push(change));
  expect(later).toMatchObject([{ kind: "payment", id: "payment" }]);
  const tooEarly: Change[] = [];
  changes.subscribe(0, (change) => tooEarly.push(change));
  changes.subscribe(Number.NaN, (change) => tooEarly.push(change));
  expect(tooEarly).toEqual([{ kind: "missed" }, { kind: "missed" }]);
});

test("an unsubscribed listener receives nothing", async () => {
  const afterEnd: Change[] = [];
  const end = changes.subscribe(Date.now() + 1, (change) => afterEnd.push(change));
  end();
  await record("after-unsubscribe");
  await expect.poll(() => received.length, within).toBe(1);
  expect(afterEnd).toEqual([]);
});

describe.runIf(process.env.DESK_TEST_DATABASE === "postgres")("several instances", () => {
  test("a change on one instance reaches the subscribers of another", async () => {
    const other = await listenToChanges(database);
    const receivedThere: Change[] = [];
    other.subscribe(Date.now() + 1, (change) => receivedThere.push(change));
    await record("elsewhere");
    await expect.poll(() => receivedThere, within).toMatchObject([{ kind: "payment" }]);
    await other.close();
  });

  test("a lost connection is reopened, and missed is announced", async () => {
    await database.db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'refund-desk changes' and datname = current_database()`,
    );
    await expect.poll(() => received, within).toEqual([{ kind: "missed" }]);
    await record("after");
    await expect.poll(() => received.length, within).toBe(2);
  });
});
