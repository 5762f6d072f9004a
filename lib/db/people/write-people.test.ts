import { createHash, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DeskDatabase } from "@/lib/db/client";
import { listRoles } from "@/lib/db/queries/roles";
import { auditEntries } from "@/lib/db/schema/journal";
import { account, session, setupCodes, signInFailures, user } from "@/lib/db/schema/people";
import {
  type Actor,
  completePermissions,
  defaultRole,
  type Permission,
  permissions,
} from "@/lib/domain/people/permissions";
import { openTestDatabase } from "@/tests/support/test-database";
import { recordRole } from "./record-roles";
import {
  attemptsWithin,
  clearOldAttempts,
  countAttempt,
  deleteAttempts,
  subtractAttempt,
} from "./sign-in-attempts";
import {
  addSetupCode,
  createFirstAdministrator,
  isSetUp,
  listPeople,
  passwordHashOf,
  personByEmail,
  recordDisabled,
  recordFailedSignIns,
  recordPerson,
  recordPersonRole,
  recordSignIn,
  setPassword,
} from "./write-people";

let database: DeskDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const hash = (code: string) => createHash("sha256").update(code).digest("hex");
const person = (name: string) => ({
  id: randomUUID(),
  name,
  email: `${name}@example.com`,
  passwordHash: "hash",
  invitation: null,
});
const first = (name: string) => ({ ...person(name), passwordHash: async () => "hash", invitation: null });
const halfAnHour = 30 * 60_000;

/** Sets up the desk and returns its administrator. */
async function administrator(): Promise<Actor> {
  await addSetupCode(database.db, hash("code"), halfAnHour);
  const admin = first("admin");
  expect(await createFirstAdministrator(database.db, admin, hash("code"))).toEqual({ ok: true, value: null });
  return { id: admin.id, name: admin.name, role: defaultRole("admin") };
}
const added = async (actor: Actor, name: string, roleId: string) => {
  const input = { ...person(name), roleId };
  expect(await recordPerson(database.db, actor, input)).toMatchObject({ ok: true });
  return input.id;
};

const ownRole = async (actor: Actor, name: string, some: readonly Permission[]) =>
  expect(
    await recordRole(database.db, actor, { revision: 0, name, permissions: completePermissions(some) }),
  ).toEqual({ ok: true, value: null });
const roleNamed = async (name: string) =>
  (await listRoles(database.db)).find((role) => role.name === name)?.id ?? "";

describe("the first administrator", () => {
  test("is created with a printed code, once", async () => {
    expect(await isSetUp(database.db)).toBe(false);
    const admin = await administrator();
    expect(await isSetUp(database.db)).toBe(true);
    expect(await listPeople(database.db)).toMatchObject([
      { id: admin.id, role: defaultRole("admin"), passwordIsTemporary: false },
    ]);
    await addSetupCode(database.db, hash("another"), halfAnHour);
    const second = await createFirstAdministrator(database.db, first("second"), hash("another"));
    expect(second).toMatchObject({ error: { code: "already-set-up" } });
  });

  test("is created once when several requests arrive at the same time", async () => {
    await addSetupCode(database.db, hash("code"), halfAnHour);
    const attempts = await Promise.all(
      [1, 2, 3, 4].map((n) => createFirstAdministrator(database.db, first(`p${n}`), hash("code"))),
    );
    expect(attempts.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await listPeople(database.db)).toHaveLength(1);
  });

  test("is limited to one by the database", async () => {
    const admin = await administrator();
    await expect(
      database.db.execute(sql`insert into first_administrator (only, user_id) values (true, ${admin.id})`),
    ).rejects.toThrow();
    await expect(
      database.db.execute(sql`insert into first_administrator (only, user_id) values (false, ${admin.id})`),
    ).rejects.toThrow();
  });

  test("a stranger's wrong codes do not invalidate printed codes", async () => {
    await addSetupCode(database.db, hash("of one instance"), halfAnHour);
    await addSetupCode(database.db, hash("of another"), halfAnHour);
    const guesses = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) =>
        createFirstAdministrator(database.db, first(`p${n}`), hash(`guess ${n}`)),
      ),
    );
    expect(guesses.map((one) => (one.ok ? "made" : one.error.code))).toEqual(Array(6).fill("code-wrong"));
    expect(await isSetUp(database.db)).toBe(false);
    const right = await createFirstAdministrator(database.db, first("late"), hash("of another"));
    expect(right).toMatchObject({ ok: true });
  });

  test("every instance accepts a code that another printed, for thirty minutes", async () => {
    await addSetupCode(database.db, hash("old"), halfAnHour);
    await addSetupCode(database.db, hash("new"), halfAnHour);
    await database.db
      .update(setupCodes)
      .set({ expiresAt: sql`clock_timestamp() - interval '1 second'` })
      .where(eq(setupCodes.hash, hash("old")));
    expect(await createFirstAdministrator(database.db, first("a"), hash("old"))).toMatchObject({
      error: { code: "code-wrong" },
    });
    expect(await createFirstAdministrator(database.db, first("a"), hash("new"))).toMatchObject({ ok: true });
  });
});

describe("people", () => {
  test("are added once per address, with a password they must change", async () => {
    const admin = await administrator();
    await added(admin, "viewer", "viewer");
    expect(await recordPerson(database.db, admin, { ...person("viewer"), roleId: "admin" })).toMatchObject({
      error: { code: "email-taken" },
    });
    expect(await listPeople(database.db)).toMatchObject([
      { name: "admin" },
      { name: "viewer", role: defaultRole("viewer"), passwordIsTemporary: true },
    ]);
  });

  test("are listed with the time of their last sign-in", async () => {
    const admin = await administrator();
    const lastSignIn = async () => (await listPeople(database.db))[0]?.lastSignedInAt ?? null;
    expect(await lastSignIn()).toBeNull();
    await recordSignIn(database.db, admin, { by: "password", token: "none", address: null });
    const first = await lastSignIn();
    expect(Math.abs(Date.parse(first ?? "") - Date.now())).toBeLessThan(60_000);
    await recordSignIn(database.db, admin, { by: "password", token: "none", address: null });
    expect(Date.parse((await lastSignIn()) ?? "")).toBeGreaterThan(Date.parse(first ?? ""));
  });

  test("a role can be changed, except one's own and the last administrator's", async () => {
    const admin = await administrator();
    const other = await added(admin, "other", "operator");
    expect(await recordPersonRole(database.db, admin, other, "admin")).toMatchObject({ ok: true });
    expect(await recordPersonRole(database.db, admin, admin.id, "viewer")).toMatchObject({
      error: { code: "own-account" },
    });
    expect(await recordPersonRole(database.db, admin, "nobody", "viewer")).toMatchObject({
      error: { code: "person-not-found" },
    });
    expect(await recordPersonRole(database.db, admin, other, "no-such-role")).toMatchObject({
      error: { code: "role-gone" },
    });
    const second = { id: other, name: "other", role: defaultRole("admin") };
    await ownRole(admin, "everything", permissions);
    const like = await roleNamed("everything");
    expect(await recordPersonRole(database.db, second, admin.id, like)).toMatchObject({ ok: true });
    expect(await recordPersonRole(database.db, admin, other, "viewer")).toMatchObject({
      error: { code: "last-administrator" },
    });
    expect(await recordDisabled(database.db, admin, other, true)).toMatchObject({
      error: { code: "last-administrator" },
    });
  });

  test("two administrators cannot remove each other's role at the same time", async () => {
    const admin = await administrator();
    const other = await added(admin, "other", "admin");
    const second: Actor = { id: other, name: "other", role: defaultRole("admin") };
    const both = await Promise.all([
      recordPersonRole(database.db, admin, other, "viewer"),
      recordPersonRole(database.db, second, admin.id, "viewer"),
    ]);
    expect(both.map((one) => (one.ok ? "ok" : one.error.code)).sort()).toEqual(["beyond-own-role", "ok"]);
    const people = await listPeople(database.db);
    expect(people.filter(({ role }) => role.id === "admin")).toHaveLength(1);
  });

  test("nobody gives a role that may do more than their own, or changes a person who has one", async () => {
    const admin = await administrator();
    await ownRole(admin, "lead", ["people:manage", "refunds:request"]);
    const lead = await added(admin, "lead", await roleNamed("lead"));
    const actor: Actor = { id: lead, name: "lead", role: defaultRole("admin") };
    const beyond = { ok: false, error: { code: "beyond-own-role" } };
    const viewer = await added(admin, "viewer", "viewer");
    expect(await recordPersonRole(database.db, actor, viewer, "operator")).toEqual(beyond);
    expect(await recordPerson(database.db, actor, { ...person("new"), roleId: "admin" })).toEqual(beyond);
    expect(await recordDisabled(database.db, actor, admin.id, true)).toEqual(beyond);
    const howReset = { temporary: true, keepSession: null, invitation: null };
    expect(await setPassword(database.db, actor, admin.id, "hash", howReset)).toEqual(beyond);
    expect(await setPassword(database.db, actor, "nobody", "hash", howReset)).toMatchObject({
      error: { code: "person-not-found" },
    });
    // The viewer may see webhooks, and the lead may not.
    expect(await recordDisabled(database.db, actor, viewer, true)).toEqual(beyond);
    await ownRole(admin, "refunds only", ["refunds:request"]);
    const helper = await added(actor, "helper", await roleNamed("refunds only"));
    expect(await recordDisabled(database.db, actor, helper, true)).toMatchObject({ ok: true });
    await recordDisabled(database.db, admin, lead, true);
    expect(await recordDisabled(database.db, actor, helper, false)).toEqual(beyond);
  });

  test("disabling ends all sessions; a new password ends all but the given session", async () => {
    const admin = await administrator();
    const other = await added(admin, "other", "operator");
    const signIn = (token: string) =>
      database.db
        .insert(session)
        .values({ id: token, token, userId: other, expiresAt: new Date(Date.now() + 60_000) });
    await signIn("one");
    await signIn("two");
    const tokens = async () => (await database.db.select().from(session)).map(({ token }) => token);
    await setPassword(database.db, admin, other, "new hash", {
      temporary: true,
      keepSession: "two",
      invitation: null,
    });
    expect(await tokens()).toEqual(["two"]);
    expect(await passwordHashOf(database.db, other)).toBe("new hash");
    await recordDisabled(database.db, admin, other, true);
    expect(await tokens()).toEqual([]);
    expect((await database.db.select().from(user).where(eq(user.id, other)))[0]).toMatchObject({
      disabled: true,
      passwordIsTemporary: true,
    });
    const audited = await database.db.select().from(auditEntries).orderBy(auditEntries.seq);
    expect(audited.map(({ action }) => action)).toEqual([
      "desk.set-up",
      "person.added",
      "person.password-reset",
      "person.disabled",
    ]);
  });

  test("the database rejects changes and deletions of the audit", async () => {
    await administrator();
    await expect(database.db.update(auditEntries).set({ actorName: "somebody else" })).rejects.toThrow();
    await expect(database.db.delete(auditEntries)).rejects.toThrow();
    await expect(database.db.execute(sql`truncate audit_entries`)).rejects.toThrow();
  });
});

test("a temporary password expires after 72 hours, a chosen password does not", async () => {
  const admin = await administrator();
  await added(admin, "new", "viewer");
  const isOver = async (name: string) =>
    (await personByEmail(database.db, `${name}@example.com`))?.temporaryIsOver;
  const age = (hours: number) =>
    database.db.update(account).set({ updatedAt: sql`clock_timestamp() - ${hours} * interval '1 hour'` });
  await age(71.9);
  expect([await isOver("new"), await isOver("admin")]).toEqual([false, false]);
  await age(72.1);
  expect([await isOver("new"), await isOver("admin")]).toEqual([true, false]);
  expect(await personByEmail(database.db, "nobody@example.com")).toBeNull();
});

test("failed sign-ins are audited by keyed hashes, and excess ones by their number", async () => {
  const failed = { account: "keyed-account", address: "keyed-address", known: false };
  await recordFailedSignIns(
    database.db,
    [
      { ...failed, locked: false },
      { ...failed, locked: true },
    ],
    7,
  );
  const entries = await database.db.select().from(auditEntries).orderBy(auditEntries.seq);
  expect(entries).toMatchObject([
    {
      action: "sign-in.failed",
      actorId: null,
      subject: "account:keyed-account",
      detail: { address: "keyed-address" },
    },
    { action: "sign-in.locked", actorId: null },
    { action: "sign-in.failed-more", detail: { count: 7 } },
  ]);
});

describe("sign-in attempts", () => {
  test("are counted when concurrent, and restart with a new window", async () => {
    const atMostSix: Parameters<typeof countAttempt>[2] = (before, now) =>
      before.windowEndsAt > now && before.failures >= 6
        ? { ok: false, until: before.windowEndsAt }
        : {
            ok: true,
            state: {
              failures: before.failures + 1,
              windowEndsAt: new Date(now.getTime() + 60_000),
              nextAt: now,
            },
          };
    const attemptOnce = () => countAttempt(database.db, "x", atMostSix);
    const counts = await Promise.all(Array.from({ length: 8 }, attemptOnce));
    expect(counts.flatMap((one) => (one.ok ? [one.failures] : [])).toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const one of counts) if (!one.ok) expect(one.waitMs).toBeGreaterThan(50_000);
    expect([...(await attemptsWithin(database.db, ["x", "y"]))]).toMatchObject([["x", { failures: 6 }]]);
    await subtractAttempt(database.db, "x");
    expect(await attemptOnce()).toEqual({ ok: true, failures: 6 });
    await database.db
      .update(signInFailures)
      .set({ windowEndsAt: sql`clock_timestamp() - interval '1 second'` });
    await clearOldAttempts(database.db);
    expect(await database.db.select().from(signInFailures)).toEqual([]);
    expect(await attemptsWithin(database.db, ["x"])).toEqual(new Map());
    expect(await attemptOnce()).toEqual({ ok: true, failures: 1 });
    await attemptOnce();
    await deleteAttempts(database.db, ["x"]);
    expect(await attemptOnce()).toEqual({ ok: true, failures: 1 });
  });
});
