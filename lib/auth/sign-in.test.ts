import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type AppContext, setAppContext } from "@/lib/context";
import { recordDisabled, recordPerson } from "@/lib/db/people/write-people";
import { account, user } from "@/lib/db/schema/people";
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
  setAppContext({ database, auth } as AppContext);
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
  expect(await check(password)).toEqual({ ok: true, value: { needsSecondStep: false } });
  await issuedHoursAgo(72.1);
  expect(await check(password)).toMatchObject({ error: { code: "temporary-password-over" } });
  expect(await check("another password")).toMatchObject({ error: { code: "credentials-wrong" } });
  await database.db.update(user).set({ passwordIsTemporary: false }).where(eq(user.id, id));
  expect(await check(password)).toEqual({ ok: true, value: { needsSecondStep: false } });
});

test("a disabled person has the error of a wrong password", async () => {
  expect(await recordDisabled(database.db, administrator, id, true)).toMatchObject({ ok: true });
  expect(await check(password)).toMatchObject({ error: { code: "credentials-wrong" } });
});
