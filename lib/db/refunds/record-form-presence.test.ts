// Who is at a form, by the database's clock, on a real database.
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

test("others see who is there and since when, nobody sees themselves, and a heartbeat keeps the beginning", async () => {
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

test("who says nothing any more is gone, and is taken out by the next who comes", async () => {
  await recordFormPresence(database.db, kim, { ...key, at: true });
  await database.db.execute(sql`update form_presence set expires_at = clock_timestamp()`);
  expect(await seenBy(park)).toEqual([]);
  await recordFormPresence(database.db, park, { ...key, at: true });
  expect(await seenBy({ id: "third" })).toEqual(["박관리"]);
  const { rows } = await database.db.execute(sql`select count(*)::int as count from form_presence`);
  expect(rows).toEqual([{ count: 1 }]);
});

test("coming and leaving are told to open screens, a heartbeat is not; a payment that is not there takes nobody", async () => {
  const own = { ...key, paymentId: "order-2" };
  await database.db.transaction((tx) => mergePayment(tx, testPayment({ id: own.paymentId }), {}, new Date()));
  let heard = 0;
  const stop = changes.subscribe(Date.now(), (one) => {
    // Announcements of the story carry the number of its last entry; those of presence none.
    if (one.kind === "payment" && one.id === own.paymentId && one.version === 0) heard += 1;
  });
  const within = { timeout: 10_000 };
  await recordFormPresence(database.db, kim, { ...own, at: true });
  await expect.poll(() => heard, within).toBe(1);
  await recordFormPresence(database.db, kim, { ...own, at: true });
  await recordFormPresence(database.db, kim, { storeId: "store-1", paymentId: "no-such-payment", at: true });
  await recordFormPresence(database.db, kim, { ...own, at: false });
  await expect.poll(() => heard, within).toBe(2);
  stop();
});
