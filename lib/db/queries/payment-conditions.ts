import "server-only";
import { and, eq, gte, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import { belongsToPayment } from "@/lib/db/payment-key";
import { payments } from "@/lib/db/schema/payments";
import { cancellations, cancellationTime, endedWithoutTime } from "@/lib/db/schema/refunds";
import { orderAmount } from "@/lib/domain/amounts";
import {
  blockedSoonDays,
  type CancellationTime,
  type PaymentFilter,
} from "@/lib/domain/payment/payment-filter";
import type { PaymentTab } from "@/lib/domain/payment/payment-tabs";
import { deadlineOrNone, paidOrNever } from "./payment-times";
import { inDays } from "./seoul-days";

export const tabStatuses: Record<PaymentTab, readonly string[] | null> = {
  all: null,
  paid: ["PAID"],
  "partial-cancelled": ["PARTIAL_CANCELLED"],
  cancelled: ["CANCELLED"],
  waiting: ["READY", "PAY_PENDING", "VIRTUAL_ACCOUNT_ISSUED"],
  failed: ["FAILED"],
};

/** Leaves out the search. Undefined where the filter has no condition. */
export function conditionOf(filter: PaymentFilter): SQL | undefined {
  const { tab, period, statuses, methods, pgs, channel, currency } = filter;
  return and(
    ofTab(tab),
    period === null ? undefined : inPeriod(period, filter.took),
    statuses.length === 0 ? undefined : inArray(payments.status, [...statuses]),
    methods.length === 0 ? undefined : inArray(payments.methodType, [...methods]),
    pgs.length === 0 ? undefined : inArray(payments.pgProvider, [...pgs]),
    channel === null
      ? undefined
      : sql`(${payments.channelType} is not distinct from 'TEST') = ${channel === "TEST"}`,
    currency === null ? undefined : eq(payments.currency, currency),
    inAmounts(filter),
    filter.pendingCancellation ? hasPendingCancellation : undefined,
    filter.blockedSoon ? isBlockedSoon() : undefined,
    filter.unknownCharge ? isNull(payments.charged) : undefined,
  );
}

export function ofTab(tab: PaymentTab): SQL | undefined {
  const wanted = tabStatuses[tab];
  return wanted === null ? undefined : inArray(payments.status, [...wanted]);
}

export function inAmounts({ amount }: Pick<PaymentFilter, "amount">): SQL | undefined {
  return and(
    amount?.from == null ? undefined : gte(payments.total, orderAmount(amount.from)),
    amount?.to == null ? undefined : lte(payments.total, orderAmount(amount.to)),
  );
}

const ofPayment = belongsToPayment(cancellations, { storeId: payments.storeId, paymentId: payments.id });

const hasPendingCancellation = sql`exists (
  select from ${cancellations} where ${ofPayment} and ${cancellations.pollAt} is not null)`;

export function isBlockedSoon(): SQL {
  return sql`${deadlineOrNone} > now() and ${deadlineOrNone} <= now() + ${blockedSoonDays}::int * interval '1 day'`;
}

type Period = NonNullable<PaymentFilter["period"]>;

export function inPeriod(period: Period, took: CancellationTime | null): SQL | undefined {
  switch (period.of) {
    case "created":
      return inDays(payments.requestedAt, period);
    case "paid":
      return inDays(paidOrNever, period);
    case "cancelled":
      return sql`exists (
        select from ${cancellations} where ${ofPayment} and ${cancelledIn(period, took)})`;
  }
}

/** `took` is the duration of the cancellation; `unknown`: no end is stated, and the period is that of the request. */
export function cancelledIn(period: Period, took: CancellationTime | null): SQL | undefined {
  if (took === "unknown")
    return and(endedWithoutTime(cancellations), inDays(cancellations.requestedAt, period));
  return and(
    inDays(cancellations.cancelledAt, period),
    took === null ? undefined : sql`${cancellationTime(cancellations)} = ${took}`,
  );
}
