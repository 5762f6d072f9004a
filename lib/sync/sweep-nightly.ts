// What could still change, read again: a change that no webhook, list or poll told of is found at the latest by this.
// By night and a few pages a minute, so that neither PortOne nor the desk's own pages feel it.
import "server-only";
import { databaseNow } from "@/lib/db/clock";
import { beginPull, endPull, lastPull } from "@/lib/db/payments/pulls";
import { drainByTime } from "./paginate-by-time";
import type { PullContext } from "./pull-context";
import { monthsBack, monthsBefore, type PullReport } from "./pull-payments";

/** 600 payments a slice; with one slice a minute, about a hundred thousand a night. */
const pagesASlice = 3;
/** From two to five in Seoul, which keeps no summer time. */
const night = { from: 2, until: 5 } as const;
const seoulOffsetHours = 9;
/** A round that ended this night is not begun again in the same. */
const restMs = 12 * 60 * 60_000;

/**
 * Reads again, oldest first, payments of the last 14 months that are paid or cancelled in part. Pauses after so many
 * pages of 200 and goes on there the next time; a finished round begins anew. `busy` while another instance does so.
 */
export async function sweepNightly(context: PullContext, pages = pagesASlice): Promise<PullReport> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const pull = await beginPull(db, "nightly", { now, from: monthsBefore(now, monthsBack), overlapMs: null });
  if (pull === null) return { state: "busy", pulled: 0, unreadable: 0 };
  try {
    return await drainByTime(context, pull, {
      by: "creation",
      statuses: ["PAID", "PARTIAL_CANCELLED"],
      pages,
    });
  } catch (error) {
    await endPull(db, pull, { state: "failed", error: "unexpected" });
    throw error;
  }
}

/** One slice, at night, unless this night's round has ended. */
export async function sweepNightlyWhenDue(context: PullContext): Promise<void> {
  const { db } = context.database;
  const now = await databaseNow(db);
  if (!isNight(now)) return;
  const last = await lastPull(db, "nightly");
  const ended = last?.state === "done" ? last.finishedAt : null;
  if (ended !== null && now.getTime() - ended.getTime() < restMs) return;
  await sweepNightly(context);
}

/** Whether it is night in Seoul. */
export function isNight(now: Date): boolean {
  const hour = (now.getUTCHours() + seoulOffsetHours) % 24;
  return hour >= night.from && hour < night.until;
}
