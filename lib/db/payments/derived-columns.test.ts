import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskDatabase } from "@/lib/db/client";
import { payments } from "@/lib/db/schema/payments";
import { policyOverrides } from "@/lib/db/schema/settings";
import { recordOverride, recordOverrideRemoval } from "@/lib/db/settings/record-overrides";
import { defaultRole } from "@/lib/domain/people/permissions";
import { openTestDatabase } from "@/tests/support/test-database";
import { testPayment } from "@/tests/support/test-payment";
import { derivationProgress, deriveColumns } from "./derived-columns";
import { mergePayment } from "./write-payments";

let desk: DeskDatabase;
const many = 120;
const actor = { id: "a", name: "관리자", role: defaultRole("admin") } as const;
const byRule = "2027-11-20T15:00:00.000Z";
const byContract = "2027-10-20T15:00:00.000Z";

beforeAll(async () => {
  desk = await openTestDatabase();
  for (let n = 0; n < many; n += 1)
    await desk.db.transaction((tx) => mergePayment(tx, testPayment({ id: `p-${n}` }), {}, new Date()));
});
afterAll(() => desk.close());

async function deadlines(): Promise<Set<string | undefined>> {
  const rows = await desk.db.select({ until: payments.refundableUntil }).from(payments);
  return new Set(rows.map(({ until }) => until?.toISOString()));
}

test("a reading stores the deadline, and older payments without derived columns are derived once", async () => {
  expect(await deadlines()).toEqual(new Set([byRule]));
  await desk.db.update(payments).set({ refundableUntil: null, search: null, searchKeys: null });
  expect(await deriveColumns(desk.db)).toBe(many);
  expect(await deadlines()).toEqual(new Set([byRule]));
  const [row] = await desk.db
    .select({ search: payments.search, keys: payments.searchKeys })
    .from(payments)
    .limit(1);
  expect(row).toMatchObject({
    search: expect.stringContaining("tx-1"),
    keys: ["week 2968", "total KRW 10000", "id tx-1"],
  });
  expect(await derivationProgress(desk.db)).toMatchObject({ derived: many, finishedAt: expect.any(Date) });
  expect(await deriveColumns(desk.db)).toBe(0);
});

test("a policy override moves every deadline, and its removal moves them back", async () => {
  const override = {
    kind: "deadline",
    method: "CARD",
    pgProvider: null,
    within: { unit: "months", count: 11 },
  } as const;
  await recordOverride(desk.db, actor, { override, note: "계약서" });
  expect(await deriveColumns(desk.db)).toBe(many);
  expect(await deadlines()).toEqual(new Set([byContract]));
  const [{ key } = { key: "" }] = await desk.db.select().from(policyOverrides);
  await recordOverrideRemoval(desk.db, actor, key);
  expect(await deriveColumns(desk.db)).toBe(many);
  expect(await deadlines()).toEqual(new Set([byRule]));
});

test("two concurrent instances derive the columns of every payment", async () => {
  await desk.db.update(payments).set({ refundableUntil: null }).where(eq(payments.id, "p-7"));
  await recordOverride(desk.db, actor, {
    override: { kind: "deadline", method: "CARD", pgProvider: null, within: { unit: "days", count: 30 } },
    note: "",
  });
  await Promise.all([deriveColumns(desk.db), deriveColumns(desk.db)]);
  // The second call may have found the first at work; the next sweep does the rest, if any.
  await deriveColumns(desk.db);
  expect(await deadlines()).toEqual(new Set(["2026-12-20T15:00:00.000Z"]));
});
