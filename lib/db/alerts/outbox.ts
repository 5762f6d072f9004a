// From the outbox to a receiver. A message is claimed, sent outside of a transaction, and then recorded.
import "server-only";
import { randomUUID } from "node:crypto";
import { and, asc, eq, gt, inArray, isNull, lt, notExists, or, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { alertChannels, alertDeliveries, alertSubscriptions, alerts } from "@/lib/db/schema/alerts";
import type { Alert, AnyAlertKind } from "@/lib/domain/alerts/alert";
import type { SendFailureCode } from "@/lib/domain/alerts/channel";
import { alertLifeMs, retryDelay, sendingTime } from "@/lib/domain/alerts/sending-time";

/** More alerts of a burst go with the next message. */
const mostInMessage = 10_000;
/** A process that ends while it sends leaves the message to the next attempt after this time (milliseconds). */
const leaseMs = 2 * 60_000;
const dayMs = 24 * 60 * 60_000;
const keptMs = 90 * dayMs;
const countedMs = 7 * dayMs;

export type AlertChannel = typeof alertChannels.$inferSelect;
type Subscription = typeof alertSubscriptions.$inferSelect;

export type DueMessage = {
  subscription: Subscription;
  /** Null: the receiver is a person. */
  channel: AlertChannel | null;
  messageId: string;
  kind: AnyAlertKind;
  attempt: number;
  /** The same for each attempt. */
  begunAt: Date;
  /** The earliest of the message's alerts, at most 20. `count`: of all of them. */
  alerts: Alert[];
  count: number;
};

/** How many alerts a message describes. The others are only counted. */
const mostDescribed = 20;

/** The alerts since `from` that a subscription is for, in a query with subscriptions, channels and alerts. */
function isWanted(from: Date): SQL | undefined {
  return and(
    eq(alerts.kind, alertSubscriptions.kind),
    gt(alerts.at, alertSubscriptions.since),
    gt(alerts.at, from),
    // A person is told of every request for approval except their own, and otherwise only of what they asked for.
    or(
      isNull(alertSubscriptions.personId),
      sql`(${alerts.kind} = 'approval-wanted') = (${alerts.personId} is distinct from ${alertSubscriptions.personId})`,
    ),
    or(
      isNull(alertChannels.currency),
      isNull(alerts.amount),
      sql`${alerts.currency} is distinct from ${alertChannels.currency}`,
      sql`${alerts.amount} >= ${alertChannels.amountFrom}`,
    ),
  );
}

/** Older alerts are no longer sent. */
function aliveFrom(now: Date): Date {
  return new Date(now.getTime() - alertLifeMs);
}

function isUntold(db: Database | Transaction): SQL {
  return notExists(
    db
      .select({ one: sql`1` })
      .from(alertDeliveries)
      .where(
        and(
          eq(alertDeliveries.subscriptionId, alertSubscriptions.id),
          eq(alertDeliveries.alertId, alerts.id),
        ),
      ),
  );
}

/** A person, or a channel that is active. */
const takesAlerts = or(isNull(alertChannels.id), eq(alertChannels.active, true));

/** Returns the subscriptions with something to tell, by receiver. */
export async function dueSubscriptions(db: Database): Promise<number[][]> {
  const now = await databaseNow(db);
  const rows = await db
    .selectDistinct({
      id: alertSubscriptions.id,
      channelId: alertSubscriptions.channelId,
      personId: alertSubscriptions.personId,
    })
    .from(alertSubscriptions)
    .leftJoin(alertChannels, eq(alertChannels.id, alertSubscriptions.channelId))
    .innerJoin(alerts, isWanted(aliveFrom(now)))
    .where(
      and(takesAlerts, or(isNull(alertSubscriptions.dueAt), lt(alertSubscriptions.dueAt, now)), isUntold(db)),
    )
    .orderBy(asc(alertSubscriptions.id));
  return [...Map.groupBy(rows, ({ channelId, personId }) => channelId ?? personId).values()].map((group) =>
    group.map(({ id }) => id),
  );
}

/** Claims the message of a subscription for this process. Null: nothing is due, or another process has it. */
export function claimMessage(db: Database, subscriptionId: number): Promise<DueMessage | null> {
  return db.transaction(async (tx) => {
    const [locked] = await tx
      .select()
      .from(alertSubscriptions)
      .leftJoin(alertChannels, eq(alertChannels.id, alertSubscriptions.channelId))
      .where(and(eq(alertSubscriptions.id, subscriptionId), takesAlerts))
      .for("update", { of: alertSubscriptions });
    if (locked === undefined) return null;
    const { alert_subscriptions: subscription, alert_channels: channel } = locked;
    const now = await databaseNow(tx);
    if (subscription.dueAt !== null && subscription.dueAt > now) return null;
    const underWay = messageUnderWay(subscription, now);
    const sentAt = underWay === null ? subscription.sentAt : null;
    if (sendingTime(now, sentAt, quietHoursOf(channel)) > now) return null;
    const alertIds = underWay?.alertIds ?? (await alertsToTell(tx, subscriptionId, now));
    if (alertIds.length === 0) return null;
    const message = {
      messageId: underWay?.messageId ?? randomUUID(),
      begunAt: underWay?.begunAt ?? now,
      attempts: (underWay?.attempts ?? 0) + 1,
    };
    await tx
      .update(alertSubscriptions)
      .set({ ...message, alertIds, dueAt: new Date(now.getTime() + leaseMs) })
      .where(eq(alertSubscriptions.id, subscriptionId));
    return {
      subscription,
      channel,
      messageId: message.messageId,
      kind: subscription.kind,
      attempt: message.attempts,
      begunAt: message.begunAt,
      alerts: await describedAlerts(tx, alertIds),
      count: alertIds.length,
    };
  });
}

/** Null where none is under way, or where its alerts are too old. */
function messageUnderWay({ messageId, alertIds, begunAt, attempts }: Subscription, now: Date) {
  if (messageId === null || alertIds === null || begunAt === null) return null;
  return now.getTime() - begunAt.getTime() > alertLifeMs ? null : { messageId, alertIds, begunAt, attempts };
}

function quietHoursOf(channel: AlertChannel | null) {
  if (channel === null || channel.quietFrom === null || channel.quietTo === null) return null;
  return { from: channel.quietFrom, to: channel.quietTo };
}

async function alertsToTell(tx: Transaction, subscriptionId: number, now: Date): Promise<number[]> {
  const rows = await tx
    .select({ id: alerts.id })
    .from(alertSubscriptions)
    .leftJoin(alertChannels, eq(alertChannels.id, alertSubscriptions.channelId))
    .innerJoin(alerts, isWanted(aliveFrom(now)))
    .where(and(eq(alertSubscriptions.id, subscriptionId), isUntold(tx)))
    .orderBy(asc(alerts.at), asc(alerts.id))
    .limit(mostInMessage);
  return rows.map(({ id }) => id);
}

async function describedAlerts(tx: Transaction, alertIds: readonly number[]): Promise<Alert[]> {
  const rows = await tx
    .select()
    .from(alerts)
    .where(inArray(alerts.id, alertIds.slice(0, mostDescribed)))
    .orderBy(asc(alerts.at), asc(alerts.id));
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** `failure`: null where the message has arrived, or where nobody may be told any more. */
export async function finishMessage(
  db: Database,
  { subscription, channel, messageId, attempt }: DueMessage,
  failure: SendFailureCode | null,
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = await databaseNow(tx);
    const isMine = and(
      eq(alertSubscriptions.id, subscription.id),
      eq(alertSubscriptions.messageId, messageId),
    );
    if (failure === null) {
      await tx.execute(sql`
        insert into ${alertDeliveries} (subscription_id, alert_id, at)
        select s.id, a.id, ${now.toISOString()}::timestamptz from ${alertSubscriptions} s
        join ${alerts} a on a.id = any(s.alert_ids)
        where s.id = ${subscription.id} and s.message_id = ${messageId}
        on conflict do nothing`);
      await tx
        .update(alertSubscriptions)
        .set({ messageId: null, alertIds: null, begunAt: null, dueAt: null, attempts: 0, sentAt: now })
        .where(isMine);
    } else {
      const dueAt = new Date(now.getTime() + retryDelay(attempt));
      await tx.update(alertSubscriptions).set({ dueAt }).where(isMine);
    }
    if (channel !== null) await recordChannelResult(tx, channel.id, now, failure);
  });
}

/** What a screen shows of the last message to the channel. */
export async function recordChannelResult(
  tx: Transaction,
  channelId: string,
  at: Date,
  failure: SendFailureCode | null,
): Promise<void> {
  await tx
    .update(alertChannels)
    .set(
      failure === null
        ? { lastSuccessAt: at, lastFailure: null }
        : { lastFailureAt: at, lastFailure: failure },
    )
    .where(eq(alertChannels.id, channelId));
}

/** Deletes old alerts, a limited number at a time. */
export async function deleteOldAlerts(db: Database): Promise<void> {
  const before = new Date((await databaseNow(db)).getTime() - keptMs);
  const old = db.select({ id: alerts.id }).from(alerts).where(lt(alerts.at, before)).limit(1_000);
  await db.delete(alerts).where(inArray(alerts.id, old));
}

/** Returns how many alerts each active channel waits to be told, and how many of the last seven days it was not told in time. */
export async function untoldAlerts(
  db: Database,
): Promise<ReadonlyMap<string, { waiting: number; missed: number }>> {
  const now = await databaseNow(db);
  const alive = aliveFrom(now).toISOString();
  const rows = await db
    .select({
      channelId: alertSubscriptions.channelId,
      waiting: sql<number>`count(*) filter (where ${alerts.at} > ${alive}::timestamptz)::int`,
      missed: sql<number>`count(*) filter (where ${alerts.at} <= ${alive}::timestamptz)::int`,
    })
    .from(alertSubscriptions)
    .innerJoin(alertChannels, eq(alertChannels.id, alertSubscriptions.channelId))
    .innerJoin(alerts, isWanted(new Date(now.getTime() - countedMs)))
    .where(and(eq(alertChannels.active, true), isUntold(db)))
    .groupBy(alertSubscriptions.channelId);
  return new Map(
    rows.flatMap(({ channelId, ...counts }) => (channelId === null ? [] : [[channelId, counts]])),
  );
}
