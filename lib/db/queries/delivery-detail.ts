import "server-only";
import { and, asc, desc, eq, ne, sql } from "drizzle-orm";
import { belongsToPayment } from "@/lib/db/payment-key";
import { paymentKeyOf } from "@/lib/db/payments/write-payments";
import { timelineEntries } from "@/lib/db/schema/journal";
import { cancellations } from "@/lib/db/schema/refunds";
import { deliveries } from "@/lib/db/schema/webhooks";
import { noFigures } from "@/lib/domain/amounts";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import type { TimelineEntry } from "@/lib/domain/timeline/timeline";
import { type DeliveryDetail, otherStore, visibleBody } from "@/lib/domain/webhook/delivery";
import type { Database } from "../client";
import { deliveryRow } from "./delivery-list";
import { cancelFiguresOf } from "./refund-view";

const mostChanges = 50;
const mostOfPayment = 500;

const kindOf = sql<string>`${timelineEntries.entry} ->> 'kind'`;

/** A body may have fields that the desk does not know, and so data of a customer. */
export async function deliveryDetail(
  db: Database,
  id: string,
  { mayReadBody }: { mayReadBody: boolean },
): Promise<DeliveryDetail | null> {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.id, id));
  if (row === undefined) return null;
  const { paymentId, storeId } = row;
  const key = paymentId === null ? null : await paymentKeyOf(db, { paymentId, storeId });
  return {
    ...deliveryRow(row),
    storeId: row.storeId,
    happenedAt: row.happenedAt?.toISOString() ?? null,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    processedAt: row.processedAt?.toISOString() ?? null,
    ignoredFor: row.state !== "ignored" ? null : row.lastError === otherStore ? otherStore : "type",
    body: row.body === "" ? "not-stored" : visibleBody(row.type, row.body, mayReadBody),
    paymentKnown: key !== null,
    changes: row.state === "processed" && key !== null ? await changesBy(db, key, id) : null,
  };
}

export async function deliveriesOf(
  db: Database,
  { paymentId }: { paymentId: string },
): Promise<{ id: string; body: string }[]> {
  return db
    .select({ id: deliveries.id, body: deliveries.body })
    .from(deliveries)
    .where(eq(deliveries.paymentId, paymentId))
    .orderBy(desc(deliveries.receivedAt))
    .limit(mostOfPayment);
}

async function changesBy(
  db: Database,
  key: PaymentKey,
  deliveryId: string,
): Promise<NonNullable<DeliveryDetail["changes"]>> {
  // Entries of one transaction share its time, to the microsecond; the webhook's own entry is among them.
  const transactionTime = db
    .select({ recordedAt: timelineEntries.recordedAt })
    .from(timelineEntries)
    .where(eq(timelineEntries.dedupeKey, `delivery:${deliveryId}`));
  const rows = await db
    .select({ at: timelineEntries.at, entry: timelineEntries.entry })
    .from(timelineEntries)
    .where(
      and(
        belongsToPayment(timelineEntries, key),
        eq(timelineEntries.recordedAt, transactionTime),
        ne(kindOf, "webhook-received"),
      ),
    )
    .orderBy(asc(timelineEntries.at), asc(timelineEntries.seq))
    .limit(mostChanges);
  const made = await db
    .select({
      id: cancellations.id,
      orderAmount: cancellations.orderAmount,
      moneyBack: cancellations.moneyBack,
      pointsBack: cancellations.pointsBack,
    })
    .from(cancellations)
    .where(belongsToPayment(cancellations, key));
  return rows.flatMap(({ at, entry }): NonNullable<DeliveryDetail["changes"]> => {
    const recorded = entry as TimelineEntry;
    // Requests and answers are recorded by the code that sends them, never by a reading.
    if (recorded.kind === "refund-answered" || recorded.kind === "refund-requested") return [];
    if (recorded.kind !== "cancellation") return [{ at: at.toISOString(), entry: recorded }];
    const row = made.find(({ id }) => id === recorded.cancellationId);
    const figures = row === undefined ? noFigures : cancelFiguresOf(row);
    return [{ at: at.toISOString(), entry: { ...recorded, figures } }];
  });
}
