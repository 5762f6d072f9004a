import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { type AppContext, appContext, setAppContext } from "@/lib/context";
import { endSessions } from "@/lib/db/people/record-sessions";
import { addSetupCode, createFirstAdministrator, recordSignIn } from "@/lib/db/people/write-people";
import { roles, session, signInSettings, user } from "@/lib/db/schema/people";
import { completePermissions, defaultRole } from "@/lib/domain/people/permissions";
import type { SignInProviderEnv } from "@/lib/env";
import { openTestDatabase } from "@/tests/support/test-database";
import { createAuth } from "./auth";
import { hashPassword } from "./password-hash";
import { recordUse, stillSignedIn } from "./session";

const person = { id: randomUUID(), name: "박관리", email: "admin@example.com" };
const password = "correct horse battery";
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let auth: ReturnType<typeof createAuth>;
beforeAll(async () => {
  database = await openTestDatabase();
  auth = createAuth(database, {
    secret: "a secret of at least 32 characters",
    origin: "http://localhost:3000",
  });
  const env = { signInProvider: {} as SignInProviderEnv } as AppContext["env"];
  setAppContext({ database, auth, env } as AppContext);
  await addSetupCode(database.db, "code", 60_000);
  await createFirstAdministrator(
    database.db,
    { ...person, passwordHash: () => hashPassword(password) },
    "code",
  );
});
afterAll(() => database.close());

/** Returns the headers of a browser that has just signed in. */
async function signedInHeaders(): Promise<Headers> {
  const answer = await auth.api.signInEmail({ body: { email: person.email, password }, asResponse: true });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  return new Headers({ cookie: cookies.join("; ") });
}

test("a session in constant use ends after a day, and not before", async () => {
  const headers = await signedInHeaders();
  expect(await stillSignedIn(headers)).toMatchObject({
    actor: { id: person.id, role: defaultRole("admin") },
  });
  const age = (hours: number) =>
    database.db.update(session).set({ createdAt: sql`clock_timestamp() - ${hours} * interval '1 hour'` });
  await age(23.9);
  expect(await stillSignedIn(headers)).not.toBeNull();
  await age(24.1);
  expect(await stillSignedIn(headers)).toBeNull();
});

test("a session has the permissions that its role has now", async () => {
  const headers = await signedInHeaders();
  const roleId = "own-role";
  await database.db.insert(roles).values({ id: roleId, name: "CS 2팀", permissions: ["refunds:request"] });
  await database.db.update(user).set({ role: roleId }).where(eq(user.id, person.id));
  expect((await stillSignedIn(headers))?.actor.role).toEqual({
    id: roleId,
    name: "CS 2팀",
    permissions: completePermissions(["refunds:request"]),
  });
  await database.db.update(roles).set({ permissions: [] }).where(eq(roles.id, roleId));
  expect((await stillSignedIn(headers))?.actor.role.permissions).toEqual(completePermissions([]));
  await database.db.update(user).set({ role: "admin" }).where(eq(user.id, person.id));
});

async function openedBy(by: "provider" | "passkey"): Promise<Headers> {
  const answer = await auth.api.openSession({ body: { userId: person.id, by }, asResponse: true });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  const { token } = z.object({ token: z.string() }).parse(await answer.json());
  await recordSignIn(database.db, person, { by, token, address: null });
  return new Headers({ cookie: cookies.join("; ") });
}

test("a session by a passkey is confirmed, and needs no new password but what the role needs", async () => {
  const byPasskey = await openedBy("passkey");
  const due = { passwordIsTemporary: true, secondFactorDueAt: new Date(0) };
  await database.db.update(user).set(due).where(eq(user.id, person.id));
  expect(await stillSignedIn(byPasskey)).toMatchObject({
    mustChangePassword: false,
    mustSetUpSecondFactor: true,
    isByProvider: false,
    isConfirmed: true,
  });
  const done = { passwordIsTemporary: false, secondFactorDueAt: null };
  await database.db.update(user).set(done).where(eq(user.id, person.id));
});

test("a session by the provider needs no factor and no new password of the desk", async () => {
  const byPassword = await signedInHeaders();
  const byProvider = await openedBy("provider");
  const due = { passwordIsTemporary: true, secondFactorDueAt: new Date(0) };
  await database.db.update(user).set(due).where(eq(user.id, person.id));
  expect(await stillSignedIn(byPassword)).toMatchObject({
    mustChangePassword: true,
    mustSetUpSecondFactor: true,
    isByProvider: false,
  });
  expect(await stillSignedIn(byProvider)).toMatchObject({
    mustChangePassword: false,
    mustSetUpSecondFactor: false,
    isByProvider: true,
    // The provider may have let the person in without asking anything.
    isConfirmed: false,
  });
  const context = appContext();
  setAppContext({ ...context, env: { ...context.env, signInProvider: null } });
  expect(await stillSignedIn(byProvider)).toBeNull();
  setAppContext(context);
  const done = { passwordIsTemporary: false, secondFactorDueAt: null };
  await database.db.update(user).set(done).where(eq(user.id, person.id));
});

test("signing out everywhere ends the sessions of every browser", async () => {
  const browsers = [await signedInHeaders(), await signedInHeaders()];
  for (const headers of browsers) expect(await stillSignedIn(headers)).not.toBeNull();
  await endSessions(database.db, { ...person, role: defaultRole("admin") });
  for (const headers of browsers) expect(await stillSignedIn(headers)).toBeNull();
});

test("a session without use ends after the set time, and a stream is no use", async () => {
  const headers = await signedInHeaders();
  await database.db.insert(signInSettings).values({ graceDays: 7, sessionHours: 24, idleMinutes: 30 });
  const idle = (minutes: number) =>
    database.db
      .update(session)
      .set({ lastInputAt: sql`clock_timestamp() - ${minutes} * interval '1 minute'` });
  await idle(29);
  expect(await stillSignedIn(headers)).not.toBeNull();
  const [before] = await database.db.select({ at: session.lastInputAt }).from(session);
  const person = await stillSignedIn(headers);
  expect(await database.db.select({ at: session.lastInputAt }).from(session)).toContainEqual(before);
  if (person === null) throw new Error("the session has ended");
  await recordUse(person);
  const used = await stillSignedIn(headers);
  expect(Date.now() - (used?.lastInputAt.getTime() ?? 0)).toBeLessThan(10_000);
  await idle(31);
  expect(await stillSignedIn(headers)).toBeNull();
  // Nothing revives it.
  await recordUse(person);
  expect(await stillSignedIn(headers)).toBeNull();
});
