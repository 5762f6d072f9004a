// Writes of the webhook inbox. A delivery is known by its webhook-id.
import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "./client";
import { deliveries, deliveryRejections } from "./schema";
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

/** Adds to the counts of what was refused at the door, by Seoul day and reason. */
export async function countRejections(db: Database, counts: ReadonlyMap<string, number>): Promise<void> {
  const rows = [...counts].map(([reason, count]) => ({
    day: sql<string>`to_char(clock_timestamp() at time zone 'Asia/Seoul', 'YYYY-MM-DD')`,
    reason,
    count,
  }));
  if (rows.length === 0) return;
  await db
    .insert(deliveryRejections)
    .values(rows)
    .onConflictDoUpdate({
      target: [deliveryRejections.day, deliveryRejections.reason],
      set: { count: sql`${deliveryRejections.count} + excluded.count` },
    });
}
