import "server-only";
import { and, asc, eq, lte, sql } from "drizzle-orm";
import { raiseAlert } from "@/lib/db/alerts/raise-alert";
import { audit, desk } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { belongsToPayment } from "@/lib/db/payment-key";
import { comparisons, discrepancies } from "@/lib/db/schema/reconciliation";
import type { Payment } from "@/lib/domain/payment/payment";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import {
  type Comparison,
  compareLedgers,
  type Difference,
  resolutionOf,
} from "@/lib/domain/reconciliation/compare-ledgers";
import { ledgerFacts } from "./ledger-facts";

export type DiscrepancyRecord = typeof discrepancies.$inferSelect;

/** Call in the transaction that merged the payment's latest reading. Needs the payment's lock. */
export async function recordDifferences(
  tx: Transaction,
  payment: Payment,
  readAt: Date,
  now: Date,
): Promise<void> {
  const key = { storeId: payment.storeId, paymentId: payment.id };
  const compared = await ledgerFacts(tx, payment, readAt);
  if (compared === null) return;
  const { facts, hasDiscrepancies, isAwaited } = compared;
  const comparison = compareLedgers(facts, now);
  const recorded = hasDiscrepancies
    ? await tx.select().from(discrepancies).where(belongsToPayment(discrepancies, key))
    : [];
  const byKey = new Map(recorded.map((row) => [row.dedupeKey, row]));
  for (const difference of comparison.found) {
    const before = byKey.get(dedupeKey(key, difference));
    if (before === undefined) await record(tx, key, payment.currency, difference, now);
    else if (before.closedAt !== null && before.closedById === null) await reopen(tx, before, difference);
  }
  const standing = new Set([...comparison.found, ...comparison.open].map((one) => dedupeKey(key, one)));
  for (const row of recorded) {
    if (row.closedAt !== null || standing.has(row.dedupeKey)) continue;
    const cancellation = facts.cancellations.find(({ id }) => id === row.cancellationId);
    await closeByEvidence(tx, row, resolutionOf(row.kind, cancellation), now);
  }
  if (isAwaited || comparison.again !== null) await compareAgain(tx, key, comparison);
}

/** `at` is the latest time; an earlier schedule stays. */
export async function scheduleComparison(tx: Transaction, key: PaymentKey, at: Date): Promise<void> {
  await tx
    .insert(comparisons)
    .values({ storeId: key.storeId, paymentId: key.paymentId, dueAt: at })
    .onConflictDoUpdate({
      target: [comparisons.storeId, comparisons.paymentId],
      set: { dueAt: sql`least(${comparisons.dueAt}, excluded.due_at)` },
    });
}

export async function dueComparisons(db: Database, now: Date, limit: number): Promise<PaymentKey[]> {
  return db
    .select({ storeId: comparisons.storeId, paymentId: comparisons.paymentId })
    .from(comparisons)
    .where(lte(comparisons.dueAt, now))
    .orderBy(asc(comparisons.dueAt))
    .limit(limit);
}

/** A comparison that ran after the failed reading keeps its own schedule. */
export async function postponeComparison(
  db: Database,
  key: PaymentKey,
  now: Date,
  until: Date,
): Promise<void> {
  await db
    .update(comparisons)
    .set({ dueAt: until })
    .where(and(belongsToPayment(comparisons, key), lte(comparisons.dueAt, now)));
}

async function record(
  tx: Transaction,
  key: PaymentKey,
  currency: string,
  difference: Difference,
  foundAt: Date,
): Promise<void> {
  const { about: _, ...columns } = difference;
  const [row] = await tx
    .insert(discrepancies)
    .values({ ...key, ...columns, currency, foundAt, dedupeKey: dedupeKey(key, difference) })
    .returning();
  if (row === undefined) throw new Error("a discrepancy was not stored");
  await audit(tx, {
    actor: desk,
    action: "discrepancy.found",
    subject: `discrepancy:${row.id}`,
    payment: key,
    detail: about(row),
  });
  await raiseDiscrepancyAlert(tx, row);
}

/** Only for a discrepancy that the desk closed by evidence; a discrepancy that a person closed stays closed. */
async function reopen(tx: Transaction, row: DiscrepancyRecord, difference: Difference): Promise<void> {
  const { about: _, kind: __, ...columns } = difference;
  const [reopened] = await tx
    .update(discrepancies)
    .set({
      ...columns,
      closedAt: null,
      closedByName: null,
      closedHow: null,
      reopened: row.reopened + 1,
    })
    .where(eq(discrepancies.id, row.id))
    .returning();
  if (reopened === undefined) throw new Error("a discrepancy is gone");
  const subject = `discrepancy:${row.id}`;
  await audit(tx, {
    actor: desk,
    action: "discrepancy.found-again",
    subject,
    payment: row,
    detail: about(row),
  });
  await raiseDiscrepancyAlert(tx, reopened);
}

async function raiseDiscrepancyAlert(tx: Transaction, row: DiscrepancyRecord): Promise<void> {
  await raiseAlert(tx, {
    key: `discrepancy:${row.id}:${row.reopened}`,
    kind: "discrepancy",
    paymentId: row.paymentId,
    amount: row.portoneAmount ?? row.ourAmount,
    currency: row.currency,
    code: row.kind,
  });
}

async function closeByEvidence(
  tx: Transaction,
  row: DiscrepancyRecord,
  closedHow: ReturnType<typeof resolutionOf>,
  closedAt: Date,
): Promise<void> {
  await tx
    .update(discrepancies)
    .set({ closedAt, closedByName: desk.name, closedHow })
    .where(eq(discrepancies.id, row.id));
  await audit(tx, {
    actor: desk,
    action: "discrepancy.closed",
    subject: `discrepancy:${row.id}`,
    payment: row,
    detail: { ...about(row), how: closedHow },
  });
}

async function compareAgain(tx: Transaction, key: PaymentKey, { again }: Comparison): Promise<void> {
  if (again === null) {
    await tx.delete(comparisons).where(belongsToPayment(comparisons, key));
    return;
  }
  await tx
    .insert(comparisons)
    .values({ ...key, dueAt: again })
    .onConflictDoUpdate({
      target: [comparisons.storeId, comparisons.paymentId],
      set: { dueAt: again },
    });
}

export function about({ kind, paymentId, storeId, refundId, cancellationId }: DiscrepancyRecord) {
  return { kind, paymentId, storeId, refundId, cancellationId };
}

/** JSON, because ids may contain any character. */
function dedupeKey(key: PaymentKey, { kind, about: what }: Pick<Difference, "kind" | "about">): string {
  return JSON.stringify([kind, key.storeId, key.paymentId, what]);
}
