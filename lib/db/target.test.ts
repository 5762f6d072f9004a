import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "@/tests/support/test-database";
import { testPayment } from "@/tests/support/test-payment";
import type { DeskDatabase } from "./client";
import { mergePayment } from "./payments/write-payments";
import { deskTarget } from "./schema/journal";
import { payments } from "./schema/payments";
import { claimDatabase } from "./target";

let database: DeskDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const target = "sandbox sandbox-1";

test("rule 9: a database belongs to the PortOne target of its first start", async () => {
  const { db } = database;
  await Promise.all([1, 2, 3].map(() => claimDatabase(db, { target, storeId: null })));
  const elsewhere = claimDatabase(db, { target: "https://api.portone.io store store-1", storeId: null });
  await expect(elsewhere).rejects.toThrow(`belongs to ${target}`);
  expect(await db.select().from(deskTarget)).toMatchObject([{ only: true, target }]);
});

test("a desk set to one store rejects a database with payments of another store", async () => {
  const { db } = database;
  const claimFor = (storeId: string | null) => claimDatabase(db, { target, storeId });
  await claimFor("store-b");
  await insertPayment("store-b");
  await claimFor("store-b");
  await expect(claimFor("store-c")).rejects.toThrow("holds payments of store-b");
  for (const other of ["store-a", "store-c"]) {
    await insertPayment(other);
    await expect(claimFor("store-b")).rejects.toThrow(`holds payments of ${other}`);
    await db.delete(payments).where(eq(payments.storeId, other));
  }
  await claimFor("store-b");
  await claimFor(null);
});

function insertPayment(storeId: string) {
  return database.db.transaction((tx) => mergePayment(tx, testPayment({ storeId }), {}, new Date()));
}
