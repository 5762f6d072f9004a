import "server-only";
import { and, desc, eq, gt, gte, ne, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database } from "@/lib/db/client";
import { session } from "@/lib/db/schema/people";
import type { Actor } from "@/lib/domain/people/permissions";
import type { PersonError } from "@/lib/domain/people/person";
import { ok, type Result } from "@/lib/domain/result";
import { signInSettingsOf } from "./read-sign-in-settings";
import { mayManage } from "./write-people";

export type StoredSession = {
  id: string;
  userAgent: string | null;
  address: string | null;
  signedInAt: Date;
  lastSeenAt: Date;
};

/** Returns the sessions of a person that have not ended, the last used first. */
export async function sessionsOf(db: Database, personId: string): Promise<StoredSession[]> {
  const { sessionHours, idleMinutes } = await signInSettingsOf(db);
  return db
    .select({
      id: session.id,
      userAgent: session.userAgent,
      address: session.ipAddress,
      signedInAt: session.createdAt,
      lastSeenAt: session.lastInputAt,
    })
    .from(session)
    .where(
      and(
        eq(session.userId, personId),
        gt(session.expiresAt, sql`clock_timestamp()`),
        gt(session.createdAt, sql`clock_timestamp() - ${sessionHours} * interval '1 hour'`),
        gt(session.lastInputAt, sql`clock_timestamp() - ${idleMinutes} * interval '1 minute'`),
      ),
    )
    .orderBy(desc(session.lastInputAt));
}

export async function recordInput(db: Database, sessionId: string, at: Date): Promise<void> {
  await db.update(session).set({ lastInputAt: at }).where(eq(session.id, sessionId));
}

export async function endSessionByToken(db: Database, token: string): Promise<void> {
  await db.delete(session).where(eq(session.token, token));
}

/** better-auth replaces the session when a second factor is set up or removed: the new one is as old as the one before, and confirmed. */
export async function keepAge(db: Database, personId: string, signedInAt: Date, since: Date): Promise<void> {
  await db
    .update(session)
    .set({ createdAt: signedInAt, confirmedAt: since })
    .where(and(eq(session.userId, personId), gte(session.createdAt, since)));
}

/** Ends all sessions of the actor. */
export async function endSessions(db: Database, actor: Actor): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(session).where(eq(session.userId, actor.id));
    await audit(tx, {
      actor,
      action: "person.signed-out-everywhere",
      subject: `person:${actor.id}`,
      detail: {},
    });
  });
}

/** Ends one other session of the actor, or all others. */
export async function endOtherSessions(
  db: Database,
  actor: Actor,
  { current, only }: { current: string; only: string | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    const ended = await tx
      .delete(session)
      .where(
        and(
          eq(session.userId, actor.id),
          ne(session.id, current),
          only === null ? undefined : eq(session.id, only),
        ),
      )
      .returning({ id: session.id });
    if (ended.length > 0)
      await audit(tx, {
        actor,
        action: "person.session-ended",
        subject: `person:${actor.id}`,
        detail: { count: ended.length },
      });
  });
}

/** Ends all sessions of another person. */
export function endSessionsOf(
  db: Database,
  actor: Actor,
  personId: string,
): Promise<Result<null, PersonError>> {
  return mayManage(db, actor, personId, async (tx) => {
    const ended = await tx.delete(session).where(eq(session.userId, personId)).returning({ id: session.id });
    await audit(tx, {
      actor,
      action: "person.session-ended",
      subject: `person:${personId}`,
      detail: { count: ended.length },
    });
    return ok(null);
  });
}
