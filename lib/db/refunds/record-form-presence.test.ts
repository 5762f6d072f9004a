import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Changes, listenToChanges } from "@/lib/db/changes";
import type { DeskDatabase } from "@/lib/db/client";
import { mergePayment } from "@/lib/db/payments/write-payments";
import { openTestDatabase } from "@/tests/support/test-database";
import { testPayment } from "@/tests/support/test-payment";
import { othersAtForm, recordFormPresence } from "./record-form-presence";

let database: DeskDatabase;
let changes: Changes;
const key = { storeId: "store-1", paymentId: "order-1" };
const kim = { id: "kim", name: "김운영" };
const park = { id: "park", name: "박관리" };
beforeAll(async () => {
  database = await openTestDatabase();
  await database.db.transaction((tx) => mergePayment(tx, testPayment(), {}, new Date()));
  changes = await listenToChanges(database);
});
afterAll(async () => {
  await changes.close();
  await database.close();
});

const seenBy = async (viewer: { id: string }) =>
  (await othersAtForm(database.db, key, viewer.id)).map(({ name }) => name);

test("others see who is at the form and since when, nobody sees themselves, and a heartbeat keeps the start time", async () => {
  await recordFormPresence(database.db, kim, { ...key, at: true });
  expect(await seenBy(kim)).toEqual([]);
  const [first] = await othersAtForm(database.db, key, park.id);
  await recordFormPresence(database.db, kim, { ...key, at: true });
  expect(await othersAtForm(database.db, key, park.id)).toEqual([first]);
  await recordFormPresence(database.db, park, { ...key, at: true });
  expect(await seenBy({ id: "third" })).toEqual(["김운영", "박관리"]);
  await recordFormPresence(database.db, kim, { ...key, at: false });
  await recordFormPresence(database.db, park, { ...key, at: false });
  expect(await seenBy({ id: "third" })).toEqual([]);
});

test("a person without heartbeat is not shown, and the next arrival deletes the expired row", async () => {
  await recordFormPresence(database.db, kim, { ...key, at: true });
  await database.db.execute(sql`update form_presence set expires_at = clock_timestamp()`);
  expect(await seenBy(park)).toEqual([]);
  await recordFormPresence(database.db, park, { ...key, at: true });
  expect(await seenBy({ id: "third" })).toEqual(["박관리"]);
  const { rows } = await database.db.execute(sql`select count(*)::int as count from form_presence`);
  expect(rows).toEqual([{ count: 1 }]);
});

test("arrival and departure are announced, a heartbeat is not, and an unknown payment stores no presence", async () => {
  const own = { ...key, paymentId: "order-2" };
  await database.db.transaction((tx) => mergePayment(tx, testPayment({ id: own.paymentId }), {}, new Date()));
  let announced = 0;
  const stop = changes.subscribe(Date.now(), (change) => {
    // Timeline announcements carry the number of the last entry; presence announcements carry none.
    if (change.kind === "payment" && change.id === own.paymentId && change.version === 0) announced += 1;
  });
  const within = { timeout: 10_000 };
  await recordFormPresence(database.db, kim, { ...own, at: true });
  await expect.poll(() => announced, within).toBe(1);
  await recordFormPresence(database.db, kim, { ...own, at: true });
  await recordFormPresence(database.db, kim, { storeId: "store-1", paymentId: "no-such-payment", at: true });
  await recordFormPresence(database.db, kim, { ...own, at: false });
  await expect.poll(() => announced, within).toBe(2);
  stop();
});
