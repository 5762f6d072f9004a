// What earlier refunds of a payment mean for the next one.
import "server-only";
import { and, desc, eq } from "drizzle-orm";
import type { OwnLedger } from "@/lib/domain/refund-plan";
import type { Database, Transaction } from "./client";
import { refunds } from "./schema";
import type { PaymentKey } from "./timeline";

const inconsistent = "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN";

type Earlier = Pick<typeof refunds.$inferSelect, "state" | "retainOption" | "lockAmount" | "failure">;

/** What our own ledger says of earlier refunds of a payment. */
export async function ownLedger(db: Database | Transaction, key: PaymentKey): Promise<OwnLedger> {
  const newestFirst = await db
    .select({
      state: refunds.state,
      retainOption: refunds.retainOption,
      lockAmount: refunds.lockAmount,
      failure: refunds.failure,
    })
    .from(refunds)
    .where(and(eq(refunds.storeId, key.storeId), eq(refunds.paymentId, key.paymentId)))
    .orderBy(desc(refunds.createdAt));
  return ledgerOf(newestFirst);
}

/** The same of rows that are at hand, newest first. */
export function ledgerOf(newestFirst: readonly Earlier[]): OwnLedger {
  const [latest] = newestFirst;
  const binding = newestFirst.findLast(
    ({ state, retainOption }) => state !== "failed" && retainOption !== null,
  );
  const wasRefused = latest?.state === "failed" && latest.failure?.type === inconsistent;
  return {
    retainOption: binding?.retainOption ?? null,
    refusedBalance: wasRefused ? latest.lockAmount : null,
  };
}
