import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type AppContext, appContext, setAppContext } from "@/lib/context";
import { recordDisabled, recordPerson } from "@/lib/db/people/write-people";
import { account, passkeys, session, user } from "@/lib/db/schema/people";
import type { SignInProviderEnv } from "@/lib/env";
import { openTestDatabase } from "@/tests/support/test-database";
import { administrator } from "@/tests/support/test-desk";
import { createAuth } from "./auth";
import { hashPassword } from "./password-hash";
import { checkPassword } from "./sign-in";

const password = "correct horse battery";
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let id: string;
let email: string;
beforeAll(async () => {
  database = await openTestDatabase();
  const auth = createAuth(database, {
    secret: "a secret of at least 32 characters",
    origin: "http://localhost:3000",
  });
  setAppContext({ database, auth, env: { signInProvider: null } } as AppContext);
  const { id: administratorId, name } = administrator;
  await database.db
    .insert(user)
    .values({ id: administratorId, name, role: "admin", email: "admin@example.com" });
});
afterAll(() => database.close());
beforeEach(async () => {
  id = randomUUID();
  email = `${id}@example.com`;
  const person = {
    id,
    name: "새 사람",
    email,
    roleId: "viewer",
    passwordHash: await hashPassword(password),
    invitation: null,
  } as const;
  expect(await recordPerson(database.db, administrator, person)).toMatchObject({ ok: true });
});

const check = (typed: string) => checkPassword({ email, password: typed }, new Headers());

async function issuedHoursAgo(hours: number): Promise<void> {
  await database.db
    .update(account)
    .set({ updatedAt: sql`clock_timestamp() - ${hours} * interval '1 hour'` })
    .where(eq(account.userId, id));
}

test("a temporary password opens a session for 72 hours; afterwards only its owner learns that it has expired", async () => {
  await issuedHoursAgo(71.9);
  expect(await check(password)).toEqual({ ok: true, value: { secondStep: [] } });
  await issuedHoursAgo(72.1);
  expect(await check(password)).toMatchObject({ error: { code: "temporary-password-over" } });
  expect(await check("another password")).toMatchObject({ error: { code: "credentials-wrong" } });
  await database.db.update(user).set({ passwordIsTemporary: false }).where(eq(user.id, id));
  expect(await check(password)).toEqual({ ok: true, value: { secondStep: [] } });
});

test("with a passkey the right password opens no session, and only its owner learns of the passkey", async () => {
  const passkey = { id: `passkey-${id}`, publicKey: "key", counter: 0, transports: [], name: "노트북" };
  await database.db.insert(passkeys).values({ ...passkey, personId: id });
  expect(await check(password)).toEqual({ ok: true, value: { secondStep: ["passkey"] } });
  expect(await check("another password")).toMatchObject({ error: { code: "credentials-wrong" } });
  expect(await database.db.$count(session, eq(session.userId, id))).toBe(0);
});

test("a disabled person has the error of a wrong password", async () => {
  expect(await recordDisabled(database.db, administrator, id, true)).toMatchObject({ ok: true });
  expect(await check(password)).toMatchObject({ error: { code: "credentials-wrong" } });
});

test("with one emergency account others are sent to the provider, while that account can sign in", async () => {
  const emergency = `emergency-${id}@example.com`;
  const signInProvider = { passwordOnlyFor: emergency } as SignInProviderEnv;
  const before = appContext();
  setAppContext({ ...before, env: { ...before.env, signInProvider } });
  // Nobody has the address: a mistake must not lock everybody out.
  expect(await check(password)).toMatchObject({ ok: true });
  await recordPerson(database.db, administrator, {
    id: `emergency-${id}`,
    name: "비상 관리자",
    email: emergency,
    roleId: "admin",
    passwordHash: await hashPassword(password),
    invitation: null,
  });
  // Nor a password that an administrator has handed over and that may be lost.
  expect(await check(password)).toMatchObject({ ok: true });
  await database.db
    .update(user)
    .set({ passwordIsTemporary: false })
    .where(eq(user.id, `emergency-${id}`));
  expect(await check(password)).toMatchObject({ error: { code: "provider-only" } });
  expect(await check("a wrong password")).toMatchObject({ error: { code: "provider-only" } });
  expect(await checkPassword({ email: emergency, password }, new Headers())).toMatchObject({ ok: true });
  await recordDisabled(database.db, administrator, `emergency-${id}`, true);
  expect(await check(password)).toMatchObject({ ok: true });
  setAppContext(before);
});
