// Writes of the webhook inbox. A delivery is known by its webhook-id.
import "server-only";
import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import type { Database, Transaction } from "./client";
import { deliveries, deliveryCounts } from "./schema";
import { tell } from "./timeline";

export type DeliveryRow = typeof deliveries.$inferSelect;
export type NewDelivery = Pick<
  typeof deliveries.$inferInsert,
  "id" | "type" | "storeId" | "paymentId" | "environment" | "body" | "happenedAt"
> & { state: "waiting" | "ignored" };

/** Stores a delivery, or counts a repeat. Answers whether it still waits to be processed. */
export async function receiveDelivery(
  tx: Transaction,
  delivery: NewDelivery,
): Promise<{ waiting: boolean; repeat: boolean }> {
  const [row] = await tx
    .insert(deliveries)
    .values(delivery)
    .onConflictDoUpdate({ target: deliveries.id, set: { repeats: sql`${deliveries.repeats} + 1` } })
    .returning({ state: deliveries.state, repeats: deliveries.repeats });
  if (row === undefined) throw new Error("a delivery was neither stored nor known");
  return { waiting: row.state === "waiting", repeat: row.repeats > 0 };
}

export async function deliveryById(db: Database, id: string): Promise<DeliveryRow | null> {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.id, id));
  return row ?? null;
}

/** Deliveries received before `before` that still wait, oldest first. */
export async function waitingDeliveries(db: Database, before: Date, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.state, "waiting"), lt(deliveries.receivedAt, before)))
    .orderBy(asc(deliveries.receivedAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Ends a delivery after its payment was synced, and tells the payment's story that it came. */
export async function endDelivery(
  db: Database,
  delivery: DeliveryRow,
  storeId: string | null,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(deliveries)
      .set({
        state: "processed",
        processedAt: sql`clock_timestamp()`,
        lastError: null,
        ...(storeId ? { storeId } : {}),
      })
      .where(and(eq(deliveries.id, delivery.id), eq(deliveries.state, "waiting")));
    if (storeId === null || delivery.paymentId === null) return;
    await tell(
      tx,
      { storeId, paymentId: delivery.paymentId },
      `delivery:${delivery.id}`,
      delivery.receivedAt,
      {
        kind: "webhook-received",
        deliveryId: delivery.id,
        type: delivery.type,
        environment: delivery.environment,
      },
    );
  });
}

/** Keeps why processing failed. The job is tried again. */
export async function noteDeliveryError(db: Database, id: string, error: string): Promise<void> {
  await db.update(deliveries).set({ lastError: error }).where(eq(deliveries.id, id));
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

function seoulDay(daysAgo: number) {
  return sql<string>`to_char((clock_timestamp() at time zone 'Asia/Seoul') - ${daysAgo} * interval '1 day', 'YYYY-MM-DD')`;
}
