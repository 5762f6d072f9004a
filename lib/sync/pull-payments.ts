// Fills the mirror with many payments at once: at the first start and on demand. Progress is kept in the database
// after every page, so that a pull that was cut off goes on where it stopped.
import "server-only";
import type { Database, DeskDatabase } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { endDeliveries } from "@/lib/db/deliveries";
import { beginPull, endPull, lastPull, type PullRow, recordPullPage } from "@/lib/db/pulls";
import { log } from "@/lib/log";
import type { Gateway, ReadError } from "@/lib/portone/gateway";
import type { ReadPayment } from "@/lib/portone/wire";
import { mergeReading } from "./sync-payment";

const pageSize = 200;
/** Payments a transaction: one commit for many, and none held so long that an operator's page waits. */
const batchSize = 20;
/** How far back the first pull goes. */
const monthsBack = 14;

export type PullContext = { database: DeskDatabase; portone: Gateway; storeId: string | null };

export type PullReport = {
  state: "done" | "failed" | "busy";
  pulled: number;
  unreadable: number;
  error?: ReadError;
};

/**
 * Pulls payments by cursor over their creation time (the cursor API of PortOne, at most 1,000 a page, 90 days
 * unless told otherwise). A finished first pull is followed by pulls of what was created since, with a day of
 * overlap. `busy` when another instance pulls.
 * https://developers.portone.io/api/rest-v2/payment#get%20%2Fpayments-by-cursor
 */
export async function pullPayments(context: PullContext): Promise<PullReport> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const pull = await beginPull(db, { now, from: monthsBefore(now, monthsBack) });
  if (pull === null) return { state: "busy", pulled: (await lastPull(db))?.pulled ?? 0, unreadable: 0 };
  try {
    return await drain(context, pull);
  } catch (error) {
    await endPull(db, pull, { state: "failed", error: "unexpected" });
    throw error;
  }
}

/** Begins a pull where none was finished yet, and goes on with one that was cut off. The rest is left to webhooks. */
export async function pullUntilDone(context: PullContext): Promise<void> {
  const last = await lastPull(context.database.db);
  if (last?.state === "done") return;
  const report = await pullPayments(context);
  if (report.unreadable > 0) log.warn({ unreadable: report.unreadable }, "some payments could not be read");
}

async function drain(context: PullContext, pull: PullRow): Promise<PullReport> {
  const { db } = context.database;
  let { cursor, pulled } = pull;
  let unreadable = 0;
  for (;;) {
    const readAt = await databaseNow(db);
    const page = await context.portone.listPaymentsByCursor({
      storeId: context.storeId ?? undefined,
      from: pull.from,
      until: pull.until,
      cursor: cursor ?? undefined,
      size: pageSize,
    });
    if (!page.ok) {
      log.warn(
        { cause: page.error.code, detail: page.error.detail },
        "PortOne did not give a page of payments",
      );
      await endPull(db, pull, { state: "failed", error: page.error.code });
      return { state: "failed", pulled, unreadable, error: page.error.code };
    }
    const last = page.value.items.at(-1);
    if (last === undefined) {
      await endPull(db, pull, { state: "done", error: null });
      return { state: "done", pulled, unreadable };
    }
    const readable = page.value.items.flatMap(({ read }) => (read.ok ? [read.value] : []));
    unreadable += page.value.items.length - readable.length;
    for (let from = 0; from < readable.length; from += batchSize) {
      const batch = readable.slice(from, from + batchSize);
      unreadable += await mergeBatch(db, batch, readAt);
    }
    pulled += page.value.items.length;
    if (last.cursor === cursor) {
      await endPull(db, pull, { state: "failed", error: "cursor did not move" });
      return { state: "failed", pulled, unreadable, error: "unreadable" };
    }
    cursor = last.cursor;
    await recordPullPage(db, pull, { cursor, pulled });
  }
}

/** Merges a batch in one transaction, or one by one where that fails. Answers how many could not be stored. */
async function mergeBatch(db: Database, batch: readonly ReadPayment[], readAt: Date): Promise<number> {
  const merge = (some: readonly ReadPayment[]) =>
    db.transaction(async (tx) => {
      for (const { payment, raw } of some) await mergeReading(tx, payment, raw, readAt);
      const keys = some.map(({ payment }) => ({ storeId: payment.storeId, paymentId: payment.id }));
      await endDeliveries(tx, keys, readAt);
    });
  try {
    await merge(batch);
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

function monthsBefore(now: Date, months: number): Date {
  const date = new Date(now);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date;
}
