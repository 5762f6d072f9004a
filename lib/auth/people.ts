import "server-only";
import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";
import Bowser from "bowser";
import { headers } from "next/headers";
import { appContext } from "@/lib/context";
import type { Database } from "@/lib/db/client";
import { recordRescue } from "@/lib/db/people/record-rescue";
import { endOtherSessions, endSessions, sessionsOf } from "@/lib/db/people/record-sessions";
import { attemptsWithin, deleteAttempts, deleteAttemptsByPrefix } from "@/lib/db/people/sign-in-attempts";
import {
  addSetupCode,
  createFirstAdministrator,
  isSetUp,
  listPeople,
  passwordHashOf,
  recordDisabled,
  recordPersonRole,
  recordSignIn,
  setPassword,
} from "@/lib/db/people/write-people";
import type { Actor } from "@/lib/domain/people/permissions";
import type {
  ChangePasswordInput,
  PersonError,
  PersonRow,
  SetUpError,
  SetUpInput,
} from "@/lib/domain/people/person";
import type { SessionRow } from "@/lib/domain/people/session";
import { err, ok, type Result } from "@/lib/domain/result";
import { isCommonPassword } from "./common-passwords";
import { accountAttempts, cachedRefusal, mayAttempt, pairAttempts, secondStepOf } from "./count-sign-in";
import { isEmergency } from "./emergency-account";
import { byAccount, byPerson, bySetUp } from "./limits";
import { hashPassword, verifyPassword } from "./password-hash";
import { type SignedIn, signedIn } from "./session";
import { clientOf, rememberBrowser, shownAddress, withHashPlace } from "./sign-in";

const codeLifetimeMs = 30 * 60_000;

/** Returns the setup code (128 bits), of which only the hash is stored. */
export async function issueSetupCode(db: Database): Promise<string> {
  const code = randomBytes(16).toString("hex").toUpperCase();
  await addSetupCode(db, hashCode(code), codeLifetimeMs);
  return code.match(/.{4}/g)?.join("-") ?? code;
}

export async function needsSetUp(): Promise<boolean> {
  return !(await isSetUp(appContext().database.db));
}

export async function setUp(input: SetUpInput): Promise<Result<null, SetUpError>> {
  const client = appContext().pseudonyms.address(clientOf(await headers()));
  if (!(await needsSetUp())) return err("already-set-up");
  if (await isCommonPassword(input.password)) return err("password-common");
  const attempts = `set-up:${client}`;
  const lately = cachedRefusal([attempts]);
  if (!lately.ok) return lately;
  return withHashPlace("anybody", async () => {
    const may = await mayAttempt(appContext().database.db, attempts, bySetUp);
    if (!may.ok) return may;
    const made = await createFirst(input);
    if (made.ok) await deleteAttempts(appContext().database.db, [attempts]);
    return made;
  });
}

async function createFirst(input: SetUpInput): Promise<Result<null, SetUpError>> {
  const { db } = appContext().database;
  const person = {
    id: randomUUID(),
    name: input.name,
    email: input.email,
    passwordHash: () => hashPassword(input.password),
  };
  const made = await createFirstAdministrator(db, person, hashCode(input.code));
  if (!made.ok) return made;
  const requestHeaders = await headers();
  const { token } = await appContext().auth.api.signInEmail({
    body: { email: input.email, password: input.password },
    headers: requestHeaders,
  });
  await recordSignIn(db, person, { by: "password", token, address: shownAddress(requestHeaders) });
  await rememberBrowser(appContext().pseudonyms.account(input.email));
  return made;
}

export async function signOut(): Promise<void> {
  await appContext().auth.api.signOut({ headers: await headers() });
}

export async function signOutEverywhere(actor: Actor): Promise<void> {
  await endSessions(appContext().database.db, actor);
}

/** Returns the sessions of the person who asks, this one first. */
export async function ownSessions({ actor, sessionId }: SignedIn): Promise<SessionRow[]> {
  const sessions = await sessionsOf(appContext().database.db, actor.id);
  return sessions
    .map(({ id, userAgent, address, signedInAt, lastSeenAt }) => ({
      id,
      ...deviceIn(userAgent),
      address,
      signedInAt: signedInAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      isThis: id === sessionId,
    }))
    .sort((one, other) => Number(other.isThis) - Number(one.isThis));
}

/** Ends another session of the person, or all others without an id. */
export async function endOwnSessions(actor: Actor, only: string | null): Promise<Result<null, never>> {
  const current = (await signedIn())?.sessionId ?? "";
  await endOtherSessions(appContext().database.db, actor, { current, only });
  return ok(null);
}

/** Returns the browser and the system of the request, for example "Chrome · macOS". Empty where they are unknown. */
export async function deviceOfRequest(): Promise<string> {
  const { browser, system } = deviceIn((await headers()).get("user-agent"));
  return [browser, system].filter((part) => part !== null).join(" · ");
}

function deviceIn(userAgent: string | null): Pick<SessionRow, "browser" | "system"> {
  if (!userAgent) return { browser: null, system: null };
  const { browser, os } = Bowser.parse(userAgent);
  return { browser: browser.name ?? null, system: os.name ?? null };
}

/** Returns everyone with present or past access, with the failed sign-ins within fifteen minutes. */
export async function everyone(): Promise<PersonRow[]> {
  const { pseudonyms } = appContext();
  const { db } = appContext().database;
  const people = await listPeople(db);
  const attempts = await attemptsWithin(
    db,
    people.flatMap(({ email }) => bothAttempts(pseudonyms.account(email))),
  );
  return people.map((person) => {
    const counts = bothAttempts(pseudonyms.account(person.email)).flatMap((name) => attempts.get(name) ?? []);
    const full = counts.find(({ failures }) => failures >= byAccount.most);
    const failedSignIns = counts.reduce((sum, { failures }) => sum + failures, 0);
    return { ...person, failedSignIns, lockedUntil: full?.windowEndsAt.toISOString() ?? null };
  });
}

/** Ends the waits after failed sign-ins of an account. */
export async function forgetAttempts(db: Database, account: string): Promise<void> {
  await deleteAttempts(db, bothAttempts(account));
  await deleteAttemptsByPrefix(db, pairAttempts(account));
}

/** By password and by second factor. */
function bothAttempts(account: string): [string, string] {
  return [
    accountAttempts(account),
    accountAttempts(secondStepOf({ account, client: "", device: null }).account),
  ];
}

/**
 * Gives a person a temporary password, enables the account, and takes away the second factor and the waits after failed
 * sign-ins: for whoever can start the desk. Returns null where nobody has the e-mail address.
 */
export async function rescuePerson(typed: string): Promise<{ name: string; password: string } | null> {
  const { database, pseudonyms } = appContext();
  const password = temporaryPassword();
  const email = typed.trim().toLowerCase();
  const name = await recordRescue(database.db, email, await hashPassword(password));
  if (name === null) return null;
  await forgetAttempts(database.db, pseudonyms.account(email));
  return { name, password };
}

export async function changePersonRole(
  actor: Actor,
  personId: string,
  roleId: string,
): Promise<Result<null, PersonError>> {
  if (roleId !== "admin" && (await isEmergency(personId))) return err("emergency-account");
  return recordPersonRole(appContext().database.db, actor, personId, roleId);
}

export async function disablePerson(
  actor: Actor,
  personId: string,
  disabled: boolean,
): Promise<Result<null, PersonError>> {
  if (disabled && (await isEmergency(personId))) return err("emergency-account");
  return recordDisabled(appContext().database.db, actor, personId, disabled);
}

/** Returns whether the person can sign in by a password of the desk. */
export async function hasPassword({ id }: Actor): Promise<boolean> {
  return (await passwordHashOf(appContext().database.db, id)) !== null;
}

export async function changePassword(
  actor: Actor,
  input: ChangePasswordInput,
): Promise<Result<null, PersonError>> {
  if (await isCommonPassword(input.password)) return err("password-common");
  return withHashPlace("known", () => changeWithPlace(actor, input));
}

async function changeWithPlace(actor: Actor, input: ChangePasswordInput): Promise<Result<null, PersonError>> {
  const { db } = appContext().database;
  const attempts = `password-change:${actor.id}`;
  const may = await mayAttempt(db, attempts, byPerson);
  if (!may.ok) return may;
  const hash = await passwordHashOf(db, actor.id);
  if (hash === null || !(await verifyPassword({ hash, password: input.current })))
    return err("password-wrong");
  if (input.current === input.password) return err("password-unchanged");
  await deleteAttempts(db, [attempts]);
  const session = await appContext().auth.api.getSession({ headers: await headers() });
  const set = await setPassword(db, actor, actor.id, await hashPassword(input.password), {
    temporary: false,
    keepSession: session?.session.token ?? null,
    invitation: null,
  });
  return set.ok ? ok(null) : set;
}

function hashCode(code: string): string {
  return createHash("sha256")
    .update(code.toUpperCase().replaceAll(/[^0-9A-F]/g, ""))
    .digest("hex");
}

/** About 99 bits, without look-alike letters. */
export function temporaryPassword(): string {
  const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
  const letters = Array.from({ length: 20 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return letters.match(/.{5}/g)?.join("-") ?? letters;
}
