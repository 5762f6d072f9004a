import "server-only";
import { and, asc, eq, gte, inArray, lte, sql } from "drizzle-orm";
import { raiseAlert } from "@/lib/db/alerts/raise-alert";
import type { Database, Transaction } from "@/lib/db/client";
import { mayBelongToPayment } from "@/lib/db/payment-key";
import { deliveries, deliveryCounts } from "@/lib/db/schema/webhooks";
import { recordEvent } from "@/lib/db/timeline";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import { cancellationNamedBy, type otherStore } from "@/lib/domain/webhook/delivery";
import { attemptDelay, maxAttempts } from "@/lib/domain/webhook/delivery-attempts";

export type StoredDelivery = typeof deliveries.$inferSelect;
export type NewDelivery = {
  id: string;
  type: string;
  storeId: string | null;
  paymentId: string | null;
  environment: "live" | "test";
  body: string;
  happenedAt: Date | null;
  state: "waiting" | "ignored";
  /** Why the delivery is ignored, where its type is not the reason. */
  lastError: typeof otherStore | null;
};

/** The store is null where the webhook names none. */
export type DeliveryKey = { storeId: string | null; paymentId: string };

/** Counts repeats. Returns the payments of deliveries that still wait. The ids must differ. */
export async function storeDeliveries(
  db: Database | Transaction,
  batch: readonly (NewDelivery & { repeats: number })[],
): Promise<DeliveryKey[]> {
  const column = <Value>(read: (delivery: NewDelivery & { repeats: number }) => Value) =>
    sql.param(batch.map(read));
  // One raw statement, because every webhook of a flood takes this path.
  const stored = await db.execute(sql`
    insert into deliveries
      (id, type, store_id, payment_id, environment, body, happened_at, state, next_attempt_at, repeats, last_error)
    select id, type, store_id, payment_id, environment, body, happened_at, state,
      case when state = 'waiting' then now() end, repeats, last_error
    from unnest(
      ${column(({ id }) => id)}::text[],
      ${column(({ type }) => type)}::text[],
      ${column(({ storeId }) => storeId)}::text[],
      ${column(({ paymentId }) => paymentId)}::text[],
      ${column(({ environment }) => environment)}::text[],
      ${column(({ body }) => body)}::text[],
      ${column(({ happenedAt }) => happenedAt?.toISOString() ?? null)}::timestamptz[],
      ${column(({ state }) => state)}::text[],
      ${column(({ repeats }) => repeats)}::int[],
      ${column(({ lastError }) => lastError)}::text[]
    ) as given (id, type, store_id, payment_id, environment, body, happened_at, state, repeats, last_error)
    on conflict (id) do update set repeats = deliveries.repeats + 1 + excluded.repeats
    returning state, store_id, payment_id`);
  return stored.rows.flatMap(({ state, store_id, payment_id }) =>
    state === "waiting" && typeof payment_id === "string"
      ? [{ storeId: typeof store_id === "string" ? store_id : null, paymentId: payment_id }]
      : [],
  );
}

export async function dueDeliveriesOf(db: Database, key: DeliveryKey, now: Date): Promise<StoredDelivery[]> {
  return db
    .select()
    .from(deliveries)
    .where(
      and(
        mayBelongToPayment(deliveries, key),
        eq(deliveries.state, "waiting"),
        lte(deliveries.nextAttemptAt, now),
      ),
    )
    .orderBy(asc(deliveries.receivedAt));
}

/** Returns payments whose waiting deliveries were due before `before`, longest due first: the job was lost. */
export async function overdueDeliveries(db: Database, before: Date, limit: number): Promise<DeliveryKey[]> {
  const rows = await db
    .select({ storeId: deliveries.storeId, paymentId: deliveries.paymentId })
    .from(deliveries)
    .where(and(eq(deliveries.state, "waiting"), lte(deliveries.nextAttemptAt, before)))
    .groupBy(deliveries.storeId, deliveries.paymentId)
    .orderBy(sql`min(${deliveries.nextAttemptAt})`)
    .limit(limit);
  return rows.flatMap(({ storeId, paymentId }) => (paymentId === null ? [] : [{ storeId, paymentId }]));
}

/** Ends the waiting and dead deliveries received by `readAt`, when the reading that is now stored began. */
export async function endDeliveries(
  tx: Transaction,
  keys: readonly PaymentKey[],
  readAt: Date,
): Promise<void> {
  for (const { storeId, paymentId } of keys) {
    const ended = await tx
      .update(deliveries)
      .set({
        state: "processed",
        nextAttemptAt: null,
        processedAt: sql`clock_timestamp()`,
        lastError: null,
        storeId,
      })
      .where(
        and(
          mayBelongToPayment(deliveries, { storeId, paymentId }),
          inArray(deliveries.state, ["waiting", "dead"]),
          lte(deliveries.receivedAt, readAt),
        ),
      )
      .returning();
    for (const { id, receivedAt, type, environment, body } of ended) {
      const cancellationId = cancellationNamedBy(body);
      const entry = {
        kind: "webhook-received" as const,
        deliveryId: id,
        type,
        environment,
        ...(cancellationId !== null && { cancellationId }),
      };
      await recordEvent(tx, { storeId, paymentId }, `delivery:${id}`, receivedAt, entry);
    }
  }
}

/** Returns when the next attempt is due; null when all are dead letters. `final`: no retry can help. */
export async function failDeliveries(
  tx: Transaction,
  failed: readonly Pick<StoredDelivery, "id" | "attempts">[],
  failure: { error: string; at: Date; final: boolean },
): Promise<Date | null> {
  let next: Date | null = null;
  for (const { id, attempts } of failed) {
    const attemptCount = attempts + 1;
    const dead = failure.final || attemptCount >= maxAttempts;
    const nextAttemptAt = dead ? null : new Date(failure.at.getTime() + attemptDelay(attemptCount));
    const [row] = await tx
      .update(deliveries)
      .set({
        attempts: attemptCount,
        lastError: failure.error,
        state: dead ? "dead" : "waiting",
        nextAttemptAt,
      })
      .where(and(eq(deliveries.id, id), eq(deliveries.state, "waiting")))
      .returning({ id: deliveries.id, paymentId: deliveries.paymentId });
    if (row && dead)
      await raiseAlert(tx, { key: `dead-letter:${id}`, kind: "dead-letter", paymentId: row.paymentId });
    if (row && nextAttemptAt && (next === null || nextAttemptAt < next)) next = nextAttemptAt;
  }
  return next;
}

export async function deliveryById(db: Database, id: string): Promise<StoredDelivery | null> {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.id, id));
  return row ?? null;
}

/** For an attempt that a person started: retries and their schedule do not change. */
export async function recordManualFailure(tx: Transaction, id: string, error: string): Promise<void> {
  await tx
    .update(deliveries)
    .set({ lastError: error })
    .where(and(eq(deliveries.id, id), inArray(deliveries.state, ["waiting", "dead"])));
}

export async function addDeliveryCounts(db: Database, counts: ReadonlyMap<string, number>): Promise<void> {
  const rows = [...counts].map(([reason, count]) => ({
    day: seoulDay(0),
    reason,
    count,
  }));
  if (rows.length === 0) return;
  await db
    .insert(deliveryCounts)
    .values(rows)
    .onConflictDoUpdate({
      target: [deliveryCounts.day, deliveryCounts.reason],
      set: { count: sql`${deliveryCounts.count} + excluded.count` },
    });
}

export async function countedWithinWeek(db: Database, reason: string): Promise<boolean> {
  const rows = await db
    .select({ day: deliveryCounts.day })
    .from(deliveryCounts)
    .where(and(eq(deliveryCounts.reason, reason), gte(deliveryCounts.day, seoulDay(7))))
    .limit(1);
  return rows.length > 0;
}

function seoulDay(daysAgo: number) {
  return sql<string>`to_char((clock_timestamp() at time zone 'Asia/Seoul') - ${daysAgo} * interval '1 day', 'YYYY-MM-DD')`;
}
