import "server-only";
import { and, desc, eq, lte } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { mayBelongToPayment } from "@/lib/db/payment-key";
import type { AttemptRow } from "@/lib/db/queries/refund-view";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { deliveries } from "@/lib/db/schema/webhooks";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import { isOpenRefund } from "@/lib/domain/refund/refund";
import { type TimelineGap, timelineGaps } from "@/lib/domain/timeline/timeline-gaps";
import type { CancellationView } from "@/lib/domain/views/refund";
import type { TimelineItem } from "@/lib/domain/views/timeline";
import { environmentOf } from "@/lib/domain/webhook/delivery";

const webhookLimit = 50;

type PageFacts = {
  channelType: string | null;
  cancellations: readonly CancellationView[];
  refunds: readonly RefundRow[];
  attempts: ReadonlyMap<string, AttemptRow[]>;
  timeline: readonly TimelineItem[];
};

export async function paymentGaps(
  db: Database,
  key: PaymentKey,
  facts: PageFacts,
  now: Date,
): Promise<TimelineGap[]> {
  const cancellations = facts.cancellations.map(({ id, status, refundNumber, requestedAt, cancelledAt }) => ({
    id,
    status,
    refundNumber,
    requestedAt: new Date(requestedAt),
    cancelledAt: cancelledAt === null ? null : new Date(cancelledAt),
  }));
  const open = facts.refunds.filter(isOpenRefund);
  const touched = [
    ...cancellations.map(({ requestedAt }) => requestedAt),
    ...open.map((one) => one.createdAt),
  ];
  if (touched.length === 0) return [];
  const lastTouched = new Date(Math.max(...touched.map(Number)));
  const [webhooks, webhooksReach] = await Promise.all([
    webhooksOf(db, key),
    hadReached(db, facts.channelType, lastTouched),
  ]);
  const refunds = open.map(({ id, number, state, createdAt, checkAt }) => ({
    number,
    state,
    createdAt,
    checkAt,
    attempts: facts.attempts.get(id) ?? [],
    undecidedAt: undecidedSince(facts.timeline, id),
  }));
  return timelineGaps({ webhooksReach, webhooks, cancellations, refunds }, now);
}

async function webhooksOf(db: Database, key: PaymentKey): Promise<Date[]> {
  const rows = await db
    .select({ receivedAt: deliveries.receivedAt })
    .from(deliveries)
    .where(mayBelongToPayment(deliveries, key))
    .orderBy(desc(deliveries.receivedAt))
    .limit(webhookLimit);
  return rows.map(({ receivedAt }) => receivedAt);
}

async function hadReached(db: Database, channelType: string | null, then: Date): Promise<boolean> {
  if (channelType === null) return false;
  const environment = environmentOf(channelType);
  const rows = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.environment, environment), lte(deliveries.receivedAt, then)))
    .limit(1);
  return rows.length > 0;
}

function undecidedSince(timeline: readonly TimelineItem[], refundId: string): Date | null {
  const item = timeline.find(
    ({ entry }) =>
      entry.kind === "refund-state-changed" && entry.refundId === refundId && entry.state === "undecided",
  );
  return item === undefined ? null : new Date(item.at);
}
