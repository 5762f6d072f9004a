import "server-only";
import { type AnyColumn, and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/lib/db/client";
import { isPayment } from "@/lib/db/payment-key";
import { payments } from "@/lib/db/schema/payments";
import { user } from "@/lib/db/schema/people";
import { manualRefunds, refunds } from "@/lib/db/schema/refunds";
import type { RuleConditions } from "@/lib/domain/approval/approval-rule";
import { replayRule } from "@/lib/domain/approval/replay";
import type { RulePreview } from "@/lib/domain/views/approval";

/** Refunds that are read at most. */
const most = 20_000;
const mostShown = 5;

const startOfMonth = (monthsAgo: number) =>
  sql`(date_trunc('month', clock_timestamp() at time zone 'Asia/Seoul') - make_interval(months => ${monthsAgo})) at time zone 'Asia/Seoul'`;

/** Returns which refunds of the last month (Asia/Seoul) would have waited. Roles are those of today. */
export async function previewRule(db: Database, conditions: RuleConditions): Promise<RulePreview> {
  const { kinds } = conditions;
  const rows = [
    ...(kinds.includes("refund") ? await refundsOfMonth(db) : []),
    ...(kinds.includes("manual-refund") ? await manualRefundsOfMonth(db) : []),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  const made = rows.slice(0, most).map(({ actorId, roleId, amount, overrideWhy, ...row }) => ({
    ...row,
    amount: amount ?? 0,
    isOverride: overrideWhy !== null,
    requester: { id: actorId, roleId: roleId ?? "" },
  }));
  const waiting = replayRule(conditions, made);
  return {
    total: made.length,
    isCapped: rows.length > most,
    waiting: waiting.length,
    some: waiting
      .toSorted((a, b) => b.amount - a.amount)
      .slice(0, mostShown)
      .map(({ number, paymentId, amount, currency }) => ({ number, paymentId, amount, currency })),
  };
}

function refundsOfMonth(db: Database) {
  return db
    .select({
      kind: sql<"refund">`'refund'`,
      number: sql<string | null>`${refunds.number}`,
      paymentId: refunds.paymentId,
      amount: refunds.confirmedAmount,
      currency: refunds.currency,
      pg: refunds.pgProvider,
      method: payments.methodType,
      paidAt: payments.paidAt,
      overrideWhy: refunds.overrideWhy,
      actorId: refunds.actorId,
      roleId: user.role,
      at: refunds.createdAt,
    })
    .from(refunds)
    .innerJoin(payments, isPayment(refunds))
    .leftJoin(user, eq(user.id, refunds.actorId))
    .where(and(ofLastMonth(refunds.createdAt), ne(refunds.state, "failed")))
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
    .limit(most + 1);
}

function manualRefundsOfMonth(db: Database) {
  const reversal = alias(manualRefunds, "reversal");
  return db
    .select({
      kind: sql<"manual-refund">`'manual-refund'`,
      number: sql<string | null>`null`,
      paymentId: manualRefunds.paymentId,
      amount: manualRefunds.amount,
      currency: manualRefunds.currency,
      pg: payments.pgProvider,
      method: payments.methodType,
      paidAt: payments.paidAt,
      overrideWhy: sql<string | null>`null`,
      actorId: manualRefunds.actorId,
      roleId: user.role,
      at: manualRefunds.createdAt,
    })
    .from(manualRefunds)
    .innerJoin(payments, isPayment(manualRefunds))
    .leftJoin(user, eq(user.id, manualRefunds.actorId))
    .leftJoin(reversal, eq(reversal.reverses, manualRefunds.id))
    .where(and(ofLastMonth(manualRefunds.createdAt), isNull(manualRefunds.reverses), isNull(reversal.id)))
    .orderBy(asc(manualRefunds.createdAt), asc(manualRefunds.id))
    .limit(most + 1);
}

function ofLastMonth(at: AnyColumn) {
  return sql`${at} >= ${startOfMonth(1)} and ${at} < ${startOfMonth(0)}`;
}
