// What a filter of the payment list means in SQL. Days are whole days in Seoul.
import "server-only";
import { parseDate } from "@internationalized/date";
import { type AnyColumn, and, eq, gte, inArray, like, lt, lte, type SQL, sql } from "drizzle-orm";
import { blockedSoonDays, type PaymentFilter } from "@/lib/domain/payment-filter";
import type { PaymentTab } from "@/lib/domain/views";
import { cancellations, payments } from "../schema";

const tabStatuses: Record<PaymentTab, readonly string[] | null> = {
  all: null,
  paid: ["PAID"],
  "partial-cancelled": ["PARTIAL_CANCELLED"],
  cancelled: ["CANCELLED"],
  waiting: ["READY", "PAY_PENDING", "VIRTUAL_ACCOUNT_ISSUED"],
  failed: ["FAILED"],
};

/** All that the filter asks for at once; undefined where it asks for nothing. */
export function conditionOf(filter: PaymentFilter): SQL | undefined {
  const { tab, query, period, statuses, methods, pgs, channel, amount, currency } = filter;
  const ofTab = tabStatuses[tab];
  return and(
    ofTab === null ? undefined : inArray(payments.status, [...ofTab]),
    query === "" ? undefined : like(payments.id, `${escapeLike(query)}%`),
    period === null ? undefined : within(period),
    statuses.length === 0 ? undefined : inArray(payments.status, [...statuses]),
    methods.length === 0 ? undefined : inArray(payments.methodType, [...methods]),
    pgs.length === 0 ? undefined : inArray(payments.pgProvider, [...pgs]),
    channel === null ? undefined : eq(payments.channelType, channel),
    currency === null ? undefined : eq(payments.currency, currency),
    amount?.from == null ? undefined : gte(payments.total, amount.from),
    amount?.to == null ? undefined : lte(payments.total, amount.to),
    filter.pendingCancellation ? hasPendingCancellation : undefined,
    filter.blockedSoon ? isBlockedSoon : undefined,
  );
}

const hasPendingCancellation = sql`exists (
  select from ${cancellations} where ${cancellations.storeId} = ${payments.storeId}
    and ${cancellations.paymentId} = ${payments.id} and ${cancellations.pollAt} is not null)`;

const isBlockedSoon = sql`${payments.refundableUntil} > now()
  and ${payments.refundableUntil} <= now() + ${blockedSoonDays}::int * interval '1 day'`;

function within({ of, from, to }: NonNullable<PaymentFilter["period"]>): SQL | undefined {
  const start = from === null ? null : startOf(from, 0);
  const end = to === null ? null : startOf(to, 1);
  const between = (column: AnyColumn) =>
    and(start === null ? undefined : gte(column, start), end === null ? undefined : lt(column, end));
  switch (of) {
    case "created":
      return between(payments.requestedAt);
    case "paid":
      return between(payments.paidAt);
    case "cancelled":
      return sql`exists (
        select from ${cancellations} where ${cancellations.storeId} = ${payments.storeId}
          and ${cancellations.paymentId} = ${payments.id} and ${between(cancellations.cancelledAt)})`;
  }
}

/** The midnight in Seoul with which the day begins that is `later` days after this one. */
function startOf(day: string, later: number): Date {
  return parseDate(day).add({ days: later }).toDate("Asia/Seoul");
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (special) => `\\${special}`);
}
