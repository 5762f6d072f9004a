// Sign-in, set-up and passwords: what the library does not decide.
import "server-only";
import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";
import { isAPIError } from "better-auth/api";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { headers } from "next/headers";
import type { Database } from "@/lib/db/client";
import {
  addPerson,
  addSetupCode,
  changeRole,
  createFirstAdministrator,
  isSetUp,
  listPeople,
  passwordHashOf,
  personByEmail,
  recordSignIn,
  setDisabled,
  setPassword,
} from "@/lib/db/people";
import { desk } from "@/lib/desk";
import type { Actor, Role } from "@/lib/domain/actor";
import type {
  AddPersonInput,
  ChangePasswordInput,
  PersonError,
  SetUpError,
  SetUpInput,
  SignInError,
  SignInInput,
} from "@/lib/domain/person";
import { type Result, refuse, succeed } from "@/lib/domain/result";
import type { PersonRow } from "@/lib/domain/views";
import { clientAddress, forgiveTries, mayTry } from "./throttle";

const codeLifetimeMs = 30 * 60_000;

/** Makes a set-up code of 128 bits, stores its hash, and gives the code to be printed once. */
export async function issueSetupCode(db: Database): Promise<string> {
  const code = randomBytes(16).toString("hex").toUpperCase();
  await addSetupCode(db, hashCode(code), codeLifetimeMs);
  return code.match(/.{4}/g)?.join("-") ?? code;
}

/** Whether there is no administrator yet. */
export async function needsSetUp(): Promise<boolean> {
  return !(await isSetUp(desk().database.db));
}

/** Makes the first administrator and signs them in. */
export async function setUp(input: SetUpInput): Promise<Result<null, SetUpError>> {
  const { db } = desk().database;
  const person = {
    id: randomUUID(),
    name: input.name,
    email: input.email,
    passwordHash: () => hashPassword(input.password),
  };
  const made = await createFirstAdministrator(db, person, hashCode(input.code));
  if (!made.ok) return made;
  await desk().auth.api.signInEmail({
    body: { email: input.email, password: input.password },
    headers: await headers(),
  });
  await recordSignIn(db, person);
  return made;
}

/** Signs in and sets the cookie. A disabled person, an unknown one and a wrong password answer alike. */
export async function signIn(input: SignInInput): Promise<Result<null, SignInError>> {
  const { db } = desk().database;
  const asked = await headers();
  if (!(await mayTry(db, input.email, clientAddress(asked, desk().env.trustedProxies))))
    return refuse("too-many-tries");
  const person = await personByEmail(db, input.email);
  if (person?.disabled) {
    // Spends the same time as a password that is checked.
    await hashPassword(input.password);
    return refuse("credentials-wrong");
  }
  try {
    await desk().auth.api.signInEmail({ body: input, headers: asked });
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return refuse("credentials-wrong");
    throw error;
  }
  await forgiveTries(db, input.email);
  if (person) await recordSignIn(db, person);
  return succeed(null);
}

export async function signOut(): Promise<void> {
  await desk().auth.api.signOut({ headers: await headers() });
}

/** Everyone who has, or had, access to the desk. */
export async function everyone(): Promise<PersonRow[]> {
  return listPeople(desk().database.db);
}

/** Adds a person with a temporary password, which is answered once and kept nowhere. */
export async function invitePerson(
  actor: Actor,
  input: AddPersonInput,
): Promise<Result<{ password: string }, PersonError>> {
  const password = temporaryPassword();
  const added = await addPerson(desk().database.db, actor, {
    ...input,
    id: randomUUID(),
    passwordHash: await hashPassword(password),
  });
  return added.ok ? succeed({ password }) : added;
}

/** Gives a person a new temporary password and ends their sessions. */
export async function resetPassword(
  actor: Actor,
  personId: string,
): Promise<Result<{ password: string }, PersonError>> {
  if (personId === actor.id) return refuse("own-account");
  const password = temporaryPassword();
  const hash = await hashPassword(password);
  const set = await setPassword(desk().database.db, actor, personId, hash, {
    temporary: true,
    keepSession: null,
  });
  return set.ok ? succeed({ password }) : set;
}

export async function changePersonRole(
  actor: Actor,
  personId: string,
  role: Role,
): Promise<Result<null, PersonError>> {
  return changeRole(desk().database.db, actor, personId, role);
}

export async function disablePerson(
  actor: Actor,
  personId: string,
  disabled: boolean,
): Promise<Result<null, PersonError>> {
  return setDisabled(desk().database.db, actor, personId, disabled);
}

/** Changes one's own password. Other sessions of the person end; this one stays. */
export async function changePassword(
  actor: Actor,
  input: ChangePasswordInput,
): Promise<Result<null, PersonError>> {
  const { db } = desk().database;
  if (!(await mayTry(db, `password-change:${actor.id}`, null))) return refuse("too-many-tries");
  const hash = await passwordHashOf(db, actor.id);
  if (hash === null || !(await verifyPassword({ hash, password: input.current })))
    return refuse("password-wrong");
  if (input.current === input.password) return refuse("password-unchanged");
  await forgiveTries(db, `password-change:${actor.id}`);
  const session = await desk().auth.api.getSession({ headers: await headers() });
  return setPassword(db, actor, actor.id, await hashPassword(input.password), {
    temporary: false,
    keepSession: session?.session.token ?? null,
  });
}

function hashCode(code: string): string {
  return createHash("sha256")
    .update(code.toUpperCase().replaceAll(/[^0-9A-F]/g, ""))
    .digest("hex");
}

/** About 99 bits without look-alike letters, in groups that can be read out. */
function temporaryPassword(): string {
  const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
  const letters = Array.from({ length: 20 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return letters.match(/.{5}/g)?.join("-") ?? letters;
}
