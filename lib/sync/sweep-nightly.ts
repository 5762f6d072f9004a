// Finds changes that no webhook, list or poll has shown. At night, to keep the load on PortOne and on pages low.
import "server-only";
import { databaseNow } from "@/lib/db/clock";
import { beginPull, endPull, lastPull } from "@/lib/db/payments/pulls";
import { pullByTime } from "./paginate-by-time";
import type { PullContext } from "./pull-context";
import { monthsBack, monthsBefore, type PullReport } from "./pull-payments";

/** 600 payments a slice; with one slice a minute, about a hundred thousand a night. */
const pagesASlice = 3;
/** Hours in Asia/Seoul, which has no daylight saving time. */
const night = { from: 2, until: 5 } as const;
const seoulOffsetHours = 9;
/** A round that has ended does not start again in the same night. */
const restMs = 12 * 60 * 60_000;

export async function sweepNightly(context: PullContext, pages = pagesASlice): Promise<PullReport> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const pull = await beginPull(db, "nightly", { now, from: monthsBefore(now, monthsBack), overlapMs: null });
  if (pull === null) return { state: "busy", pulled: 0, unreadable: 0 };
  try {
    return await pullByTime(context, pull, {
      by: "creation",
      statuses: ["PAID", "PARTIAL_CANCELLED"],
      pages,
    });
  } catch (error) {
    await endPull(db, pull, { state: "failed", error: "unexpected" });
    throw error;
  }
}

export async function sweepNightlyWhenDue(context: PullContext): Promise<void> {
  const { db } = context.database;
  const now = await databaseNow(db);
  if (!isNight(now)) return;
  const last = await lastPull(db, "nightly");
  const ended = last?.state === "done" ? last.finishedAt : null;
  if (ended !== null && now.getTime() - ended.getTime() < restMs) return;
  await sweepNightly(context);
}

export function isNight(now: Date): boolean {
  const hour = (now.getUTCHours() + seoulOffsetHours) % 24;
  return hour >= night.from && hour < night.until;
}
