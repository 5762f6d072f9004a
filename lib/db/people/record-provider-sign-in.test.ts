import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskDatabase } from "@/lib/db/client";
import { auditEntries } from "@/lib/db/schema/journal";
import { account, session, user } from "@/lib/db/schema/people";
import type { ProvidedPerson } from "@/lib/domain/people/provider-sign-in";
import { openTestDatabase } from "@/tests/support/test-database";
import { administrator } from "@/tests/support/test-desk";
import { providedPersonId, recordProvided, unlinkProvider } from "./record-provider-sign-in";
import { recordRole } from "./record-roles";
import {
  isEmergencyAccount,
  listPeople,
  passwordHashOf,
  recordDisabled,
  recordPerson,
  setPassword,
} from "./write-people";

let database: DeskDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.db
    .insert(user)
    .values({ id: administrator.id, name: administrator.name, role: "admin", email: "admin@example.com" });
});
afterAll(() => database.close());

function provided(changes: Partial<ProvidedPerson> = {}): ProvidedPerson {
  const subject = randomUUID();
  return {
    issuer: "https://login.example.com",
    subject,
    email: `${subject}@Example.com`,
    isEmailVerified: true,
    name: "남궁민수",
    groups: [],
    ...changes,
  };
}
const enter = (
  person: ProvidedPerson,
  how: { role?: string | null; byGroups?: boolean; emergency?: string | null } = {},
) => recordProvided(database.db, person, { role: "operator", byGroups: false, emergency: null, ...how });
const refused = (code: string) => ({ ok: false, error: { code } });
const roleOf = async (email: string) =>
  (await database.db.select({ role: user.role }).from(user).where(eq(user.email, email)))[0]?.role;
const lower = ({ email }: ProvidedPerson) => email?.toLowerCase() ?? "";

async function addPerson(email: string): Promise<string> {
  const id = randomUUID();
  const person = { id, name: "이조회", email, roleId: "viewer", passwordHash: "own", invitation: null };
  expect(await recordPerson(database.db, administrator, person)).toMatchObject({ ok: true });
  return id;
}

test("a new person gets the role and no password, and is found again by the subject", async () => {
  const person = provided();
  const made = await enter(person);
  expect(made).toMatchObject({ ok: true, value: { name: "남궁민수", email: lower(person) } });
  const id = made.ok ? made.value.id : "";
  expect(await passwordHashOf(database.db, id)).toBeNull();
  expect(await roleOf(lower(person))).toBe("operator");
  expect(await providedPersonId(database.db, person)).toBe(id);
  expect(await enter({ ...person, name: "다른 이름", email: "moved@example.com" })).toMatchObject({
    ok: true,
    value: { id, email: lower(person) },
  });
  expect((await listPeople(database.db)).find((row) => row.id === id)).toMatchObject({
    isByProvider: true,
    passwordIsTemporary: false,
  });
  const [entry] = await database.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subject, `person:${id}`), eq(auditEntries.action, "person.added")));
  expect(entry).toMatchObject({ actorId: id, detail: { role: "operator", by: "provider" } });
});

test("the same subject of another issuer is another person", async () => {
  const person = provided();
  const one = await enter(person);
  const other = await enter({ ...person, issuer: "https://other.example.com", email: "b@example.com" });
  expect(one.ok && other.ok && one.value.id !== other.value.id).toBe(true);
});

test("a known person is linked by a verified address once; another subject with the address is refused", async () => {
  const person = provided();
  const id = await addPerson(lower(person));
  expect(await enter({ ...person, isEmailVerified: false })).toMatchObject(refused("email-unverified"));
  expect(await providedPersonId(database.db, person)).toBeNull();
  expect(await enter(person)).toMatchObject({ ok: true, value: { id } });
  expect(await roleOf(lower(person))).toBe("viewer");
  expect(await passwordHashOf(database.db, id)).toBe("own");
  const stranger = provided({ email: person.email });
  expect(await enter(stranger)).toMatchObject(refused("email-taken"));
  expect(await providedPersonId(database.db, stranger)).toBeNull();
});

test.each([null, "", "no address", `${"x".repeat(250)}@example.com`])(
  "without a usable address (%s) nobody is added",
  async (email) => {
    const person = provided({ email });
    expect(await enter(person)).toMatchObject(refused("email-missing"));
    expect(await providedPersonId(database.db, person)).toBeNull();
  },
);

test.each(["", " ", "\u0000", "x".repeat(300)])(
  "a name that no field takes (%j) is replaced",
  async (name) => {
    const person = provided({ name });
    const made = await enter(person);
    expect(made.ok && made.value.name.length).toBeGreaterThan(0);
    expect(made.ok && made.value.name.length).toBeLessThanOrEqual(80);
  },
);

test("a disabled person stays out, and a person without a role is not added", async () => {
  const person = provided();
  const made = await enter(person);
  await recordDisabled(database.db, administrator, made.ok ? made.value.id : "", true);
  expect(await enter(person)).toMatchObject(refused("person-disabled"));
  const nobody = provided();
  expect(await enter(nobody, { role: null })).toMatchObject(refused("no-role"));
  expect(await enter(nobody, { role: "a role that is gone" })).toMatchObject(refused("no-role"));
  expect(await providedPersonId(database.db, nobody)).toBeNull();
});

test("groups decide the role at each sign-in, but not of the last administrator and the emergency account", async () => {
  const person = provided();
  await enter(person);
  await enter(person, { role: "approver" });
  expect(await roleOf(lower(person))).toBe("operator");
  await enter(person, { role: "approver", byGroups: true });
  expect(await roleOf(lower(person))).toBe("approver");
  expect(await enter(person, { role: null, byGroups: true })).toMatchObject(refused("no-role"));
  await enter(person, { role: "viewer", byGroups: true, emergency: lower(person) });
  expect(await roleOf(lower(person))).toBe("approver");

  const last = provided({ email: "admin@example.com" });
  expect(await enter(last, { role: "viewer", byGroups: true })).toMatchObject({
    ok: true,
    value: { id: administrator.id },
  });
  expect(await roleOf("admin@example.com")).toBe("admin");
});

test("an own role is given by its name", async () => {
  const name = "환불 조회";
  const permissions = ["account:manage" as const, "payments:read" as const];
  const saved = await recordRole(database.db, administrator, { revision: 0, name, permissions });
  expect(saved).toMatchObject({ ok: true });
  const person = provided();
  await enter(person, { role: name });
  const listed = (await listPeople(database.db)).find(({ email }) => email === lower(person));
  expect(listed?.role).toMatchObject({ name, permissions: expect.arrayContaining(permissions) });
});

test("two first sign-ins at once make one person", async () => {
  const person = provided();
  const both = await Promise.all([enter(person), enter(person)]);
  const ids = new Set(both.map((made) => (made.ok ? made.value.id : made.error.code)));
  expect(ids.size).toBe(1);
  const rows = await database.db
    .select()
    .from(account)
    .where(eq(account.accountId, `${person.issuer} ${person.subject}`));
  expect(rows).toHaveLength(1);
});

test("a person of the provider can be given a password", async () => {
  const person = provided();
  const made = await enter(person);
  const id = made.ok ? made.value.id : "";
  const how = { temporary: true, keepSession: null, invitation: null };
  expect(await setPassword(database.db, administrator, id, "first", how)).toMatchObject({ ok: true });
  expect(await setPassword(database.db, administrator, id, "second", how)).toMatchObject({ ok: true });
  expect(await passwordHashOf(database.db, id)).toBe("second");
});

test("the emergency account is one of an enabled administrator with a password", async () => {
  const isEmergency = (email: string) => isEmergencyAccount(database.db, email);
  const viewer = `viewer-${randomUUID()}@example.com`;
  await addPerson(viewer);
  expect(await isEmergency(viewer)).toBe(false);
  expect(await isEmergency("nobody@example.com")).toBe(false);
  const person = provided();
  const made = await enter(person, { role: "admin" });
  const id = made.ok ? made.value.id : "";
  expect(await isEmergency(lower(person))).toBe(false);
  const how = { temporary: false, keepSession: null, invitation: null };
  await setPassword(database.db, administrator, id, "own", how);
  expect(await isEmergency(lower(person))).toBe(true);
  await recordDisabled(database.db, administrator, id, true);
  expect(await isEmergency(lower(person))).toBe(false);
});

test("an administrator unlinks a company account, its sessions end, and another one of the address is linked", async () => {
  const old = provided();
  expect(await enter(old)).toMatchObject({ ok: true });
  const id = (await providedPersonId(database.db, old)) ?? "";
  const open = { userId: id, expiresAt: new Date(Date.now() + 60_000), createdAt: new Date() };
  await database.db.insert(session).values([
    { ...open, id: `by-${id}`, token: `by-${id}`, signedInBy: "provider", updatedAt: new Date() },
    { ...open, id: `own-${id}`, token: `own-${id}`, signedInBy: "password", updatedAt: new Date() },
  ]);
  const replaced = provided({ email: old.email });
  expect(await enter(replaced)).toMatchObject(refused("email-taken"));

  expect(await unlinkProvider(database.db, { ...administrator, id }, id)).toMatchObject(
    refused("own-account"),
  );
  expect(await unlinkProvider(database.db, administrator, id)).toMatchObject({ ok: true });
  expect(await unlinkProvider(database.db, administrator, id)).toMatchObject(refused("not-linked"));
  const left = await database.db.select({ id: session.id }).from(session).where(eq(session.userId, id));
  expect(left).toEqual([{ id: `own-${id}` }]);
  const entries = await database.db
    .select({ action: auditEntries.action })
    .from(auditEntries)
    .where(eq(auditEntries.subject, `person:${id}`));
  expect(entries).toContainEqual({ action: "person.provider-unlinked" });

  expect(await enter(replaced)).toMatchObject({ ok: true, value: { id } });
  expect(await enter(old)).toMatchObject(refused("email-taken"));
});
