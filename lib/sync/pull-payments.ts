// Fills the mirror with many payments at once: at the first start and on demand. Progress is kept in the database
// after every page, so that a pull that was cut off goes on where it stopped.
import "server-only";
import type { DeskDatabase } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { beginPull, endPull, lastPull, type PullRow, recordPullPage } from "@/lib/db/pulls";
import { log } from "@/lib/log";
import type { Gateway, ReadError } from "@/lib/portone/gateway";
import { mergePage } from "./merge-page";

const pageSize = 200;
/** How far back the first pull goes. */
const monthsBack = 14;
const overlapMs = 24 * 60 * 60_000;

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
  const pull = await beginPull(db, "payments", { now, from: monthsBefore(now, monthsBack), overlapMs });
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
    unreadable += await mergePage(
      db,
      page.value.items.map(({ read }) => read),
      readAt,
    );
    pulled += page.value.items.length;
    if (last.cursor === cursor) {
      await endPull(db, pull, { state: "failed", error: "cursor did not move" });
      return { state: "failed", pulled, unreadable, error: "unreadable" };
    }
    cursor = last.cursor;
    await recordPullPage(db, pull, { cursor, pulled });
  }
}

function monthsBefore(now: Date, months: number): Date {
  const date = new Date(now);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date;
}
