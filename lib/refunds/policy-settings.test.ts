import { desc } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { auditEntries } from "@/lib/db/schema/journal";
import { policyOverrides } from "@/lib/db/schema/settings";
import { activeOverrides } from "@/lib/db/settings/read-overrides";
import { recordOverride, recordOverrideRemoval } from "@/lib/db/settings/record-overrides";
import { type Actor, defaultRole } from "@/lib/domain/people/permissions";
import { setOverrideInput } from "@/lib/domain/policy/overrides";
import { syncPayment } from "@/lib/sync/sync-payment";
import { openTestDesk, type TestDesk } from "@/tests/support/test-desk";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(() => desk.database.db.delete(policyOverrides));

const admin: Actor = { id: "a", name: "박관리", role: defaultRole("admin") };
const nice = { kind: "contract", contract: "partial-cancel", pgProvider: "NICE_V2", has: true } as const;

async function storedOverrides() {
  const overrides = await activeOverrides(desk.database.db);
  return overrides.map(({ key, override, note, by }) => ({ key, override, note, by }));
}
async function lastAudit() {
  const [entry] = await desk.database.db.select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1);
  return (
    entry && { action: entry.action, subject: entry.subject, actor: entry.actorName, detail: entry.detail }
  );
}

/** PostgreSQL stores JSON with its names in an order of its own. */
const parsed = (text: unknown): unknown => JSON.parse(String(text));

test("an override is stored with its author, replaces the override of the same subject, and can be removed", async () => {
  const { db } = desk.database;
  await recordOverride(db, admin, { override: nice, note: "계약서 12" });
  const key = "contract:partial-cancel:NICE_V2";
  expect(await storedOverrides()).toEqual([{ key, override: nice, note: "계약서 12", by: "박관리" }]);
  expect(await lastAudit()).toMatchObject({
    action: "policy.override-set",
    subject: `policy:${key}`,
    actor: "박관리",
    detail: { note: "계약서 12", before: null, after: JSON.stringify(nice) },
  });
  const other = { ...admin, name: "이관리" };
  await recordOverride(db, other, { override: { ...nice, has: false }, note: "" });
  expect(await storedOverrides()).toEqual([
    { key, override: { ...nice, has: false }, note: "", by: "이관리" },
  ]);
  await recordOverrideRemoval(db, admin, key);
  expect(await storedOverrides()).toEqual([]);
  const removal = await lastAudit();
  expect(removal).toMatchObject({
    action: "policy.override-removed",
    actor: "박관리",
    detail: { after: null },
  });
  expect(parsed(removal?.detail.before)).toEqual({ ...nice, has: false });
  const before = (await db.select().from(auditEntries)).length;
  expect(await recordOverrideRemoval(db, admin, key)).toEqual({ ok: true, value: null });
  expect((await db.select().from(auditEntries)).length).toBe(before);
});

test("the payment's page applies an override", async () => {
  const { db } = desk.database;
  const { id, storeId } = desk.sandbox.control.createPayment({ pgProvider: "NICE_V2", method: "CARD" });
  await syncPayment(desk, { paymentId: id, storeId });
  const partial = async () => (await paymentDetail(db, { paymentId: id, storeId }))?.policy.partial;
  expect(await partial()).toBe("warning");
  await recordOverride(db, admin, { override: nice, note: "" });
  expect(await partial()).toBe("allowed");
  await recordOverride(db, admin, { override: { ...nice, has: false }, note: "" });
  expect(await partial()).toBe("blocked");
});

test("a row that this version cannot read is not applied", async () => {
  await desk.database.db.insert(policyOverrides).values({
    key: "strange",
    override: { kind: "weather", rain: true },
    note: "",
    actorId: "a",
    actorName: "박관리",
  });
  expect(await storedOverrides()).toEqual([]);
});

describe("the input of an override", () => {
  const parse = (override: unknown, note: unknown = "") => {
    const read = setOverrideInput.safeParse({ override, note });
    return read.success
      ? "ok"
      : read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join();
  };
  test.each([
    [nice, "ok"],
    [{ ...nice, pgProvider: "" }, "override.pgProvider: pg-missing"],
    [{ ...nice, pgProvider: "nice v2'--" }, "override.pgProvider: pg-missing"],
    [{ kind: "deadline", method: "CARD", pgProvider: null, within: { unit: "months", count: 11 } }, "ok"],
    [{ kind: "deadline", method: "CARD", pgProvider: "KCP_V2", within: { unit: "none" } }, "ok"],
    [
      { kind: "deadline", method: "CARD", pgProvider: null, within: { unit: "months", count: 0 } },
      "override.within.count: count-invalid",
    ],
    [
      { kind: "deadline", method: "CARD", pgProvider: null, within: { unit: "months", count: 1.5 } },
      "override.within.count: count-invalid",
    ],
    [
      { kind: "deadline", method: "CARD", pgProvider: null, within: { unit: "days", count: 99_999 } },
      "override.within.count: count-invalid",
    ],
    [
      { kind: "deadline", method: "CARD", pgProvider: null, within: { unit: "days", count: Number.NaN } },
      "override.within.count: count-invalid",
    ],
    [{ kind: "account-fee", pgProvider: "KCP_V2", amount: 0 }, "ok"],
    [{ kind: "account-fee", pgProvider: "KCP_V2", amount: -1 }, "override.amount: amount-invalid"],
    [{ kind: "account-fee", pgProvider: "KCP_V2", amount: Number.NaN }, "override.amount: amount-invalid"],
  ])("%o: %s", (override, expected) => {
    expect(parse(override)).toBe(expected);
  });
  test("a note of 10,000 characters is refused", () => {
    expect(parse(nice, "x".repeat(10_000))).toBe("note: note-too-long");
  });
  test("a deadline for mobile cannot be set, because the month and the next-month contract are the rule", () => {
    expect(
      parse({ kind: "deadline", method: "MOBILE", pgProvider: null, within: { unit: "none" } }),
    ).not.toBe("ok");
  });
});
