import "server-only";
import { and, asc, eq, gt, ne, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import {
  account,
  firstAdministrator,
  invitations,
  passkeys,
  roles,
  session,
  setupCodes,
  user,
} from "@/lib/db/schema/people";
import type { Actor } from "@/lib/domain/people/permissions";
import type { AddPersonInput, PersonError, PersonRow, SetUpError, WayIn } from "@/lib/domain/people/person";
import type { SecondStepInput } from "@/lib/domain/people/second-factor";
import { err, ok, type Result } from "@/lib/domain/result";
import { withOrigin } from "@/lib/request-origin";
import { lockPeople, mayGive, roleById, roleNow, roleOf } from "./read-roles";
import { setInvitation } from "./record-invitations";
import { setDue } from "./record-sign-in-settings";
import { storePassword } from "./store-password";

export async function isSetUp(db: Database): Promise<boolean> {
  return (await db.select({ only: firstAdministrator.only }).from(firstAdministrator)).length > 0;
}

export async function addSetupCode(db: Database, hash: string, lifetimeMs: number): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(setupCodes).where(sql`${setupCodes.expiresAt} < clock_timestamp()`);
    await tx
      .insert(setupCodes)
      .values({ hash, expiresAt: sql`clock_timestamp() + ${lifetimeMs} * interval '1 millisecond'` });
  });
}

export async function createFirstAdministrator(
  db: Database,
  person: { id: string; name: string; email: string; passwordHash: () => Promise<string> },
  codeHash: string,
): Promise<Result<null, SetUpError>> {
  return db.transaction(async (tx): Promise<Result<null, SetUpError>> => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('refund-desk.set-up'))`);
    if ((await tx.select({ only: firstAdministrator.only }).from(firstAdministrator)).length > 0)
      return err("already-set-up");
    const live = await tx.select().from(setupCodes).where(gt(setupCodes.expiresAt, sql`clock_timestamp()`));
    if (live.length === 0) return err("code-expired");
    // A wrong code ends no valid code: 128 bits cannot be guessed, and a stranger must not end the installer's codes.
    if (!live.some(({ hash }) => hash === codeHash)) return err("code-wrong");
    const passwordHash = await person.passwordHash();
    await insertPerson(tx, { ...person, passwordHash, role: "admin", passwordIsTemporary: false });
    await tx.insert(firstAdministrator).values({ userId: person.id });
    await tx.delete(setupCodes);
    await audit(tx, {
      actor: person,
      action: "desk.set-up",
      subject: `person:${person.id}`,
      detail: { role: "admin" },
    });
    return ok(null);
  });
}

/** `passwordHash`: null for a person who signs in by the provider. `invitation`: hash of the token of a link that sets the password; null for a temporary password. */
type NewPerson = Omit<AddPersonInput, "by"> & {
  id: string;
  passwordHash: string | null;
  invitation: string | null;
};

export async function recordPerson(
  db: Database,
  actor: Actor,
  { roleId, invitation, ...person }: NewPerson,
): Promise<Result<null, PersonError>> {
  return db.transaction(async (tx) => {
    await lockPeople(tx);
    const role = await roleById(tx, roleId);
    if (role === null) return err("role-gone");
    if (!mayGive(await roleNow(tx, actor.id), role.permissions)) return err("beyond-own-role");
    const [taken] = await tx.select({ id: user.id }).from(user).where(eq(user.email, person.email));
    if (taken) return err("email-taken");
    await insertPerson(tx, { ...person, role: roleId, passwordIsTemporary: person.passwordHash !== null });
    await setDue(tx, person.id);
    await setInvitation(tx, person.id, invitation);
    await audit(tx, {
      actor,
      action: "person.added",
      subject: `person:${person.id}`,
      detail: { role: roleId, by: wayInOf(person.passwordHash, invitation) },
    });
    return ok(null);
  });
}

function wayInOf(passwordHash: string | null, invitation: string | null): WayIn {
  if (passwordHash === null) return "provider";
  return invitation === null ? "password" : "mail";
}

export async function recordPersonRole(
  db: Database,
  actor: Actor,
  personId: string,
  roleId: string,
): Promise<Result<null, PersonError>> {
  return mayManage(db, actor, personId, async (tx, before) => {
    const role = await roleById(tx, roleId);
    if (role === null) return err("role-gone");
    if (!mayGive(await roleNow(tx, actor.id), role.permissions)) return err("beyond-own-role");
    if (roleId !== "admin" && (await isLastAdministrator(tx, before))) return err("last-administrator");
    await tx
      .update(user)
      .set({ role: roleId, updatedAt: sql`clock_timestamp()` })
      .where(eq(user.id, personId));
    await setDue(tx, personId);
    await audit(tx, {
      actor,
      action: "person.role-changed",
      subject: `person:${personId}`,
      detail: { from: before.role, to: roleId },
    });
    return ok(null);
  });
}

export async function recordDisabled(
  db: Database,
  actor: Actor,
  personId: string,
  disabled: boolean,
): Promise<Result<null, PersonError>> {
  return mayManage(db, actor, personId, async (tx, before) => {
    if (disabled && (await isLastAdministrator(tx, before))) return err("last-administrator");
    await tx.update(user).set({ disabled, updatedAt: sql`clock_timestamp()` }).where(eq(user.id, personId));
    if (disabled) {
      await tx.delete(session).where(eq(session.userId, personId));
      await setInvitation(tx, personId, null);
    }
    await audit(tx, {
      actor,
      action: disabled ? "person.disabled" : "person.enabled",
      subject: `person:${personId}`,
      detail: {},
    });
    return ok(null);
  });
}

export async function setPassword(
  db: Database,
  actor: Actor,
  personId: string,
  passwordHash: string,
  how: { temporary: boolean; keepSession: string | null; invitation: string | null },
): Promise<Result<{ email: string }, PersonError>> {
  return db.transaction(async (tx) => {
    if (personId !== actor.id) {
      await lockPeople(tx);
      const refusal = await mayNotManage(tx, actor, personId);
      if (refusal !== null) return err(refusal);
    }
    // A link would be dead, and would come to life with the account.
    if (how.invitation !== null && (await isDisabled(tx, personId))) return err("person-disabled");
    const [person] = await tx
      .update(user)
      .set({ passwordIsTemporary: how.temporary, updatedAt: sql`clock_timestamp()` })
      .where(eq(user.id, personId))
      .returning({ email: user.email });
    if (person === undefined) return err("person-not-found");
    await storePassword(tx, personId, passwordHash);
    await setInvitation(tx, personId, how.invitation);
    await tx
      .delete(session)
      .where(
        and(
          eq(session.userId, personId),
          how.keepSession === null ? undefined : ne(session.token, how.keepSession),
        ),
      );
    await audit(tx, {
      actor,
      action: how.temporary ? "person.password-reset" : "person.password-changed",
      subject: `person:${personId}`,
      detail: how.temporary ? { by: how.invitation === null ? "password" : "mail" } : {},
    });
    return ok(person);
  });
}

export async function passwordHashOf(db: Database, personId: string): Promise<string | null> {
  const [row] = await db
    .select({ password: account.password })
    .from(account)
    .where(and(eq(account.userId, personId), eq(account.providerId, "credential")));
  return row?.password ?? null;
}

async function isDisabled(tx: Transaction, personId: string): Promise<boolean> {
  const [person] = await tx.select({ disabled: user.disabled }).from(user).where(eq(user.id, personId));
  return person?.disabled === true;
}

const hasAnyPasskey = sql<boolean>`exists (select from ${passkeys} where ${passkeys.personId} = ${user.id})`;

/** A temporary password that is unused for this long may still lie in somebody's mail. */
const temporaryFor = sql`interval '72 hours'`;

export async function personByEmail(
  db: Database,
  email: string,
): Promise<{
  id: string;
  name: string;
  disabled: boolean;
  passwordHash: string;
  temporaryIsOver: boolean;
  hasAuthenticator: boolean;
  hasPasskey: boolean;
} | null> {
  const [row] = await db
    .select({
      id: user.id,
      name: user.name,
      disabled: user.disabled,
      passwordHash: account.password,
      temporaryIsOver: sql<boolean>`${user.passwordIsTemporary} and ${account.updatedAt} + ${temporaryFor} < clock_timestamp()`,
      hasAuthenticator: user.twoFactorEnabled,
      hasPasskey: hasAnyPasskey,
    })
    .from(user)
    .innerJoin(account, and(eq(account.userId, user.id), eq(account.providerId, "credential")))
    .where(eq(user.email, email));
  if (row === undefined) return null;
  return { ...row, passwordHash: row.passwordHash ?? "" };
}

/** Returns whether the address is one of an enabled administrator who has a password of their own. */
export async function isEmergencyAccount(db: Database, email: string): Promise<boolean> {
  const found = await db
    .select({ id: user.id })
    .from(user)
    .innerJoin(account, and(eq(account.userId, user.id), eq(account.providerId, "credential")))
    .where(
      and(
        eq(user.email, email),
        eq(user.role, "admin"),
        eq(user.disabled, false),
        eq(user.passwordIsTemporary, false),
      ),
    );
  return found.length > 0;
}

/** The last factor of a sign-in. `provider`: the company's OpenID provider, which has its own factors. `passkey`: the only one. */
export type SignInWay = "password" | "provider" | "passkey" | SecondStepInput["by"];

/** `by`: the last factor. `address`: null where it is unknown. */
export async function recordSignIn(
  db: Database,
  person: { id: string; name: string },
  { by, token, address }: { by: SignInWay; token: string; address: string | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [opened] = await tx
      .update(session)
      .set({ ipAddress: address, signedInBy: by })
      .where(eq(session.token, token))
      .returning({ id: session.id });
    await tx.update(user).set({ lastSignedInAt: sql`clock_timestamp()` }).where(eq(user.id, person.id));
    const role = await roleNow(tx, person.id);
    await withOrigin({ personId: person.id, sessionId: opened?.id ?? null, address, role }, () =>
      audit(tx, {
        actor: person,
        action: "person.signed-in",
        subject: `person:${person.id}`,
        detail: { by },
      }),
    );
  });
}

export async function personById(
  db: Database,
  id: string,
): Promise<{ id: string; name: string; email: string; disabled: boolean } | null> {
  const [row] = await db.select().from(user).where(eq(user.id, id));
  return row ?? null;
}

/** `account` and `address` are keyed hashes. */
export type FailedSignIn = {
  account: string;
  address: string;
  /** The browser has signed in to the account before. */
  known: boolean;
  /** No password was checked: the attempts were used up. */
  locked: boolean;
};

export async function recordFailedSignIns(
  db: Database,
  failed: readonly FailedSignIn[],
  more: number,
): Promise<void> {
  const actor = { id: null, name: "" };
  await db.transaction(async (tx) => {
    for (const { account: of, address, known, locked } of failed)
      await audit(tx, {
        actor,
        action: locked ? "sign-in.locked" : "sign-in.failed",
        subject: `account:${of}`,
        detail: { address, known },
      });
    if (more > 0)
      await audit(tx, { actor, action: "sign-in.failed-more", subject: "accounts", detail: { count: more } });
  });
}

export async function listPeople(db: Database): Promise<Omit<PersonRow, "failedSignIns" | "lockedUntil">[]> {
  const rows = await db
    .select({
      person: user,
      isByProvider: sql<boolean>`exists (
        select from ${account} where ${account.userId} = ${user.id} and ${account.providerId} = 'oidc')`,
      hasPasskey: hasAnyPasskey,
      role: roles,
      expiresAt: invitations.expiresAt,
      sentAt: invitations.sentAt,
      isOver: sql<boolean>`coalesce(${invitations.expiresAt} <= clock_timestamp(), false)`,
    })
    .from(user)
    .innerJoin(roles, eq(roles.id, user.role))
    .leftJoin(invitations, eq(invitations.personId, user.id))
    .orderBy(asc(user.createdAt));
  return rows.map(({ person, isByProvider, hasPasskey, role, expiresAt, sentAt, isOver }) => ({
    id: person.id,
    name: person.name,
    email: person.email,
    role: roleOf(role),
    limits: person.limits,
    disabled: person.disabled,
    passwordIsTemporary: person.passwordIsTemporary,
    invitation: expiresAt === null ? null : { isSent: sentAt !== null, isOver },
    hasSecondFactor: person.twoFactorEnabled || hasPasskey,
    isByProvider,
    createdAt: person.createdAt.toISOString(),
    lastSignedInAt: person.lastSignedInAt?.toISOString() ?? null,
  }));
}

async function insertPerson(
  tx: Transaction,
  person: {
    id: string;
    name: string;
    email: string;
    role: string;
    passwordHash: string | null;
    passwordIsTemporary: boolean;
  },
): Promise<void> {
  const { id, name, email, role, passwordHash, passwordIsTemporary } = person;
  await tx.insert(user).values({ id, name, email, role, passwordIsTemporary, emailVerified: true });
  if (passwordHash !== null) await storePassword(tx, id, passwordHash);
}

/** Runs a change of another person whom the actor may manage, with the row of the person locked. */
export async function mayManage(
  db: Database,
  actor: Actor,
  personId: string,
  change: (tx: Transaction, before: typeof user.$inferSelect) => Promise<Result<null, PersonError>>,
): Promise<Result<null, PersonError>> {
  if (personId === actor.id) return err("own-account");
  return db.transaction(async (tx) => {
    await lockPeople(tx);
    const refusal = await mayNotManage(tx, actor, personId);
    if (refusal !== null) return err(refusal);
    const [before] = await tx.select().from(user).where(eq(user.id, personId)).for("update");
    return before === undefined ? err("person-not-found") : change(tx, before);
  });
}

/** Who may do less than a person could otherwise take that person's permissions, for example by a new password. */
async function mayNotManage(
  tx: Transaction,
  actor: Actor,
  personId: string,
): Promise<"person-not-found" | "beyond-own-role" | null> {
  const [found] = await tx
    .select({ role: roles })
    .from(user)
    .innerJoin(roles, eq(roles.id, user.role))
    .where(eq(user.id, personId));
  if (found === undefined) return "person-not-found";
  return mayGive(await roleNow(tx, actor.id), roleOf(found.role).permissions) ? null : "beyond-own-role";
}

/** A default administrator has also the permissions that an update adds, and gives them to others. */
export async function isLastAdministrator(
  tx: Transaction,
  person: typeof user.$inferSelect,
): Promise<boolean> {
  const administrators = await tx
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.role, "admin"), eq(user.disabled, false)));
  return administrators.length === 1 && administrators[0]?.id === person.id;
}
