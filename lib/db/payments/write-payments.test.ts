import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskDatabase } from "@/lib/db/client";
import { timelineEntries } from "@/lib/db/schema/journal";
import { cancellations } from "@/lib/db/schema/refunds";
import type { Cancellation } from "@/lib/domain/payment/payment";
import { openTestDatabase } from "@/tests/support/test-database";
import { testCancellation, testPayment } from "@/tests/support/test-payment";
import { mergePayment } from "./write-payments";

let database: DeskDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Reads the payment with these cancellations. */
async function read(id: string, made: readonly Cancellation[], at = new Date()): Promise<void> {
  const payment = testPayment({ id, status: "PARTIAL_CANCELLED", cancellations: [...made] });
  await database.db.transaction((tx) => mergePayment(tx, payment, {}, at));
}

const stored = (paymentId: string) =>
  database.db
    .select({
      id: cancellations.id,
      status: cancellations.status,
      receiptUrl: cancellations.receiptUrl,
      version: sql<string>`cancellations.xmin::text`,
    })
    .from(cancellations)
    .where(eq(cancellations.paymentId, paymentId))
    .orderBy(cancellations.id);

test("a reading writes only the cancellations that differ", async () => {
  const id = randomUUID();
  const old = testCancellation({ id: "a" });
  const open = testCancellation({ id: "b", status: "REQUESTED", rawStatus: "REQUESTED", cancelledAt: null });
  await read(id, [old, open]);
  const before = await stored(id);
  expect(before.map(({ status }) => status)).toEqual(["SUCCEEDED", "REQUESTED"]);
  const ended = testCancellation({ id: "b" });
  await read(id, [old, ended, testCancellation({ id: "c" })]);
  const after = await stored(id);
  expect(after.map(({ status }) => status)).toEqual(["SUCCEEDED", "SUCCEEDED", "SUCCEEDED"]);
  expect(after[0]?.version).toBe(before[0]?.version);
  expect(after[1]?.version).not.toBe(before[1]?.version);
  // A receipt that comes later, also as the only difference and instead of nothing.
  await read(id, [{ ...old, receiptUrl: "https://receipts.example.com/a" }, ended]);
  const last = await stored(id);
  expect(last[0]).toMatchObject({ receiptUrl: "https://receipts.example.com/a" });
  expect(last[1]?.version).toBe(after[1]?.version);
});

test("each status of each cancellation is in the timeline once", async () => {
  const id = randomUUID();
  const made = Array.from({ length: 2_100 }, (_, n) => testCancellation({ id: `${id}-${n}` }));
  await read(id, made);
  await read(id, made);
  expect(await stored(id)).toHaveLength(2_100);
  const [row] = await database.db
    .select({ count: sql<number>`count(*)::int` })
    .from(timelineEntries)
    .where(sql`${timelineEntries.paymentId} = ${id} and ${timelineEntries.entry}->>'kind' = 'cancellation'`);
  expect(row?.count).toBe(2_100);
});

test("of a cancellation that a reading names twice, the last one is stored; an ended one keeps its end", async () => {
  const id = randomUUID();
  const open = testCancellation({ id: "a", status: "REQUESTED", rawStatus: "REQUESTED", cancelledAt: null });
  await read(id, [open, testCancellation({ id: "a" })]);
  expect(await stored(id)).toMatchObject([{ id: "a", status: "SUCCEEDED" }]);
  await read(id, [testCancellation({ id: "a", status: "FAILED", rawStatus: "FAILED" })]);
  expect(await stored(id)).toMatchObject([{ id: "a", status: "SUCCEEDED" }]);
});
