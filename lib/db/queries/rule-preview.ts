import "server-only";
import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { isPayment } from "@/lib/db/payment-key";
import { payments } from "@/lib/db/schema/payments";
import { user } from "@/lib/db/schema/people";
import { refunds } from "@/lib/db/schema/refunds";
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
  const rows = await db
    .select({
      number: refunds.number,
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
    .where(
      and(
        sql`${refunds.createdAt} >= ${startOfMonth(1)}`,
        sql`${refunds.createdAt} < ${startOfMonth(0)}`,
        ne(refunds.state, "failed"),
      ),
    )
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
    .limit(most + 1);
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
