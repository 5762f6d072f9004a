import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskDatabase } from "@/lib/db/client";
import { mergePayment } from "@/lib/db/payments/write-payments";
import type { Payment } from "@/lib/domain/payment/payment";
import { openTestDatabase } from "@/tests/support/test-database";
import { testPayment } from "@/tests/support/test-payment";
import { customerPayments } from "./customer-payments";

let database: DeskDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const nobody: Payment["customer"] = { id: null, name: null, email: null, phoneNumber: null };
async function stored(id: string, customer: Partial<Payment["customer"]>, overrides: Partial<Payment> = {}) {
  const payment = testPayment({ id, customer: { ...nobody, ...customer }, ...overrides });
  await database.db.transaction((tx) => mergePayment(tx, payment, {}, new Date()));
}
const othersOf = async (paymentId: string) =>
  customerPayments(database.db, { storeId: "store-1", paymentId });

test("payments match by equal customer id, phone or e-mail in any spelling, never across stores or by empty values", async () => {
  await stored("own", { id: "c-1", phoneNumber: "010-1111-2222", email: "Buyer@Example.com" });
  await stored("by-id", { id: "c-1" });
  await stored("by-phone", { phoneNumber: "+82 10-1111-2222" });
  await stored("by-email", { id: "c-2", email: "buyer@example.com" });
  await stored("by-all", { id: "c-1", phoneNumber: "010 1111 2222", email: "buyer@example.com" });
  await stored("stranger", { id: "c-3", phoneNumber: "010-9999-9999", email: "other@example.com" });
  await stored("other-store", { id: "c-1" }, { storeId: "store-2" });
  await stored("empty-1", { id: "", phoneNumber: "-", email: " " });
  await stored("empty-2", { id: "", phoneNumber: "-", email: " " });
  const { rows, more } = await othersOf("own");
  expect(Object.fromEntries(rows.map(({ id, by }) => [id, by]))).toEqual({
    "by-id": ["id"],
    "by-phone": ["phone"],
    "by-email": ["email"],
    "by-all": ["id", "phone", "email"],
  });
  expect(more).toBe(false);
  expect(await othersOf("empty-1")).toEqual({ rows: [], more: false });
  expect(await othersOf("no-such-payment")).toEqual({ rows: [], more: false });
});

test("the latest ten other payments are returned, and whether there are more", async () => {
  for (let n = 10; n < 22; n += 1)
    await stored(`many-${n}`, { id: "busy" }, { requestedAt: `2026-11-01T00:00:${n}.000Z` });
  const { rows, more } = await othersOf("many-15");
  expect(rows.map(({ id }) => id)).toEqual([21, 20, 19, 18, 17, 16, 14, 13, 12, 11].map((n) => `many-${n}`));
  expect(more).toBe(true);
});
