// PortOne returns no page beyond the 60,000th item of a query. Each query starts at the last time seen, so a payment
// that moves within the list hides no other. Page numbers are used only where the time does not advance.
import "server-only";
import { databaseNow } from "@/lib/db/clock";
import { endPull, type PullRow, recordPullPage } from "@/lib/db/payments/pulls";
import type { Payment } from "@/lib/domain/payment/payment";
import { log } from "@/lib/log";
import type { Gateway, ListedBy, ReadError } from "@/lib/portone/gateway";
import { mergePage } from "./merge-page";
import type { PullContext } from "./pull-context";

const pageSize = 200;
const deepest = 60_000;

export type PullProgressReport = {
  state: "paused" | "done" | "failed";
  pulled: number;
  unreadable: number;
  error?: ReadError;
};

type Way = {
  by: ListedBy;
  statuses?: Parameters<Gateway["listPayments"]>[0]["statuses"];
  pages?: number;
  /** Prefix of the stored cursor, so that it is not read as a cursor of another list. */
  mark?: string;
};

export async function pullByTime(context: PullContext, pull: PullRow, way: Way): Promise<PullProgressReport> {
  const { db } = context.database;
  const mark = way.mark ?? "";
  let from = positionOf(pull, mark) ?? pull.from;
  let { pulled } = pull;
  let unreadable = 0;
  let number = 0;
  for (let pages = 0; pages < (way.pages ?? Number.POSITIVE_INFINITY); pages += 1) {
    const readAt = await databaseNow(db);
    const page = await context.portone.listPayments({
      by: way.by,
      ...(way.statuses ? { statuses: way.statuses } : {}),
      storeId: context.storeId ?? undefined,
      from,
      until: pull.until,
      number,
      size: pageSize,
    });
    if (!page.ok) {
      const { code, detail } = page.error;
      log.debug({ pull: pull.name, cause: code, detail }, "PortOne returned no page of payments");
      await endPull(db, pull, { state: "failed", error: code });
      return { state: "failed", pulled, unreadable, error: code };
    }
    if (page.value.length === 0) {
      await endPull(db, pull, { state: "done", error: null });
      return { state: "done", pulled, unreadable };
    }
    unreadable += await mergePage(db, page.value, readAt);
    const last = page.value.findLast((read) => read.ok);
    // One millisecond earlier: PortOne does not document whether `from` is inclusive.
    const next = last?.ok ? Date.parse(timeOf(last.value.payment, way.by)) - 1 : Number.NaN;
    if (next > from.getTime()) {
      from = new Date(next);
      number = 0;
    } else number += 1;
    if ((number + 1) * pageSize > deepest) {
      await endPull(db, pull, { state: "failed", error: "too many payments at one instant" });
      return { state: "failed", pulled, unreadable, error: "unreadable" };
    }
    pulled += page.value.length;
    await recordPullPage(db, pull, { cursor: mark + from.toISOString(), pulled });
  }
  await endPull(db, pull, { state: "paused", error: null });
  return { state: "paused", pulled, unreadable };
}

/** Returns null if the pull has not begun or its cursor is of another list. */
export function positionOf({ cursor }: Pick<PullRow, "cursor">, mark: string): Date | null {
  if (cursor === null || !cursor.startsWith(mark)) return null;
  const at = new Date(cursor.slice(mark.length));
  return Number.isNaN(at.getTime()) ? null : at;
}

function timeOf(payment: Payment, by: ListedBy): string {
  return by === "change" ? payment.statusChangedAt : payment.requestedAt;
}
