// What changed at PortOne since the last look, whoever changed it and whether or not a webhook came: PortOne gives up
// on a webhook after five retries, and a correction by its staff sends none.
import "server-only";
import { databaseNow } from "@/lib/db/clock";
import { beginPull, endPull, lastPull, type PullRow, recordPullPage } from "@/lib/db/pulls";
import { log } from "@/lib/log";
import { mergePage } from "./merge-page";
import type { PullContext, PullReport } from "./pull-payments";

const pageSize = 200;
/** PortOne gives no page beyond this many items of one question. */
const deepest = 60_000;
/** The first look; what is older came with the first fill, which reads every payment. */
const firstLookMs = 24 * 60 * 60_000;
/** PortOne's clock and lists may lag behind the desk's. */
const overlapMs = 60 * 60_000;
const everyMs = 10 * 60_000;

/**
 * Pulls payments whose status changed since the last look, oldest change first, with an hour of overlap. Goes on where
 * it was cut off. A change that leaves the status as it was, as a second partial cancel may, is not in PortOne's list:
 * webhooks, polls and page views bring it. `busy` while another instance pulls.
 * https://developers.portone.io/api/rest-v2/payment#get%20%2Fpayments
 */
export async function pullChanges(context: PullContext): Promise<PullReport> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const from = new Date(now.getTime() - firstLookMs);
  const pull = await beginPull(db, "changes", { now, from, overlapMs });
  if (pull === null) return { state: "busy", pulled: 0, unreadable: 0 };
  try {
    return await drain(context, pull);
  } catch (error) {
    await endPull(db, pull, { state: "failed", error: "unexpected" });
    throw error;
  }
}

/** Pulls changes when ten minutes have gone by since the last look, or the last one did not get to its end. */
export async function pullChangesWhenDue(context: PullContext): Promise<void> {
  const { db } = context.database;
  const [last, now] = [await lastPull(db, "changes"), await databaseNow(db)];
  if (last?.state === "done" && now.getTime() - last.until.getTime() < everyMs) return;
  const report = await pullChanges(context);
  if (report.unreadable > 0)
    log.warn({ unreadable: report.unreadable }, "some changed payments could not be read");
}

/**
 * Each question begins at the last change seen, so that a payment which changes meanwhile and moves to the end of the
 * list moves no other out of sight. Pages are counted only through changes of one and the same instant.
 */
async function drain(context: PullContext, pull: PullRow): Promise<PullReport> {
  const { db } = context.database;
  let from = pull.cursor === null ? pull.from : new Date(pull.cursor);
  let { pulled } = pull;
  let unreadable = 0;
  let number = 0;
  for (;;) {
    const readAt = await databaseNow(db);
    const page = await context.portone.listPaymentsByChange({
      storeId: context.storeId ?? undefined,
      from,
      until: pull.until,
      number,
      size: pageSize,
    });
    if (!page.ok) {
      log.warn({ cause: page.error.code, detail: page.error.detail }, "PortOne did not give what changed");
      await endPull(db, pull, { state: "failed", error: page.error.code });
      return { state: "failed", pulled, unreadable, error: page.error.code };
    }
    if (page.value.length === 0) {
      await endPull(db, pull, { state: "done", error: null });
      return { state: "done", pulled, unreadable };
    }
    unreadable += await mergePage(db, page.value, readAt);
    const last = page.value.findLast((read) => read.ok);
    // A millisecond before: whether PortOne's `from` is inclusive is not documented.
    const next = last?.ok ? Date.parse(last.value.payment.statusChangedAt) - 1 : Number.NaN;
    if (next > from.getTime()) {
      from = new Date(next);
      number = 0;
    } else number += 1;
    if ((number + 1) * pageSize > deepest) {
      await endPull(db, pull, { state: "failed", error: "too many changes at one instant" });
      return { state: "failed", pulled, unreadable, error: "unreadable" };
    }
    pulled += page.value.length;
    await recordPullPage(db, pull, { cursor: from.toISOString(), pulled });
  }
}
