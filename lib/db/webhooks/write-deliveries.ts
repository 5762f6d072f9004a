// Writes of the webhook inbox. A delivery is known by its webhook-id.
import "server-only";
import { and, asc, eq, gte, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { deliveries, deliveryCounts } from "@/lib/db/schema/webhooks";
import { type PaymentKey, tell } from "@/lib/db/timeline";
import type { otherStore } from "@/lib/domain/webhook/delivery";
import { attemptDelay, maxAttempts } from "@/lib/domain/webhook/delivery-attempts";

export type DeliveryRow = typeof deliveries.$inferSelect;
export type NewDelivery = {
  id: string;
  type: string;
  storeId: string | null;
  paymentId: string | null;
  environment: "live" | "test";
  body: string;
  happenedAt: Date | null;
  state: "waiting" | "ignored";
  /** Why it is ignored, where its type is not the reason. */
  lastError: typeof otherStore | null;
};

/** The payment that a delivery is about; the store is null where the webhook named none. */
export type DeliveryKey = { storeId: string | null; paymentId: string };

/**
 * Stores deliveries and counts repeats, in one statement. Answers those that still wait to be processed. The ids must
 * differ from each other. Raw SQL: this is the one path that a burst of webhooks goes through.
 */
export async function storeDeliveries(
  db: Database | Transaction,
  batch: readonly (NewDelivery & { repeats: number })[],
): Promise<DeliveryKey[]> {
  const column = <Value>(read: (one: NewDelivery & { repeats: number }) => Value) =>
    sql.param(batch.map(read));
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

/** The deliveries of a payment that wait and are due, oldest first. */
export async function dueDeliveriesOf(db: Database, key: DeliveryKey, now: Date): Promise<DeliveryRow[]> {
  return db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.paymentId, key.paymentId),
        sameStore(key),
        eq(deliveries.state, "waiting"),
        lte(deliveries.nextAttemptAt, now),
      ),
    )
    .orderBy(asc(deliveries.receivedAt));
}

/** Payments with deliveries that were due before `before` and still wait: their job was lost. Longest due first. */
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

/**
 * Ends what waits or was given up for these payments, once a reading of them is stored that began at `readAt`: a
 * delivery asks for nothing but a reading that is younger than itself. Tells each payment's story that it came.
 */
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
          eq(deliveries.paymentId, paymentId),
          sameStore({ storeId, paymentId }),
          inArray(deliveries.state, ["waiting", "dead"]),
          lte(deliveries.receivedAt, readAt),
        ),
      )
      .returning();
    for (const { id, receivedAt, type, environment } of ended) {
      const entry = { kind: "webhook-received" as const, deliveryId: id, type, environment };
      await tell(tx, { storeId, paymentId }, `delivery:${id}`, receivedAt, entry);
    }
  }
}

/**
 * Counts a failed attempt at each of these deliveries. Answers when the next is due; null when all have had their
 * last and wait as dead letters. `final`: no retry can help.
 */
export async function failDeliveries(
  tx: Transaction,
  failed: readonly Pick<DeliveryRow, "id" | "attempts">[],
  failure: { error: string; at: Date; final: boolean },
): Promise<Date | null> {
  let next: Date | null = null;
  for (const { id, attempts } of failed) {
    const made = attempts + 1;
    const dead = failure.final || made >= maxAttempts;
    const nextAttemptAt = dead ? null : new Date(failure.at.getTime() + attemptDelay(made));
    const [row] = await tx
      .update(deliveries)
      .set({ attempts: made, lastError: failure.error, state: dead ? "dead" : "waiting", nextAttemptAt })
      .where(and(eq(deliveries.id, id), eq(deliveries.state, "waiting")))
      .returning({ id: deliveries.id });
    if (row && nextAttemptAt && (next === null || nextAttemptAt < next)) next = nextAttemptAt;
  }
  return next;
}

/** One delivery by its webhook-id, or null. */
export async function deliveryById(db: Database, id: string): Promise<DeliveryRow | null> {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.id, id));
  return row ?? null;
}

/** Keeps why a person's own attempt failed. It takes nothing from the retries and changes no schedule. */
export async function noteFailure(tx: Transaction, id: string, error: string): Promise<void> {
  await tx
    .update(deliveries)
    .set({ lastError: error })
    .where(and(eq(deliveries.id, id), inArray(deliveries.state, ["waiting", "dead"])));
}

/** Adds to the counts of what was refused at the door, or is worth a warning, by Seoul day and reason. */
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

/** Whether a reason was counted within the last seven days. */
export async function countedLately(db: Database, reason: string): Promise<boolean> {
  const rows = await db
    .select({ day: deliveryCounts.day })
    .from(deliveryCounts)
    .where(and(eq(deliveryCounts.reason, reason), gte(deliveryCounts.day, seoulDay(7))))
    .limit(1);
  return rows.length > 0;
}

function sameStore({ storeId }: DeliveryKey) {
  return storeId === null
    ? isNull(deliveries.storeId)
    : or(isNull(deliveries.storeId), eq(deliveries.storeId, storeId));
}

function seoulDay(daysAgo: number) {
  return sql<string>`to_char((clock_timestamp() at time zone 'Asia/Seoul') - ${daysAgo} * interval '1 day', 'YYYY-MM-DD')`;
}
