import "server-only";
import { databaseNow } from "@/lib/db/clock";
import { beginPull, endPull, lastPull } from "@/lib/db/payments/pulls";
import { log } from "@/lib/log";
import { pullByTime } from "./paginate-by-time";
import type { PullContext } from "./pull-context";
import type { PullReport } from "./pull-payments";

const firstCheckMs = 24 * 60 * 60_000;
/** PortOne's clock and lists may lag behind the desk's clock. */
const overlapMs = 60 * 60_000;
const everyMs = 10 * 60_000;

/** Finds changes without a webhook, such as a correction by PortOne's staff. `busy`: another instance pulls. */
export async function pullChanges(context: PullContext): Promise<PullReport> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const from = new Date(now.getTime() - firstCheckMs);
  const pull = await beginPull(db, "changes", { now, from, overlapMs });
  if (pull === null) return { state: "busy", pulled: 0, unreadable: 0 };
  try {
    return await pullByTime(context, pull, { by: "change" });
  } catch (error) {
    await endPull(db, pull, { state: "failed", error: "unexpected" });
    throw error;
  }
}

export async function pullChangesWhenDue(context: PullContext): Promise<void> {
  const { db } = context.database;
  const [last, now] = [await lastPull(db, "changes"), await databaseNow(db)];
  if (last?.state === "done" && now.getTime() - last.until.getTime() < everyMs) return;
  const report = await pullChanges(context);
  if (report.unreadable > 0)
    log.warn({ unreadable: report.unreadable }, "some changed payments could not be read");
}
