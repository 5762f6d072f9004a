// Continues refunds after a crash, a missing answer or a refusal without proof, or mere acceptance by PortOne.
import "server-only";
import { databaseNow } from "@/lib/db/clock";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { dueRefunds, postponeRefund, refundById } from "@/lib/db/refunds/write-refunds";
import { log } from "@/lib/log";
import { syncPayment } from "@/lib/sync/sync-payment";
import { type RefundContext, sendRefund } from "./send-refund";

const batch = 50;
const unreadableDelayMs = 30_000;

export async function resumeRefund(context: RefundContext, refundId: string): Promise<void> {
  const { db } = context.database;
  const row = await refundById(db, refundId);
  const now = await databaseNow(db);
  if (row === null || row.checkAt === null || row.checkAt > now) return;
  await resume(context, row, now);
}

/** Continues refunds whose check is due. Returns how many; one that fails does not stop the others. */
export async function resumeOpenRefunds(context: RefundContext): Promise<number> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const due = await dueRefunds(db, now, batch);
  for (const row of due) {
    try {
      await resume(context, row, now);
    } catch (error) {
      log.error({ err: error, refundId: row.id }, "an open refund could not be continued");
      await postponeRefund(db, row.id, new Date(now.getTime() + unreadableDelayMs));
    }
  }
  return due.length;
}

async function resume(context: RefundContext, row: RefundRow, now: Date): Promise<void> {
  const { db } = context.database;
  const synced = await syncPayment(context, row);
  if (!synced.ok) {
    log.warn(
      { refundId: row.id, refundNumber: row.number, paymentId: row.paymentId, cause: synced.error.code },
      "an open refund waits for PortOne to be readable",
    );
    await postponeRefund(db, row.id, new Date(now.getTime() + unreadableDelayMs));
    return;
  }
  if (synced.value.decisions.get(row.id)?.kind === "resend") await sendRefund(context, row);
}
