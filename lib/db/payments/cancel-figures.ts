import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { belongsToPayment, isPayment } from "@/lib/db/payment-key";
import { payments } from "@/lib/db/schema/payments";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import type { CancelFigures, ChargedAmount, MoneyBack } from "@/lib/domain/amounts";
import { cancellationStatuses } from "@/lib/domain/payment/payment";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import { term } from "@/lib/domain/payment/payment-method";
import {
  figuresOfCancellations,
  figuresOfPayment,
  type SentFigures,
} from "@/lib/domain/refund/cancel-figures";
import { readSnapshot } from "./snapshot";

export type MoneySoFar = {
  charged: ChargedAmount | null;
  earlier: Pick<CancelFigures, "order" | "money">[];
};

/** Returns minor units; null where not known. */
export async function moneyOf(
  db: Database | Transaction,
  key: PaymentKey,
): Promise<{ charged: ChargedAmount | null; returned: MoneyBack | null }> {
  const [row] = await db
    .select({ charged: payments.charged, returned: payments.moneyBack })
    .from(payments)
    .where(isPayment(key));
  return row ?? { charged: null, returned: null };
}

export async function moneySoFar(db: Database | Transaction, key: PaymentKey): Promise<MoneySoFar> {
  const [row] = await db.select({ charged: payments.charged }).from(payments).where(isPayment(key));
  const earlier = await db
    .select({ order: cancellations.orderAmount, money: cancellations.moneyBack })
    .from(cancellations)
    .where(and(belongsToPayment(cancellations, key), eq(cancellations.status, "SUCCEEDED")));
  return { charged: row?.charged ?? null, earlier };
}

/** Needs the payment's lock. Call after a cancellation or its link to a refund changed. */
export async function recordFigures(tx: Transaction, key: PaymentKey): Promise<void> {
  const [row] = await tx
    .select({
      snapshot: payments.snapshot,
      charged: payments.charged,
      order: payments.cancelledOrder,
      money: payments.moneyBack,
    })
    .from(payments)
    .where(isPayment(key));
  if (row === undefined) throw new Error("figures of a payment that the mirror does not hold");
  const made = await tx
    .select({
      id: cancellations.id,
      status: cancellations.status,
      totalAmount: cancellations.totalAmount,
      pointsBack: cancellations.pointsBack,
      order: cancellations.orderAmount,
      money: cancellations.moneyBack,
      requestedAt: cancellations.requestedAt,
      cancelledAt: cancellations.cancelledAt,
      sent: { kind: refunds.kind, order: refunds.orderAmount, money: refunds.moneyBack },
    })
    .from(cancellations)
    .leftJoin(refunds, eq(refunds.id, cancellations.refundId))
    .where(belongsToPayment(cancellations, key))
    .orderBy(asc(cancellations.requestedAt), asc(cancellations.id));
  const payment = { ...readSnapshot(row.snapshot), charged: row.charged };
  const known = made.map(({ status, requestedAt, cancelledAt, sent, ...one }) => ({
    ...one,
    status: term(cancellationStatuses, status).value,
    requestedAt: requestedAt.toISOString(),
    cancelledAt: cancelledAt?.toISOString() ?? null,
    refund: sent satisfies SentFigures | null,
  }));
  const figures = figuresOfCancellations(payment, known);
  for (const one of known) {
    const now = figures.get(one.id);
    if (now === undefined || (now.order === one.order && now.money === one.money)) continue;
    await tx
      .update(cancellations)
      .set({ orderAmount: now.order, moneyBack: now.money })
      .where(and(belongsToPayment(cancellations, key), eq(cancellations.id, one.id)));
  }
  const { order, money } = figuresOfPayment(payment, known, figures);
  if (order === row.order && money === row.money) return;
  await tx.update(payments).set({ cancelledOrder: order, moneyBack: money }).where(isPayment(key));
}
