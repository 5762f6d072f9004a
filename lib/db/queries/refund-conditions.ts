// One row of the list of refunds is a cancellation at PortOne, or a refund of ours without one. The conditions are written
// for a join of `refunds`, `cancellations` and `payments`, of which one of the first two may be absent.
import "server-only";
import { and, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { payments } from "@/lib/db/schema/payments";
import { cancellations, cancellationTime, endedWithoutTime, refunds } from "@/lib/db/schema/refunds";
import {
  madeElsewhere,
  noneOfThem,
  noReason,
  type PendingAge,
  type RefundFilter,
  type RefundListState,
} from "@/lib/domain/refund/refund-filter";
import { inDays } from "./seoul-days";

const isDone = eq(cancellations.status, "SUCCEEDED");

export const listState = sql<RefundListState>`case when ${isDone} then 'succeeded'
  when ${refunds.state} = 'succeeded' then 'recorded'
  when ${refunds.state} is not null then ${refunds.state}
  when ${cancellations.status} = 'REQUESTED' then 'pending'
  when ${cancellations.status} = 'FAILED' then 'failed'
  else 'undecided' end`;

export const requestedAt = sql`coalesce(${refunds.createdAt}, ${cancellations.requestedAt})`;

/** As in the daily sums: a cancellation whose end PortOne does not state counts on the day of its request. */
export const finishedAt = sql`case when ${isDone} then coalesce(${cancellations.cancelledAt}, ${cancellations.requestedAt})
  else coalesce(${cancellations.cancelledAt}, ${refunds.endedAt}) end`;

export const isTest = sql<boolean>`(${payments.channelType} is not distinct from 'TEST')`;

export const pendingAge = sql<PendingAge>`case
  when clock_timestamp() - ${refunds.createdAt} < interval '1 hour' then 'hour'
  when clock_timestamp() - ${refunds.createdAt} < interval '1 day' then 'day'
  when clock_timestamp() - ${refunds.createdAt} < interval '3 days' then 'three-days'
  else 'longer' end`;

const onlyConditions: Record<NonNullable<RefundFilter["only"]>, SQL | undefined> = {
  unknown: and(isDone, isNull(cancellations.moneyBack)),
  points: sql`${cancellations.pointsBack} > 0`,
  emergency: isNotNull(refunds.emergencyWhy),
};

/** Undefined where the filter has no condition. */
export function refundConditionOf(filter: RefundFilter): SQL | undefined {
  const { period, states, person, reason, methods, pgs, channel, currency, took, pending, only } = filter;
  return and(
    period === null ? undefined : inDays(period.of === "finished" ? finishedAt : requestedAt, period),
    states.length === 0 ? undefined : inArray(listState, [...states]),
    person === null ? undefined : person === madeElsewhere ? isNull(refunds.id) : eq(refunds.actorId, person),
    reason === null
      ? undefined
      : reason === noReason
        ? and(isNull(refunds.reasonCode), sql`${refunds.id} is not null`)
        : eq(refunds.reasonCode, reason),
    oneOf(payments.methodType, methods),
    oneOf(payments.pgProvider, pgs),
    channel === null ? undefined : channel === "TEST" ? isTest : sql`not ${isTest}`,
    currency === null ? undefined : eq(payments.currency, currency),
    took === null ? undefined : tookOf(took),
    pending === null ? undefined : and(eq(refunds.state, "pending"), sql`${pendingAge} = ${pending}`),
    only === null ? undefined : onlyConditions[only],
  );
}

function oneOf(column: typeof payments.methodType | typeof payments.pgProvider, wanted: readonly string[]) {
  if (wanted.length === 0) return undefined;
  const named = wanted.filter((value) => value !== noneOfThem);
  return or(
    named.length === 0 ? undefined : inArray(column, named),
    wanted.includes(noneOfThem) ? isNull(column) : undefined,
  );
}

function tookOf(took: NonNullable<RefundFilter["took"]>): SQL | undefined {
  if (took === "unknown") return endedWithoutTime(cancellations);
  return and(
    isDone,
    sql`${cancellations.cancelledAt} is not null and ${cancellationTime(cancellations)} = ${took}`,
  );
}
