import "server-only";
import { and, asc, eq, ne, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { passkeys, session, user } from "@/lib/db/schema/people";
import { mostPasskeys, type PasskeyError } from "@/lib/domain/people/passkey";
import type { Actor } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockPeople } from "./read-roles";
import { roleNeedsSecondFactor, spendCode } from "./record-second-factor";
import { setDue } from "./record-sign-in-settings";

export type StoredPasskey = typeof passkeys.$inferSelect;

/** Returns the passkeys of a person, the oldest first. */
export function passkeysOf(db: Database, personId: string): Promise<StoredPasskey[]> {
  return db
    .select()
    .from(passkeys)
    .where(eq(passkeys.personId, personId))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id));
}

export async function passkeyById(db: Database, id: string): Promise<StoredPasskey | null> {
  const [row] = await db.select().from(passkeys).where(eq(passkeys.id, id));
  return row ?? null;
}

export async function hasPasskey(db: Database | Transaction, personId: string): Promise<boolean> {
  return (await db.$count(passkeys, eq(passkeys.personId, personId))) > 0;
}

/** Returns whether anybody has a passkey. */
export async function anyPasskey(db: Database): Promise<boolean> {
  return (await db.select({ id: passkeys.id }).from(passkeys).limit(1)).length > 0;
}

/** Records a verified use. False: the challenge was used before, or the passkey at the same time or removed. */
export function recordPasskeyUse(
  db: Database,
  { id, personId, counter }: StoredPasskey,
  used: { counter: number; challengeHash: string },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await spendCode(tx, personId, used.challengeHash))) return false;
    const updated = await tx
      .update(passkeys)
      .set({ counter: used.counter, lastUsedAt: sql`clock_timestamp()` })
      .where(and(eq(passkeys.id, id), eq(passkeys.counter, counter)))
      .returning({ id: passkeys.id });
    return updated.length > 0;
  });
}

export type NewPasskey = Pick<StoredPasskey, "id" | "publicKey" | "counter" | "transports" | "name">;

export function recordPasskey(
  db: Database,
  actor: Actor,
  passkey: NewPasskey,
  { sessionId, challengeHash }: { sessionId: string; challengeHash: string },
): Promise<Result<null, PasskeyError>> {
  return db.transaction(async (tx): Promise<Result<null, PasskeyError>> => {
    // A role may need a second factor from now on.
    await lockPeople(tx);
    // A reset by an administrator has ended the session.
    if ((await tx.$count(session, and(eq(session.id, sessionId), eq(session.userId, actor.id)))) === 0)
      return err("passkey-wrong");
    if (!(await spendCode(tx, actor.id, challengeHash))) return err("passkey-wrong");
    if ((await tx.$count(passkeys, eq(passkeys.personId, actor.id))) >= mostPasskeys)
      return err("passkeys-full");
    const added = await tx
      .insert(passkeys)
      .values({ ...passkey, personId: actor.id })
      .onConflictDoNothing()
      .returning({ id: passkeys.id });
    if (added.length === 0) return err("passkey-known");
    await setDue(tx, actor.id);
    await audit(tx, {
      actor,
      action: "passkey.added",
      subject: `person:${actor.id}`,
      detail: { name: passkey.name },
    });
    return ok(null);
  });
}

/** Removes one of the actor's own. The last factor stays where the role needs one. */
export function removeOwnPasskey(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Result<null, PasskeyError>> {
  return db.transaction(async (tx): Promise<Result<null, PasskeyError>> => {
    await lockPeople(tx);
    if (await isLastNeeded(tx, actor.id, id)) return err("role-needs-it");
    const [removed] = await tx
      .delete(passkeys)
      .where(and(eq(passkeys.id, id), eq(passkeys.personId, actor.id)))
      .returning({ name: passkeys.name });
    // Removed already, in another tab.
    if (removed === undefined) return ok(null);
    await setDue(tx, actor.id);
    await audit(tx, {
      actor,
      action: "passkey.removed",
      subject: `person:${actor.id}`,
      detail: { name: removed.name },
    });
    return ok(null);
  });
}

async function isLastNeeded(tx: Transaction, personId: string, id: string): Promise<boolean> {
  const [person] = await tx.select().from(user).where(eq(user.id, personId));
  if (person === undefined || person.twoFactorEnabled) return false;
  const others = await tx.$count(passkeys, and(eq(passkeys.personId, personId), ne(passkeys.id, id)));
  return others === 0 && roleNeedsSecondFactor(tx, person.role);
}
