import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskDatabase } from "@/lib/db/client";
import { attemptsWithin, deleteAttemptsByPrefix } from "@/lib/db/people/sign-in-attempts";
import { openTestDatabase } from "@/tests/support/test-database";
import {
  accountAttempts,
  cachedRefusal,
  clearSignIn,
  countSignIn,
  countsOf,
  pairAttempts,
  type SignInAttempt,
} from "./count-sign-in";

let database: DeskDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const stranger = (account: string, client: string): SignInAttempt => ({ account, client, device: null });
const failuresAt = async (account: string) =>
  (await attemptsWithin(database.db, [accountAttempts(account)])).get(accountAttempts(account))?.failures ??
  0;

test("one address uses up only its own attempts at an account", async () => {
  const one = stranger("account-a", "client-1");
  const answers = [];
  for (let n = 0; n < 30; n += 1) answers.push((await countSignIn(database.db, one)).ok);
  expect(answers.filter((ok) => ok)).toHaveLength(4);
  expect(await failuresAt("account-a")).toBe(4);
  expect(await countSignIn(database.db, stranger("account-a", "client-2"))).toMatchObject({ ok: true });
  expect(await countSignIn(database.db, { ...one, device: "known" })).toMatchObject({ ok: true });
  // A cached refusal needs no database query.
  const names = countsOf(one).map(([name]) => name);
  expect(cachedRefusal(names)).toMatchObject({
    ok: false,
    error: { detail: { seconds: expect.any(Number) } },
  });
  expect(cachedRefusal(countsOf(stranger("account-b", "client-1")).map(([name]) => name))).toMatchObject({
    ok: true,
  });
});

test("an account accepts a hundred attempts from unknown browsers, from any number of addresses", async () => {
  const answers = [];
  for (let n = 0; n < 103; n += 1)
    answers.push((await countSignIn(database.db, stranger("account-c", `many-${n}`))).ok);
  expect(answers).toEqual([...Array(100).fill(true), false, false, false]);
  expect(await countSignIn(database.db, { ...stranger("account-c", "many-1"), device: "own" })).toMatchObject(
    { ok: true },
  );
});

test("a success resets the person's own count and takes one attempt back from the shared counts", async () => {
  const person = stranger("account-d", "client-3");
  for (let n = 0; n < 3; n += 1) await countSignIn(database.db, person);
  await clearSignIn(database.db, person);
  expect(await failuresAt("account-d")).toBe(2);
  for (let n = 0; n < 4; n += 1) expect(await countSignIn(database.db, person)).toMatchObject({ ok: true });
});

test("a lock that was lifted in the database holds for five seconds at most in any process", async () => {
  const person = stranger("account-e", "client-5");
  while ((await countSignIn(database.db, person)).ok);
  const names = countsOf(person).map(([name]) => name);
  expect(cachedRefusal(names)).toMatchObject({ ok: false });
  await deleteAttemptsByPrefix(database.db, pairAttempts("account-e"));
  expect(cachedRefusal(names, performance.now() + 5_001)).toMatchObject({ ok: true });
  expect(await countSignIn(database.db, person)).toMatchObject({ ok: true });
});
