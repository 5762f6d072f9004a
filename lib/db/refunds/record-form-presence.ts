// Presence locks nothing; the refund ledger prevents concurrent refunds.
import "server-only";
import { and, asc, eq, gt, ne, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { belongsToPayment, isPayment } from "@/lib/db/payment-key";
import { payments } from "@/lib/db/schema/payments";
import { formPresence } from "@/lib/db/schema/refunds";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import type { FormPresenceInput } from "@/lib/domain/refund/form-presence";
import { ok, type Result } from "@/lib/domain/result";

/** Longer than the minute for which browsers delay the timers of background tabs. */
const lifetime = sql`interval '90 seconds'`;
const now = sql`clock_timestamp()`;

/** `at` is repeated every half minute while a form has typed text, and false when the person leaves. */
export async function recordFormPresence(
  db: Database,
  actor: { id: string; name: string },
  { storeId, paymentId, at }: FormPresenceInput,
): Promise<Result<null, never>> {
  if (at) await enterForm(db, actor, { storeId, paymentId });
  else await leaveForm(db, actor.id, { storeId, paymentId });
  return ok(null);
}

async function enterForm(
  db: Database,
  actor: { id: string; name: string },
  { storeId, paymentId }: PaymentKey,
): Promise<void> {
  // Skips rows that another transaction is deleting: two deletes in different orders would deadlock.
  await db.execute(
    sql`delete from form_presence where ctid in (select ctid from form_presence where expires_at <= ${now} limit 50 for update skip locked)`,
  );
  const known = await db.select({ id: payments.id }).from(payments).where(isPayment({ storeId, paymentId }));
  if (known.length === 0) return;
  await db
    .insert(formPresence)
    .values({
      storeId,
      paymentId,
      actorId: actor.id,
      actorName: actor.name,
      since: sql`${now}`,
      expiresAt: sql`${now} + ${lifetime}`,
    })
    .onConflictDoUpdate({
      target: [formPresence.storeId, formPresence.paymentId, formPresence.actorId],
      set: { actorName: actor.name, expiresAt: sql`${now} + ${lifetime}` },
    });
}

async function leaveForm(db: Database, actorId: string, { storeId, paymentId }: PaymentKey): Promise<void> {
  await db
    .delete(formPresence)
    .where(and(belongsToPayment(formPresence, { storeId, paymentId }), eq(formPresence.actorId, actorId)));
}

export async function othersAtForm(
  db: Database,
  { storeId, paymentId }: PaymentKey,
  viewerId: string,
): Promise<{ name: string; since: Date }[]> {
  return db
    .select({ name: formPresence.actorName, since: formPresence.since })
    .from(formPresence)
    .where(
      and(
        belongsToPayment(formPresence, { storeId, paymentId }),
        ne(formPresence.actorId, viewerId),
        gt(formPresence.expiresAt, now),
      ),
    )
    .orderBy(asc(formPresence.since));
}
