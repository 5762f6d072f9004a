// One webhook: what it said, how it was processed, and what came of it.
import "server-only";
import { and, asc, desc, eq, ne, sql } from "drizzle-orm";
import { paymentKeyOf } from "@/lib/db/payments/write-payments";
import { timelineEntries } from "@/lib/db/schema/journal";
import { cancellations } from "@/lib/db/schema/refunds";
import { deliveries } from "@/lib/db/schema/webhooks";
import { noFigures } from "@/lib/domain/amounts";
import type { TimelineEntry } from "@/lib/domain/timeline/timeline";
import { type DeliveryDetail, otherStore, shownBody } from "@/lib/domain/webhook/delivery";
import type { Database } from "../client";
import type { PaymentKey } from "../timeline";
import { deliveryRow } from "./delivery-list";
import { cancelFiguresOf } from "./refund-view";

const mostChanges = 50;
/** Far more than PortOne sends for one payment. */
const mostOfPayment = 500;

const kindOf = sql<string>`${timelineEntries.entry} ->> 'kind'`;

/** Everything the inbox shows of one webhook, or null. `mayProcess` decides what is shown of its body. */
export async function deliveryDetail(
  db: Database,
  id: string,
  { mayProcess }: { mayProcess: boolean },
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
    body: row.body === "" ? "not-stored" : shownBody(row.type, row.body, mayProcess),
    paymentKnown: key !== null,
    changes: row.state === "processed" && key !== null ? await changesBy(db, key, id) : null,
  };
}

/** The webhooks that reached the desk for a payment, to be held against PortOne's record. */
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

/**
 * What the reading that ended a webhook wrote into the payment's story. Everything told in one transaction has its
 * time, to the microsecond, and the webhook's own entry is among it.
 */
async function changesBy(
  db: Database,
  key: PaymentKey,
  deliveryId: string,
): Promise<NonNullable<DeliveryDetail["changes"]>> {
  const together = db
    .select({ recordedAt: timelineEntries.recordedAt })
    .from(timelineEntries)
    .where(eq(timelineEntries.dedupeKey, `delivery:${deliveryId}`));
  const rows = await db
    .select({ at: timelineEntries.at, entry: timelineEntries.entry })
    .from(timelineEntries)
    .where(and(ofStory(key), eq(timelineEntries.recordedAt, together), ne(kindOf, "webhook-received")))
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
    .where(and(eq(cancellations.storeId, key.storeId), eq(cancellations.paymentId, key.paymentId)));
  return rows.flatMap(({ at, entry }): NonNullable<DeliveryDetail["changes"]> => {
    const told = entry as TimelineEntry;
    // Requests and their answers are recorded by whoever sends them, never by a reading.
    if (told.kind === "refund-answered" || told.kind === "refund-requested") return [];
    if (told.kind !== "cancellation") return [{ at: at.toISOString(), entry: told }];
    const row = made.find(({ id }) => id === told.cancellationId);
    const figures = row === undefined ? noFigures : cancelFiguresOf(row);
    return [{ at: at.toISOString(), entry: { ...told, figures } }];
  });
}

function ofStory({ storeId, paymentId }: PaymentKey) {
  return and(eq(timelineEntries.storeId, storeId), eq(timelineEntries.paymentId, paymentId));
}
