import "server-only";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import { err, ok, type Result } from "@/lib/domain/result";
import type { PaymentDetail, RereadOutcome } from "@/lib/domain/views/payment-page";
import { type SyncContext, syncPayment } from "@/lib/sync/sync-payment";

export type RereadError = "payment-not-found" | "portone-unreachable";

/** Returns changes since the last reading. A correction by PortOne's staff after a refund at the PG has no webhook. */
export async function rereadPayment(
  context: SyncContext,
  key: PaymentKey,
): Promise<Result<RereadOutcome, RereadError>> {
  const { db } = context.database;
  const before = await paymentDetail(db, key);
  const synced = await syncPayment(context, key);
  if (!synced.ok) {
    return err(synced.error.code === "payment-not-found" ? "payment-not-found" : "portone-unreachable");
  }
  const after = await paymentDetail(db, key);
  if (after === null) throw new Error("a payment that was just read is not in the mirror");
  return ok(changesBetween(before, after));
}

function changesBetween(before: PaymentDetail | null, after: PaymentDetail): RereadOutcome {
  const known = new Map(before?.cancellations.map(({ id, rawStatus }) => [id, rawStatus]));
  const { status, rawStatus, currency } = after.payment;
  return {
    status: before?.payment.rawStatus === rawStatus ? null : { status, rawStatus },
    cancellations: after.cancellations
      .filter(({ id, rawStatus: now }) => known.get(id) !== now)
      .map((one) => ({
        id: one.id,
        figures: one.figures,
        stated: one.totalAmount,
        currency,
        status: one.status,
        rawStatus: one.rawStatus,
        trigger: one.trigger,
      })),
  };
}
