import "server-only";
import { desc } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { belongsToPayment } from "@/lib/db/payment-key";
import { refunds } from "@/lib/db/schema/refunds";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import type { EarlierRefunds } from "@/lib/domain/refund/plan-refund";

const inconsistent = "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN";

type Earlier = Pick<
  typeof refunds.$inferSelect,
  | "state"
  | "retainOption"
  | "balanceLock"
  | "balanceLockSource"
  | "failure"
  | "requestedAmount"
  | "cancellationId"
>;

type OrderAmounts = { orderAmounts: ReadonlyMap<string, number> };

export async function refundLedger(
  db: Database | Transaction,
  key: PaymentKey,
): Promise<EarlierRefunds & OrderAmounts> {
  const newestFirst = await db
    .select({
      state: refunds.state,
      retainOption: refunds.retainOption,
      balanceLock: refunds.balanceLock,
      balanceLockSource: refunds.balanceLockSource,
      failure: refunds.failure,
      requestedAmount: refunds.requestedAmount,
      cancellationId: refunds.cancellationId,
    })
    .from(refunds)
    .where(belongsToPayment(refunds, key))
    .orderBy(desc(refunds.createdAt));
  return ledgerOf(newestFirst);
}

export function ledgerOf(newestFirst: readonly Earlier[]): EarlierRefunds & OrderAmounts {
  const binding = newestFirst.findLast(
    ({ state, retainOption }) => state !== "failed" && retainOption !== null,
  );
  // A balance that was typed wrongly and also refused may be typed again.
  const sinceRefused = newestFirst.findIndex(({ balanceLockSource }) => balanceLockSource !== "typed");
  const refused = newestFirst.slice(0, sinceRefused + 1);
  const wasRefused = refused.every(
    ({ state, failure }) =>
      state === "failed" && failure?.answer?.kind === "refused" && failure.answer.type === inconsistent,
  );
  return {
    retainOption: binding?.retainOption ?? null,
    refusedBalance: wasRefused ? (refused.at(-1)?.balanceLock ?? null) : null,
    orderAmounts: new Map(
      newestFirst.flatMap(({ requestedAmount, cancellationId }) =>
        requestedAmount === null || cancellationId === null
          ? []
          : [[cancellationId, requestedAmount] as const],
      ),
    ),
  };
}
