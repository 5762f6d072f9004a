import "server-only";
import { and, asc, eq, inArray, isNotNull, ne } from "drizzle-orm";
import type { Transaction } from "@/lib/db/client";
import { belongsToPayment } from "@/lib/db/payment-key";
import { cancellations, refundAttempts, refunds } from "@/lib/db/schema/refunds";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import type { AttemptFacts, RefundFacts } from "@/lib/domain/refund/evaluate-refund";
import { openRefundStates } from "@/lib/domain/refund/refund";

export type RefundRow = typeof refunds.$inferSelect;

/** Returns true where only a person's record ended the refund as succeeded: PortOne would refund the same money again. */
export function succeededWithoutCancellation({
  state,
  cancellationId,
}: Pick<RefundRow, "state" | "cancellationId">): boolean {
  return state === "succeeded" && cancellationId === null;
}

/** Needs the payment's lock. */
export async function openRefundFacts(
  tx: Transaction,
  key: PaymentKey,
): Promise<{ row: RefundRow; facts: RefundFacts; linkedElsewhere: Set<string> }[]> {
  const open = await tx
    .select()
    .from(refunds)
    .where(and(belongsToPayment(refunds, key), inArray(refunds.state, [...openRefundStates])));
  return Promise.all(
    open.map(async (row) => {
      const attempts = await attemptsOf(tx, row.id);
      const linked = await tx
        .select({ id: cancellations.id })
        .from(cancellations)
        .where(
          and(
            belongsToPayment(cancellations, key),
            isNotNull(cancellations.refundId),
            ne(cancellations.refundId, row.id),
          ),
        );
      return {
        row,
        facts: { ...factsOf(row, attempts), stopped: await isStopped(tx, row) },
        linkedElsewhere: new Set(linked.map(({ id }) => id)),
      };
    }),
  );
}

export function attemptsOf(tx: Transaction, refundId: string) {
  return tx
    .select()
    .from(refundAttempts)
    .where(eq(refundAttempts.refundId, refundId))
    .orderBy(asc(refundAttempts.n));
}

async function isStopped(tx: Transaction, row: RefundRow): Promise<boolean> {
  if (row.cancellationId === null) return false;
  const rows = await tx
    .select({ id: cancellations.id })
    .from(cancellations)
    .where(
      and(
        belongsToPayment(cancellations, row),
        eq(cancellations.id, row.cancellationId),
        isNotNull(cancellations.stoppedAt),
      ),
    );
  return rows.length > 0;
}

/** `stopped` is false here; `openRefundFacts` reads its value. */
export function factsOf(row: RefundRow, attempts: (typeof refundAttempts.$inferSelect)[]): RefundFacts {
  return {
    state: row.state,
    kind: row.kind,
    number: row.number,
    pgProvider: row.pgProvider,
    createdAt: row.createdAt,
    cancellationId: row.cancellationId,
    stopped: false,
    expected: { amount: row.expectedAmount, taxFreeAmount: row.expectedTaxFree },
    hasBalanceLock: row.balanceLock !== null,
    encrypted: row.encryptedRequest !== null,
    knownCancellationIds: row.knownCancellations.map(({ id }) => id),
    attempts: attempts.map(
      (attempt): AttemptFacts => ({
        startedAt: attempt.startedAt,
        leaseUntil: attempt.leaseUntil,
        finishedAt: attempt.finishedAt,
        outcome: attempt.outcome,
      }),
    ),
  };
}
