// PortOne marks its cursors unstable: https://developers.portone.io/api/rest-v2/payment#get%20%2Fpayments-by-cursor
import "server-only";
import { databaseNow } from "@/lib/db/clock";
import { beginPull, endPull, lastPull, type PullRow, recordPullPage } from "@/lib/db/payments/pulls";
import { log } from "@/lib/log";
import type { ReadError } from "@/lib/portone/gateway";
import { mergePage } from "./merge-page";
import { type PullProgressReport, positionOf, pullByTime } from "./paginate-by-time";
import type { PullContext } from "./pull-context";

const pageSize = 200;

export const monthsBack = 14;

const overlapMs = 24 * 60 * 60_000;

const windows = "windows ";

export type PullReport = Omit<PullProgressReport, "state"> & { state: PullProgressReport["state"] | "busy" };

/** Pulls by cursor, or by windows of time where cursors are refused or fail twice. `busy`: another instance pulls. */
export async function pullPayments(context: PullContext): Promise<PullReport> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const before = await lastPull(db);
  const pull = await beginPull(db, "payments", { now, from: monthsBefore(now, monthsBack), overlapMs });
  if (pull === null) return { state: "busy", pulled: before?.pulled ?? 0, unreadable: 0 };
  try {
    if (positionOf(pull, windows) !== null) return await drainByWindows(context, pull);
    return await drain(context, pull, before?.state === "failed");
  } catch (error) {
    await endPull(db, pull, { state: "failed", error: "unexpected" });
    throw error;
  }
}

export async function pullUntilDone(context: PullContext): Promise<void> {
  const last = await lastPull(context.database.db);
  if (last?.state === "done") return;
  const report = await pullPayments(context);
  if (report.unreadable > 0) log.warn({ unreadable: report.unreadable }, "some payments could not be read");
}

/** Returns the instant in UTC. */
export function monthsBefore(now: Date, months: number): Date {
  const date = new Date(now);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date;
}

async function drain(context: PullContext, pull: PullRow, hadFailed: boolean): Promise<PullReport> {
  const { db } = context.database;
  let { cursor, pulled } = pull;
  let unreadable = 0;
  for (let first = true; ; first = false) {
    const readAt = await databaseNow(db);
    const page = await context.portone.listPaymentsByCursor({
      storeId: context.storeId ?? undefined,
      from: pull.from,
      until: pull.until,
      cursor: cursor ?? undefined,
      size: pageSize,
    });
    if (!page.ok) {
      const { code, detail } = page.error;
      log.debug({ cause: code, detail }, "PortOne returned no page of payments by cursor");
      if (isRefusal(page.error) || (first && hadFailed)) return drainByWindows(context, pull);
      await endPull(db, pull, { state: "failed", error: code });
      return { state: "failed", pulled, unreadable, error: code };
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
    if (last.cursor === cursor) return drainByWindows(context, pull);
    cursor = last.cursor;
    await recordPullPage(db, pull, { cursor, pulled });
  }
}

/** Starts from the beginning, because a cursor has no time. The stored cursor stays until the first page. */
function drainByWindows(context: PullContext, pull: PullRow): Promise<PullReport> {
  const begun = positionOf(pull, windows) !== null;
  return pullByTime(context, begun ? pull : { ...pull, pulled: 0 }, { by: "creation", mark: windows });
}

/** Whether PortOne answered and denied the list, so that a retry does not help. */
function isRefusal({ code, detail }: { code: ReadError; detail?: unknown }): boolean {
  if (code !== "unreachable") return true;
  const status = statusIn(detail);
  return status !== null && status >= 400 && status < 500 && status !== 429 && status !== 408;
}

function statusIn(detail: unknown): number | null {
  if (typeof detail !== "object" || detail === null || !("httpStatus" in detail)) return null;
  return typeof detail.httpStatus === "number" ? detail.httpStatus : null;
}
