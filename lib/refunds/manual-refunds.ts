import "server-only";
import type { AppContext } from "@/lib/context";
import {
  writeManualRefund as record,
  writeManualRefundReversal as reverse,
} from "@/lib/db/refunds/record-manual-refunds";
import type { Actor } from "@/lib/domain/people/permissions";
import type {
  ManualRefundError,
  RecordManualRefundInput,
  ReverseManualRefundError,
  ReverseManualRefundInput,
} from "@/lib/domain/refund/manual-refund";
import { err, type Result } from "@/lib/domain/result";
import { syncPayment } from "@/lib/sync/sync-payment";

/** Records money sent outside PortOne. Reads the payment first for its remaining amount; sends nothing to PortOne. */
export async function recordManualRefund(
  context: Pick<AppContext, "database" | "portone">,
  actor: Actor,
  input: RecordManualRefundInput,
): Promise<Result<null, ManualRefundError>> {
  const synced = await syncPayment(context, input);
  if (!synced.ok) {
    return err(synced.error.code === "payment-not-found" ? "payment-not-found" : "portone-unreachable");
  }
  return record(context.database.db, actor, synced.value.payment, input);
}

/** Records a reversal: the record stays and no longer counts. */
export function reverseManualRefund(
  context: Pick<AppContext, "database">,
  actor: Actor,
  input: ReverseManualRefundInput,
): Promise<Result<null, ReverseManualRefundError>> {
  return reverse(context.database.db, actor, input);
}
