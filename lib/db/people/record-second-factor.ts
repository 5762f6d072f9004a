// Whether people have a second factor, when they must have one, and which codes were used.
import "server-only";
import { and, eq, gt, lt, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { passkeys, roles, session, twoFactor, usedCodes, user, verification } from "@/lib/db/schema/people";
import type { ConfirmationInput } from "@/lib/domain/people/confirmation";
import type { Actor } from "@/lib/domain/people/permissions";
import type { PersonError } from "@/lib/domain/people/person";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockPeople, mayGive, roleById, roleNow } from "./read-roles";
import { setDue } from "./record-sign-in-settings";
import { mayManage } from "./write-people";

/** Longer than every code of an authenticator is right, and as long as a challenge of a passkey lasts. */
const codeLifetime = sql`interval '5 minutes'`;

/** Returns false for a code or a challenge that the person has used already. `hash` is keyed. */
export async function spendCode(db: Database | Transaction, userId: string, hash: string): Promise<boolean> {
  await db.delete(usedCodes).where(lt(usedCodes.usedAt, sql`clock_timestamp() - ${codeLifetime}`));
  const used = await db
    .insert(usedCodes)
    .values({ userId, hash, usedAt: sql`clock_timestamp()` })
    .onConflictDoNothing()
    .returning({ userId: usedCodes.userId });
  return used.length > 0;
}

export async function recordSecondFactor(
  db: Database,
  actor: Actor,
  change: "set-up" | "removed" | "recovery-codes-renewed",
): Promise<void> {
  await db.transaction(async (tx) => {
    // A role may need the second factor from now on.
    await lockPeople(tx);
    // The last passkey may have been removed at the same time.
    await setDue(tx, actor.id, { isAtOnce: change === "removed" });
    await audit(tx, {
      actor,
      action: `second-factor.${change}`,
      subject: `person:${actor.id}`,
      detail: {},
    });
  });
}

/** Removes the authenticator and the passkeys of another person and ends their sessions. The person reads who did it. */
export async function resetSecondFactor(
  db: Database,
  actor: Actor,
  personId: string,
): Promise<Result<null, PersonError>> {
  return mayManage(db, actor, personId, async (tx, person) => {
    const removed = await tx
      .delete(passkeys)
      .where(eq(passkeys.personId, personId))
      .returning({ id: passkeys.id });
    if (!person.twoFactorEnabled && removed.length === 0) return err("no-second-factor");
    await tx.delete(twoFactor).where(eq(twoFactor.userId, personId));
    await tx
      .update(user)
      .set({
        twoFactorEnabled: false,
        secondFactorResetBy: actor.name,
        updatedAt: sql`clock_timestamp()`,
      })
      .where(eq(user.id, personId));
    await setDue(tx, personId, { isAtOnce: true });
    await tx.delete(session).where(eq(session.userId, personId));
    await audit(tx, {
      actor,
      action: "second-factor.reset",
      subject: `person:${personId}`,
      detail: { passkeys: removed.length },
    });
    return ok(null);
  });
}

/** Deletes the note about the reset, which the person has read. */
export async function forgetReset(db: Database, personId: string): Promise<void> {
  await db.update(user).set({ secondFactorResetBy: null }).where(eq(user.id, personId));
}

/** Returns the person who has typed the password and not yet the code. `step` is the id in better-auth's cookie. */
export async function pendingPerson(db: Database, step: string): Promise<{ email: string } | null> {
  const [person] = await db
    .select({ email: user.email })
    .from(verification)
    .innerJoin(user, eq(user.id, verification.value))
    .where(and(eq(verification.identifier, step), gt(verification.expiresAt, sql`clock_timestamp()`)));
  return person ?? null;
}

export async function roleNeedsSecondFactor(db: Database | Transaction, roleId: string): Promise<boolean> {
  const [role] = await db.select({ needs: roles.needsSecondFactor }).from(roles).where(eq(roles.id, roleId));
  return role?.needs === true;
}

/** Says whether people with the role need a second factor, from the end of the time of grace on. */
export async function recordRoleFactor(
  db: Database,
  actor: Actor,
  roleId: string,
  needsSecondFactor: boolean,
): Promise<Result<null, "role-gone" | "own-role" | "beyond-own-role">> {
  return db.transaction(async (tx) => {
    await lockPeople(tx);
    const role = await roleById(tx, roleId);
    if (role === null) return err("role-gone");
    const own = await roleNow(tx, actor.id);
    if (!needsSecondFactor && own?.id === roleId && roleId !== "admin") return err("own-role");
    if (!mayGive(own, role.permissions)) return err("beyond-own-role");
    await tx.update(roles).set({ needsSecondFactor }).where(eq(roles.id, roleId));
    await setDueOfRole(tx, roleId);
    await audit(tx, {
      actor,
      action: needsSecondFactor ? "role.second-factor-needed" : "role.second-factor-optional",
      subject: `role:${roleId}`,
      detail: {},
    });
    return ok(null);
  });
}

/** As `setDue`, for everybody with a role. */
async function setDueOfRole(tx: Transaction, roleId: string): Promise<void> {
  const people = await tx.select({ id: user.id }).from(user).where(eq(user.role, roleId));
  for (const { id } of people) await setDue(tx, id);
}

/** Records that the person of the session has just proved again who they are. */
export async function confirmSession(
  db: Database,
  actor: Actor,
  sessionId: string,
  by: ConfirmationInput["by"],
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(session)
      // By the clock that better-auth's times are by, which decide when a session ends.
      .set({ confirmedAt: new Date() })
      .where(and(eq(session.id, sessionId), eq(session.userId, actor.id)));
    await audit(tx, { actor, action: "person.confirmed", subject: `person:${actor.id}`, detail: { by } });
  });
}
