// The facts from which the gaps in a payment's story are computed (lib/domain/timeline/timeline-gaps).
import "server-only";
import { and, desc, eq, isNull, lte, or } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import type { AttemptRow, RefundRow } from "@/lib/db/queries/refund-view";
import { deliveries } from "@/lib/db/schema/webhooks";
import type { PaymentKey } from "@/lib/db/timeline";
import { type TimelineGap, timelineGaps } from "@/lib/domain/timeline/timeline-gaps";
import type { CancellationView } from "@/lib/domain/views/refund";
import type { TimelineItem } from "@/lib/domain/views/timeline";

const webhooksLooked = 50;

type Story = {
  channelType: string | null;
  cancellations: readonly CancellationView[];
  refunds: readonly RefundRow[];
  attempts: ReadonlyMap<string, AttemptRow[]>;
  timeline: readonly TimelineItem[];
};

/** What should have come for this payment by now and has not. */
export async function paymentGaps(
  db: Database,
  key: PaymentKey,
  story: Story,
  now: Date,
): Promise<TimelineGap[]> {
  const cancellations = story.cancellations.map(({ id, status, refundNumber, requestedAt, cancelledAt }) => ({
    id,
    status,
    refundNumber,
    requestedAt: new Date(requestedAt),
    cancelledAt: cancelledAt === null ? null : new Date(cancelledAt),
  }));
  const open = story.refunds.filter(({ state }) => state === "submitting" || state === "undecided");
  const touched = [
    ...cancellations.map(({ requestedAt }) => requestedAt),
    ...open.map((one) => one.createdAt),
  ];
  if (touched.length === 0) return [];
  const lastTouched = new Date(Math.max(...touched.map(Number)));
  const [webhooks, webhooksReach] = await Promise.all([
    webhooksOf(db, key),
    hadReached(db, story.channelType, lastTouched),
  ]);
  const refunds = open.map(({ id, number, state, createdAt, checkAt }) => ({
    number,
    state,
    createdAt,
    checkAt,
    attempts: story.attempts.get(id) ?? [],
    undecidedAt: handedOver(story.timeline, id),
  }));
  return timelineGaps({ webhooksReach, webhooks, cancellations, refunds }, now);
}

/** When webhooks of this payment came, newest first; one that names no store may be of it too. */
async function webhooksOf(db: Database, key: PaymentKey): Promise<Date[]> {
  const rows = await db
    .select({ receivedAt: deliveries.receivedAt })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.paymentId, key.paymentId),
        or(eq(deliveries.storeId, key.storeId), isNull(deliveries.storeId)),
      ),
    )
    .orderBy(desc(deliveries.receivedAt))
    .limit(webhooksLooked);
  return rows.map(({ receivedAt }) => receivedAt);
}

/** Whether a webhook of the channel's environment had ever reached the desk by then. */
async function hadReached(db: Database, channelType: string | null, then: Date): Promise<boolean> {
  if (channelType === null) return false;
  const environment = channelType === "TEST" ? "test" : "live";
  const rows = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.environment, environment), lte(deliveries.receivedAt, then)))
    .limit(1);
  return rows.length > 0;
}

function handedOver(timeline: readonly TimelineItem[], refundId: string): Date | null {
  const item = timeline.find(
    ({ entry }) =>
      entry.kind === "refund-settled" && entry.refundId === refundId && entry.state === "undecided",
  );
  return item === undefined ? null : new Date(item.at);
}
