// The events also include a second partial cancel, which keeps the status. PortOne marks the list unstable, so the desk
// works without it: https://developers.portone.io/api/rest-v2/payment#get%20%2Fpayment-events-by-cursor
import "server-only";
import { databaseNow } from "@/lib/db/clock";
import { beginPull, endPull, lastPull, type PullRow, recordPullPage } from "@/lib/db/payments/pulls";
import { mirroredCancellations } from "@/lib/db/payments/write-payments";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import { log } from "@/lib/log";
import type { PaymentEvent } from "@/lib/portone/wire";
import type { PullContext } from "./pull-context";
import type { PullReport } from "./pull-payments";
import { syncPayment } from "./sync-payment";

const pageSize = 200;
const firstCheckMs = 24 * 60 * 60_000;
const overlapMs = 60 * 60_000;
const everyMs = 10 * 60_000;
/** PortOne may permit the list to these credentials later. */
const afterFailureMs = 60 * 60_000;

/** Reads payments whose cancellations the mirror lacks or has with another status. `busy`: another instance scans. */
export async function pullEvents(context: PullContext): Promise<PullReport> {
  const { db } = context.database;
  const now = await databaseNow(db);
  const from = new Date(now.getTime() - firstCheckMs);
  const pull = await beginPull(db, "events", { now, from, overlapMs });
  if (pull === null) return { state: "busy", pulled: 0, unreadable: 0 };
  try {
    return await drain(context, pull);
  } catch (error) {
    await endPull(db, pull, { state: "failed", error: "unexpected" });
    throw error;
  }
}

export async function pullEventsWhenDue(context: PullContext): Promise<void> {
  const { db } = context.database;
  const [last, now] = [await lastPull(db, "events"), await databaseNow(db)];
  const since = (at: Date | null) => now.getTime() - (at?.getTime() ?? 0);
  if (last?.state === "done" && since(last.until) < everyMs) return;
  if (last?.state === "failed" && since(last.finishedAt) < afterFailureMs) return;
  await pullEvents(context);
}

async function drain(context: PullContext, pull: PullRow): Promise<PullReport> {
  const { db } = context.database;
  let { cursor, pulled } = pull;
  let unreadable = 0;
  for (;;) {
    const page = await context.portone.listEventsByCursor({
      storeId: context.storeId ?? undefined,
      from: pull.from,
      until: pull.until,
      cursor: cursor ?? undefined,
      size: pageSize,
    });
    const failed = async (error: PullReport["error"] & string): Promise<PullReport> => {
      await endPull(db, pull, { state: "failed", error });
      return { state: "failed", pulled, unreadable, error };
    };
    if (!page.ok) {
      const { code, detail } = page.error;
      log.info(
        { cause: code, detail },
        "PortOne returned no page of events; changes are pulled without events",
      );
      return failed(code);
    }
    const last = page.value.at(-1);
    if (last === undefined) {
      await endPull(db, pull, { state: "done", error: null });
      return { state: "done", pulled, unreadable };
    }
    unreadable += page.value.filter(({ event }) => event === null).length;
    for (const key of await paymentsToRead(
      context,
      page.value.flatMap(({ event }) => event ?? []),
    )) {
      const read = await syncPayment(context, key);
      if (read.ok) continue;
      // An unreadable payment must not fail the scan: a failed scan would repeat this page forever.
      if (read.error.code === "unreachable" || read.error.code === "unauthorized")
        return failed(read.error.code);
      log.warn(
        { paymentId: key.paymentId, cause: read.error.code },
        "a payment of an event could not be read",
      );
      unreadable += 1;
    }
    pulled += page.value.length;
    if (last.cursor === cursor) return failed("unreadable");
    cursor = last.cursor;
    await recordPullPage(db, pull, { cursor, pulled });
  }
}

async function paymentsToRead(
  { database }: PullContext,
  events: readonly PaymentEvent[],
): Promise<PaymentKey[]> {
  const cancels = events.filter(({ type }) => type !== "PAID");
  const named = cancels.flatMap(({ storeId, paymentId, cancellation }) =>
    cancellation === null ? [] : [{ storeId, paymentId, ...cancellation }],
  );
  const mirrored = await mirroredCancellations(database.db, named);
  const unmirrored = [
    ...named.filter((one) => !mirrored.has(one)),
    ...cancels.filter(({ cancellation }) => cancellation === null),
  ];
  const byKey = new Map(
    unmirrored.map(({ storeId, paymentId }) => [
      JSON.stringify([storeId, paymentId]),
      { storeId, paymentId },
    ]),
  );
  return [...byKey.values()];
}
