import "server-only";
import { and, eq, gt, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { invitations, session, user, verification } from "@/lib/db/schema/people";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockPeople } from "./read-roles";
import { storePassword } from "./store-password";

const validFor = sql`interval '72 hours'`;

/**
 * Replaces the person's invitation, so that an earlier link ends; null ends it alone. A sign-in that the former password began
 * and that waits for the second factor ends too.
 */
export async function setInvitation(tx: Transaction, personId: string, hash: string | null): Promise<void> {
  await tx.delete(invitations).where(eq(invitations.personId, personId));
  await tx.delete(verification).where(eq(verification.value, personId));
  if (hash !== null)
    await tx.insert(invitations).values({ personId, hash, expiresAt: sql`clock_timestamp() + ${validFor}` });
}

const isOpen = (hash: string) =>
  and(
    eq(invitations.hash, hash),
    gt(invitations.expiresAt, sql`clock_timestamp()`),
    eq(user.disabled, false),
  );

export async function recordInvitationSent(db: Database, hash: string): Promise<void> {
  await db.update(invitations).set({ sentAt: sql`clock_timestamp()` }).where(eq(invitations.hash, hash));
}

export async function hasInvitation(db: Database, hash: string): Promise<boolean> {
  const found = await db
    .select({ id: user.id })
    .from(invitations)
    .innerJoin(user, eq(user.id, invitations.personId))
    .where(isOpen(hash));
  return found.length > 0;
}

/** Sets the person's own password and ends the link, in one transaction: of two uses of a link one succeeds. */
export function recordAcceptance(
  db: Database,
  hash: string,
  passwordHash: string,
): Promise<Result<{ email: string }, "invitation-over">> {
  return db.transaction(async (tx) => {
    await lockPeople(tx);
    const [found] = await tx
      .select({ id: user.id, name: user.name, email: user.email })
      .from(invitations)
      .innerJoin(user, eq(user.id, invitations.personId))
      .where(isOpen(hash));
    if (found === undefined) return err("invitation-over");
    await setInvitation(tx, found.id, null);
    await storePassword(tx, found.id, passwordHash);
    await tx
      .update(user)
      .set({ passwordIsTemporary: false, updatedAt: sql`clock_timestamp()` })
      .where(eq(user.id, found.id));
    await tx.delete(session).where(eq(session.userId, found.id));
    await audit(tx, {
      actor: found,
      action: "person.invitation-accepted",
      subject: `person:${found.id}`,
      detail: {},
    });
    return ok({ email: found.email });
  });
}
