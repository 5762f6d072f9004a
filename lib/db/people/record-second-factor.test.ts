import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditEntries } from "@/lib/db/schema/journal";
import { roles, session, signInSettings, twoFactor, user } from "@/lib/db/schema/people";
import { administrator, approver, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { recordRescue } from "./record-rescue";
import { recordRoleFactor, resetSecondFactor, spendCode } from "./record-second-factor";
import { recordPersonRole } from "./write-people";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  const { db } = desk.database;
  await db.delete(twoFactor);
  await db.delete(signInSettings);
  await db.update(roles).set({ needsSecondFactor: false });
  await db
    .update(user)
    .set({ twoFactorEnabled: false, secondFactorDueAt: null, secondFactorResetBy: null, disabled: false });
});

const personOf = async (id: string) => {
  const [row] = await desk.database.db.select().from(user).where(eq(user.id, id));
  if (row === undefined) throw new Error("the person is gone");
  return row;
};

async function setUp(id: string): Promise<void> {
  const { db } = desk.database;
  await db.insert(twoFactor).values({ id, userId: id, secret: "sealed", backupCodes: "[]", verified: true });
  await db.update(user).set({ twoFactorEnabled: true }).where(eq(user.id, id));
}

test("a code is spent once by each person", async () => {
  const { db } = desk.database;
  expect(await spendCode(db, operator.id, "code-1")).toBe(true);
  expect(await spendCode(db, operator.id, "code-1")).toBe(false);
  expect(await spendCode(db, approver.id, "code-1")).toBe(true);
  const twice = await Promise.all([
    spendCode(db, operator.id, "code-2"),
    spendCode(db, operator.id, "code-2"),
  ]);
  expect(twice.sort()).toEqual([false, true]);
});

test("a role that needs a second factor gives its people the days of grace, and an earlier day stays", async () => {
  const { db } = desk.database;
  expect(await recordRoleFactor(db, administrator, "approver", true)).toMatchObject({ ok: true });
  const { secondFactorDueAt: due } = await personOf(approver.id);
  const days = ((due?.getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(6.9);
  expect(days).toBeLessThan(7.1);
  await db.insert(signInSettings).values({ graceDays: 30, sessionHours: 24, idleMinutes: 720 });
  expect(await recordRoleFactor(db, administrator, "approver", true)).toMatchObject({ ok: true });
  expect((await personOf(approver.id)).secondFactorDueAt).toEqual(due);
  // Another role, and the same role again.
  expect(await recordPersonRole(db, administrator, approver.id, "viewer")).toMatchObject({ ok: true });
  expect((await personOf(approver.id)).secondFactorDueAt).toBeNull();
  expect(await recordPersonRole(db, administrator, approver.id, "approver")).toMatchObject({ ok: true });
  expect((await personOf(approver.id)).secondFactorDueAt).not.toBeNull();
  expect(await recordRoleFactor(db, administrator, "approver", false)).toMatchObject({ ok: true });
  expect((await personOf(approver.id)).secondFactorDueAt).toBeNull();
});

test("people with a second factor have no day", async () => {
  const { db } = desk.database;
  await setUp(operator.id);
  expect(await recordRoleFactor(db, administrator, "operator", true)).toMatchObject({ ok: true });
  expect((await personOf(operator.id)).secondFactorDueAt).toBeNull();
});

test("a reset removes the second factor, ends the sessions, is audited, and names who did it", async () => {
  const { db } = desk.database;
  await setUp(operator.id);
  await db.insert(session).values({
    id: "session-1",
    token: "token-1",
    userId: operator.id,
    expiresAt: sql`clock_timestamp() + interval '1 hour'`,
  });
  expect(await resetSecondFactor(db, operator, approver.id)).toMatchObject({
    error: { code: "beyond-own-role" },
  });
  expect(await resetSecondFactor(db, administrator, approver.id)).toMatchObject({
    error: { code: "no-second-factor" },
  });
  expect(await resetSecondFactor(db, administrator, administrator.id)).toMatchObject({
    error: { code: "own-account" },
  });
  expect(await resetSecondFactor(db, administrator, operator.id)).toEqual({ ok: true, value: null });
  expect(await personOf(operator.id)).toMatchObject({
    twoFactorEnabled: false,
    secondFactorResetBy: administrator.name,
  });
  expect(await db.select().from(twoFactor)).toEqual([]);
  expect(await db.select().from(session).where(eq(session.userId, operator.id))).toEqual([]);
  const audited = await db
    .select({ actor: auditEntries.actorName })
    .from(auditEntries)
    .where(eq(auditEntries.action, "second-factor.reset"));
  expect(audited).toEqual([{ actor: administrator.name }]);
});

test("a rescue opens the account again by a temporary password, and is audited", async () => {
  const { db } = desk.database;
  await setUp(operator.id);
  await db.update(user).set({ disabled: true }).where(eq(user.id, operator.id));
  const { email } = await personOf(operator.id);
  expect(await recordRescue(db, "nobody@example.com", "hash")).toBeNull();
  expect(await recordRescue(db, email, "hash")).toBe(operator.name);
  expect(await personOf(operator.id)).toMatchObject({
    twoFactorEnabled: false,
    disabled: false,
    passwordIsTemporary: true,
  });
  expect(await db.select().from(twoFactor)).toEqual([]);
  expect(await db.$count(auditEntries, eq(auditEntries.action, "person.rescued"))).toBe(1);
});

test("nobody changes what a role needs that may do more than their own", async () => {
  expect(await recordRoleFactor(desk.database.db, operator, "admin", true)).toMatchObject({
    error: { code: "beyond-own-role" },
  });
  expect(await recordRoleFactor(desk.database.db, administrator, "gone", true)).toMatchObject({
    error: { code: "role-gone" },
  });
});
