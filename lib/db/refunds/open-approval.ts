import "server-only";
import { and, inArray, ne } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { belongsToPayment } from "@/lib/db/payment-key";
import { approvals } from "@/lib/db/schema/approvals";
import { openApprovalStates } from "@/lib/domain/approval/approval-state";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";

/** Returns whether a request for the payment waits, or was sent back. Needs the payment's lock to stay true. */
export async function hasOpenApproval(
  db: Database | Transaction,
  key: PaymentKey,
  exceptId: string | null = null,
): Promise<boolean> {
  const [row] = await db
    .select({ id: approvals.id })
    .from(approvals)
    .where(
      and(
        belongsToPayment(approvals, key),
        inArray(approvals.state, [...openApprovalStates]),
        exceptId === null ? undefined : ne(approvals.id, exceptId),
      ),
    );
  return row !== undefined;
}
