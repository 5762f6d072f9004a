import "server-only";
import type { Database } from "@/lib/db/client";
import { endDeliveries } from "@/lib/db/webhooks/write-deliveries";
import type { Result } from "@/lib/domain/result";
import { log } from "@/lib/log";
import type { ReadPayment } from "@/lib/portone/wire";
import { logRefundMoves, type RefundMove } from "@/lib/refund-log";
import { mergeReading } from "./sync-payment";

/** Payments per transaction: few commits, and no transaction so long that an operator's page waits. */
const batchSize = 20;

/** Merges a page requested at `readAt`. Returns how many payments could not be stored. */
export async function mergePage(
  db: Database,
  page: readonly Result<ReadPayment, "unreadable">[],
  readAt: Date,
): Promise<number> {
  const readable = page.flatMap((read) => (read.ok ? [read.value] : []));
  let left = page.length - readable.length;
  for (let from = 0; from < readable.length; from += batchSize)
    left += await mergeBatch(db, readable.slice(from, from + batchSize), readAt);
  return left;
}

async function mergeBatch(db: Database, batch: readonly ReadPayment[], readAt: Date): Promise<number> {
  const merge = (some: readonly ReadPayment[]) =>
    db.transaction(async (tx) => {
      const moves: RefundMove[] = [];
      for (const { payment, raw } of some)
        moves.push(...(await mergeReading(tx, payment, raw, readAt)).moves);
      const keys = some.map(({ payment }) => ({ storeId: payment.storeId, paymentId: payment.id }));
      await endDeliveries(tx, keys, readAt);
      return moves;
    });
  try {
    logRefundMoves(await merge(batch));
    return 0;
  } catch (error) {
    if (batch.length === 1) {
      log.error({ err: error, paymentId: batch[0]?.payment.id }, "a payment could not be stored");
      return 1;
    }
    let failed = 0;
    for (const one of batch) failed += await mergeBatch(db, [one], readAt);
    return failed;
  }
}
