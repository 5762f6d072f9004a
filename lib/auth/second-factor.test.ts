import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type AppContext, setAppContext } from "@/lib/context";
import { recordPerson } from "@/lib/db/people/write-people";
import { session, twoFactor, user } from "@/lib/db/schema/people";
import type { SecondStepInput } from "@/lib/domain/people/second-factor";
import { codeOfApp } from "@/tests/support/authenticator";
import { openTestDatabase } from "@/tests/support/test-database";
import { administrator } from "@/tests/support/test-desk";
import { createAuth } from "./auth";
import { hashPassword } from "./password-hash";
import { createPseudonyms } from "./pseudonyms";
import { checkSecondStep } from "./second-factor";

const secret = "a secret of at least 32 characters";
const password = "correct horse battery";
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let auth: ReturnType<typeof createAuth>;
let id: string;
let appSecret: string;
let codes: string[];

beforeAll(async () => {
  database = await openTestDatabase();
  auth = createAuth(database, { secret, origin: "http://localhost:3000" });
  const env = { signInProvider: null };
  setAppContext({ database, auth, env, pseudonyms: createPseudonyms(secret) } as AppContext);
  const { id: administratorId, name } = administrator;
  await database.db
    .insert(user)
    .values({ id: administratorId, name, role: "admin", email: "admin@example.com" });
});
afterAll(() => database.close());
beforeEach(async () => {
  id = randomUUID();
  const passwordHash = await hashPassword(password);
  const person = {
    id,
    name: "새 사람",
    email: `${id}@example.com`,
    roleId: "viewer",
    passwordHash,
    invitation: null,
  };
  expect(await recordPerson(database.db, administrator, person)).toMatchObject({ ok: true });
  const headers = await afterPassword();
  const made = await auth.api.enableTwoFactor({ body: { password, method: "totp" }, headers });
  if (made.method !== "totp") throw new Error("no authenticator");
  appSecret = new URL(made.totpURI).searchParams.get("secret") ?? "";
  codes = made.backupCodes;
  // The code of the step before is the one that sets up.
  await auth.api.verifyTOTP({ body: { code: codeOfApp(appSecret, -1) }, headers });
  await database.db.delete(session).where(eq(session.userId, id));
});

/** Returns the headers of a browser that has sent the right password. */
async function afterPassword(): Promise<Headers> {
  const answer = await auth.api.signInEmail({
    body: { email: `${id}@example.com`, password },
    asResponse: true,
  });
  const cookies = answer.headers
    .getSetCookie()
    .filter((cookie) => !/max-age=0/i.test(cookie))
    .map((cookie) => cookie.split(";")[0]);
  return new Headers({ cookie: cookies.join("; ") });
}

const byCode = (code: string): SecondStepInput => ({ by: "authenticator", code });
const byRecovery = (code: string): SecondStepInput => ({ by: "recovery-code", code });
const sessions = () => database.db.$count(session, eq(session.userId, id));

test("the password alone makes no session", async () => {
  const headers = await afterPassword();
  expect(await sessions()).toBe(0);
  expect(await auth.api.getSession({ headers })).toBeNull();
});

test.each([
  ["a code", () => byCode(codeOfApp(appSecret))],
  ["a recovery code", () => byRecovery(codes[0] ?? "")],
])("%s makes one session of two sign-ins at once, and none later", async (_, proof) => {
  const both = await Promise.all([afterPassword(), afterPassword()]);
  const input = proof();
  const ends = await Promise.all(both.map((headers) => checkSecondStep(input, headers)));
  expect(ends.filter(({ ok }) => ok)).toHaveLength(1);
  const refused = ends.find((end) => !end.ok);
  // better-auth ends the step of a recovery code that another step has just used.
  expect(refused?.ok === false && refused.error.code).toMatch(/^(code-wrong|step-over)$/);
  expect(await sessions()).toBe(1);
  expect(await checkSecondStep(input, await afterPassword())).toMatchObject({
    error: { code: "code-wrong" },
  });
  expect(await sessions()).toBe(1);
});

test("of recovery codes used at the same time, each that opened stays used", async () => {
  const [first = "", second = ""] = codes;
  const both = await Promise.all([afterPassword(), afterPassword()]);
  const ends = await Promise.all(
    [first, second].map((code, at) => checkSecondStep(byRecovery(code), both[at] ?? new Headers())),
  );
  expect(ends.filter(({ ok }) => ok).length).toBeGreaterThan(0);
  for (const [at, code] of [first, second].entries()) {
    const again = await checkSecondStep(byRecovery(code), await afterPassword());
    expect(again.ok).toBe(!ends[at]?.ok);
  }
  expect(await checkSecondStep(byRecovery(codes[2] ?? ""), await afterPassword())).toMatchObject({
    ok: true,
  });
});

test("neither the recovery codes nor the secret of the app can be read in the database", async () => {
  const stored = JSON.stringify(await database.db.select().from(twoFactor));
  for (const text of [...codes, appSecret]) expect(stored).not.toContain(text);
});

test("five wrong codes end the step, and a right code after them opens nothing", async () => {
  const headers = await afterPassword();
  const right = codeOfApp(appSecret);
  const wrong = right === "000000" ? "000001" : "000000";
  for (let n = 0; n < 5; n += 1)
    expect(await checkSecondStep(byCode(wrong), headers)).toMatchObject({ error: { code: "code-wrong" } });
  expect(await checkSecondStep(byCode(right), headers)).toMatchObject({ error: { code: "step-over" } });
  expect(await sessions()).toBe(0);
});

test("a person who is disabled between the steps gets no session", async () => {
  const headers = await afterPassword();
  await database.db.update(user).set({ disabled: true }).where(eq(user.id, id));
  expect(await checkSecondStep(byCode(codeOfApp(appSecret)), headers)).toMatchObject({
    error: { code: "code-wrong" },
  });
  expect(await sessions()).toBe(0);
});
