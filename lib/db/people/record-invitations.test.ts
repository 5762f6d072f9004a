import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { DeskDatabase } from "@/lib/db/client";
import { auditEntries } from "@/lib/db/schema/journal";
import { account, invitations, session, user, verification } from "@/lib/db/schema/people";
import { openTestDatabase } from "@/tests/support/test-database";
import { administrator } from "@/tests/support/test-desk";
import { hasInvitation, recordAcceptance, recordInvitationSent } from "./record-invitations";
import { recordRescue } from "./record-rescue";
import { pendingPerson } from "./record-second-factor";
import { listPeople, recordDisabled, recordPerson, setPassword } from "./write-people";

let database: DeskDatabase;
let id: string;
let hash: string;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.db
    .insert(user)
    .values({ id: administrator.id, name: administrator.name, role: "admin", email: "admin@example.com" });
});
afterAll(() => database.close());
beforeEach(async () => {
  id = randomUUID();
  hash = `hash of ${id}`;
  const person = {
    id,
    name: "남궁민수",
    email: `${id}@example.com`,
    roleId: "viewer",
    passwordHash: "nobody's",
  };
  expect(await recordPerson(database.db, administrator, { ...person, invitation: hash })).toMatchObject({
    ok: true,
  });
});

const accept = (token = hash) => recordAcceptance(database.db, token, "own");
const over = { ok: false, error: { code: "invitation-over" } };
const reset = (invitation: string | null) =>
  setPassword(database.db, administrator, id, "reset", { temporary: true, keepSession: null, invitation });
async function passwordOf(): Promise<{ password: string | null; isTemporary: boolean } | undefined> {
  const [row] = await database.db
    .select({ password: account.password, isTemporary: user.passwordIsTemporary })
    .from(account)
    .innerJoin(user, eq(user.id, account.userId))
    .where(eq(user.id, id));
  return row;
}

test("an invitation is accepted once, ends the sessions, and is audited in the name of the person", async () => {
  await database.db.insert(session).values({
    id: `session ${id}`,
    token: `token ${id}`,
    userId: id,
    expiresAt: new Date(Date.now() + 60_000),
  });
  expect(await hasInvitation(database.db, hash)).toBe(true);
  const listed = async () => (await listPeople(database.db)).find((person) => person.id === id)?.invitation;
  expect(await listed()).toMatchObject({ isOver: false });
  expect(await accept()).toEqual({ ok: true, value: { email: `${id}@example.com` } });
  expect(await passwordOf()).toEqual({ password: "own", isTemporary: false });
  expect(await database.db.select().from(session).where(eq(session.userId, id))).toEqual([]);
  expect(await listed()).toBeNull();
  expect(await hasInvitation(database.db, hash)).toBe(false);
  expect(await accept()).toEqual(over);
  const entries = await database.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, `person:${id}`));
  expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual([
    ["person.added", administrator.id],
    ["person.invitation-accepted", id],
  ]);
  expect(JSON.stringify(entries)).not.toContain(hash);
});

test("of two uses at the same time one succeeds", async () => {
  const both = await Promise.all([accept(), accept()]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both).toContainEqual(over);
});

test("an invitation ends after 72 hours, by the clock of the database", async () => {
  const age = (hours: number) =>
    database.db.execute(
      sql`update invitations set expires_at = expires_at - ${hours} * interval '1 hour' where person_id = ${id}`,
    );
  await age(71);
  expect(await hasInvitation(database.db, hash)).toBe(true);
  await age(2);
  expect(await hasInvitation(database.db, hash)).toBe(false);
  expect(await accept()).toEqual(over);
  expect((await listPeople(database.db)).find((person) => person.id === id)?.invitation).toMatchObject({
    isOver: true,
  });
});

test("a later link replaces an earlier one, and a temporary password ends it", async () => {
  await reset("later");
  expect(await accept()).toEqual(over);
  expect(await accept("later")).toMatchObject({ ok: true });
  await reset("third");
  await reset(null);
  expect(await accept("third")).toEqual(over);
  expect(await passwordOf()).toEqual({ password: "reset", isTemporary: true });
});

test("an own new password and a rescue end the link of a reset", async () => {
  await reset("one");
  const self = { ...administrator, id };
  await setPassword(database.db, self, id, "changed", {
    temporary: false,
    keepSession: null,
    invitation: null,
  });
  expect(await accept("one")).toEqual(over);
  await reset("two");
  await recordRescue(database.db, `${id}@example.com`, "rescued");
  expect(await accept("two")).toEqual(over);
});

test("a disabled person gets no link, and an earlier one is over also after the account is enabled", async () => {
  await recordDisabled(database.db, administrator, id, true);
  expect(await accept()).toEqual(over);
  expect(await reset("dead")).toMatchObject({ error: { code: "person-disabled" } });
  expect(await reset(null)).toMatchObject({ ok: true });
  await recordDisabled(database.db, administrator, id, false);
  expect(await accept()).toEqual(over);
  expect(await database.db.select().from(invitations).where(eq(invitations.personId, id))).toEqual([]);
});

test("a link is listed as sent once the mail server has accepted the mail", async () => {
  const listed = async () => (await listPeople(database.db)).find((person) => person.id === id)?.invitation;
  expect(await listed()).toEqual({ isSent: false, isOver: false });
  await recordInvitationSent(database.db, hash);
  expect(await listed()).toEqual({ isSent: true, isOver: false });
  await reset("later");
  expect(await listed()).toEqual({ isSent: false, isOver: false });
});

test("a sign-in that waits for its second step ends with the password that began it", async () => {
  const begin = () =>
    database.db.insert(verification).values({
      id: randomUUID(),
      identifier: `2fa-${id}`,
      value: id,
      expiresAt: new Date(Date.now() + 60_000),
    });
  await begin();
  expect(await pendingPerson(database.db, `2fa-${id}`)).not.toBeNull();
  await reset(null);
  expect(await pendingPerson(database.db, `2fa-${id}`)).toBeNull();
  await reset("link");
  await begin();
  await accept("link");
  expect(await pendingPerson(database.db, `2fa-${id}`)).toBeNull();
});
