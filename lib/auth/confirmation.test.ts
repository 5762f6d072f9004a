import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type AppContext, setAppContext } from "@/lib/context";
import { passkeys } from "@/lib/db/schema/people";
import { openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { confirmationWays, mayAddFirstPasskey } from "./confirmation";
import type { SignedIn } from "./session";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.database.db.delete(passkeys);
  withProvider(false);
});

function withProvider(passkeysConfirm: boolean): void {
  setAppContext({ database: desk.database, env: { signInProvider: { passkeysConfirm } } } as AppContext);
}

const personWith = (person: {
  signedInBy: string;
  hasAuthenticator?: boolean;
  minutesAgo?: number;
}): SignedIn =>
  ({
    actor: operator,
    isByProvider: person.signedInBy === "provider",
    signedInBy: person.signedInBy,
    secondFactor: { isSetUp: person.hasAuthenticator ?? false, dueAt: null, resetBy: null },
    signedInAt: new Date(Date.now() - (person.minutesAgo ?? 0) * 60_000),
  }) as SignedIn;

async function addPasskey(): Promise<void> {
  const passkey = { id: "passkey-1", publicKey: "key", counter: 0, transports: [], name: "노트북" };
  await desk.database.db.insert(passkeys).values({ ...passkey, personId: operator.id });
}

test("the password confirms only a person without a second factor", async () => {
  const byPassword = personWith({ signedInBy: "password" });
  expect(await confirmationWays(byPassword)).toEqual(["password"]);
  const byCode = personWith({ signedInBy: "authenticator", hasAuthenticator: true });
  expect(await confirmationWays(byCode)).toEqual(["authenticator"]);
  await addPasskey();
  expect(await confirmationWays(byPassword)).toEqual(["passkey"]);
  expect(await confirmationWays(byCode)).toEqual(["authenticator", "passkey"]);
  const byPasskey = personWith({ signedInBy: "passkey", hasAuthenticator: true });
  expect(await confirmationWays(byPasskey)).toEqual(["passkey", "authenticator"]);
});

test("where the provider never asks again, a fresh sign-in adds a first passkey, which then confirms", async () => {
  const fresh = personWith({ signedInBy: "provider" });
  expect(await confirmationWays(fresh)).toEqual(["provider"]);
  expect(await mayAddFirstPasskey(fresh)).toBe(false);
  withProvider(true);
  expect(await confirmationWays(fresh)).toEqual(["first-passkey"]);
  expect(await mayAddFirstPasskey(fresh)).toBe(true);
  expect(await mayAddFirstPasskey(personWith({ signedInBy: "provider", minutesAgo: 6 }))).toBe(false);
  expect(await mayAddFirstPasskey(personWith({ signedInBy: "password" }))).toBe(false);
  expect(await mayAddFirstPasskey(personWith({ signedInBy: "provider", hasAuthenticator: true }))).toBe(
    false,
  );
  await addPasskey();
  expect(await confirmationWays(fresh)).toEqual(["passkey"]);
  expect(await mayAddFirstPasskey(fresh)).toBe(false);
  await desk.database.db.delete(passkeys).where(eq(passkeys.personId, operator.id));
  expect(await mayAddFirstPasskey(fresh)).toBe(true);
});
