import "server-only";
import { eq, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database } from "@/lib/db/client";
import { passkeys, session, twoFactor, user } from "@/lib/db/schema/people";
import { lockPeople } from "./read-roles";
import { setInvitation } from "./record-invitations";
import { setDue } from "./record-sign-in-settings";
import { storePassword } from "./store-password";

/** Returns the name of the person, or null where nobody has the e-mail address. */
export async function recordRescue(
  db: Database,
  email: string,
  passwordHash: string,
): Promise<string | null> {
  return db.transaction(async (tx) => {
    await lockPeople(tx);
    const [before] = await tx.select({ wasDisabled: user.disabled }).from(user).where(eq(user.email, email));
    const [person] = await tx
      .update(user)
      .set({
        passwordIsTemporary: true,
        twoFactorEnabled: false,
        disabled: false,
        updatedAt: sql`clock_timestamp()`,
      })
      .where(eq(user.email, email))
      .returning({ id: user.id, name: user.name });
    if (before === undefined || person === undefined) return null;
    await storePassword(tx, person.id, passwordHash);
    await setInvitation(tx, person.id, null);
    await tx.delete(twoFactor).where(eq(twoFactor.userId, person.id));
    await tx.delete(passkeys).where(eq(passkeys.personId, person.id));
    await setDue(tx, person.id, { isAtOnce: true });
    await tx.delete(session).where(eq(session.userId, person.id));
    await audit(tx, {
      actor: { id: null, name: "" },
      action: "person.rescued",
      subject: `person:${person.id}`,
      detail: before,
    });
    return person.name;
  });
}
