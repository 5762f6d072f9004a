import "server-only";
import { eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { payments } from "@/lib/db/schema/payments";
import { cancellations, failedRefunds, refunds } from "@/lib/db/schema/refunds";
import type { RefundListState } from "@/lib/domain/refund/refund-filter";
import type { RefundListRow, RefundOfRow } from "@/lib/domain/views/refund-list";
import type { Database } from "../client";
import { databaseNow } from "../clock";
import { attemptsByRefund, cancelFiguresOf, refundView } from "./refund-view";

const minute = 60_000;

export type RowKey = {
  key: string;
  at: string;
  refundId: string | null;
  cancellation: { storeId: string; paymentId: string; id: string } | null;
  storeId: string;
  paymentId: string;
  state: RefundListState;
  requestedAt: string;
  finishedAt: string | null;
};

export async function readRows(db: Database, keys: readonly RowKey[]): Promise<RefundListRow[]> {
  if (keys.length === 0) return [];
  const refundIds = [...new Set(keys.flatMap(({ refundId }) => refundId ?? []))];
  const [attempts, made, now, own, shown] = await Promise.all([
    attemptsByRefund(db, refundIds),
    cancellationsOf(db, keys, refundIds),
    databaseNow(db),
    refundIds.length === 0
      ? []
      : db
          .select({
            refund: refunds,
            handledAt: failedRefunds.handledAt,
            handledByName: failedRefunds.handledByName,
            note: failedRefunds.note,
          })
          .from(refunds)
          .leftJoin(failedRefunds, eq(failedRefunds.refundId, refunds.id))
          .where(inArray(refunds.id, refundIds)),
    db
      .select({
        storeId: payments.storeId,
        id: payments.id,
        orderName: payments.orderName,
        channelType: payments.channelType,
        currency: payments.currency,
      })
      .from(payments)
      .where(
        isOneOf(sql`(${payments.storeId}, ${payments.id})`, keys, ({ storeId, paymentId }) => [
          storeId,
          paymentId,
        ]),
      ),
  ]);
  return keys.flatMap((key): RefundListRow[] => {
    const payment = shown.find(({ storeId, id }) => storeId === key.storeId && id === key.paymentId);
    const cancellation = made.find(
      (row) =>
        row.storeId === key.cancellation?.storeId &&
        row.paymentId === key.cancellation.paymentId &&
        row.id === key.cancellation.id,
    );
    const mine = own.find(({ refund }) => refund.id === key.refundId);
    // A row that moved between the two reads.
    if (payment === undefined || (cancellation === undefined && mine === undefined)) return [];
    const view = mine && refundView(mine.refund, attempts.get(mine.refund.id) ?? [], made);
    return [
      {
        key: key.key,
        storeId: key.storeId,
        paymentId: key.paymentId,
        orderName: payment.orderName,
        channelType: payment.channelType,
        currency: payment.currency,
        state: key.state,
        requestedAt: key.requestedAt,
        finishedAt: key.finishedAt,
        figures:
          cancellation !== undefined
            ? cancelFiguresOf(cancellation)
            : (view?.figures ?? { order: null, money: null, points: null }),
        stated: view === undefined ? (cancellation?.totalAmount ?? null) : view.requested.amount,
        reason: view?.reason ?? cancellation?.reason ?? "",
        trigger: cancellation?.trigger ?? null,
        refund:
          mine === undefined || view === undefined
            ? null
            : {
                ...view,
                age: ageOf(mine.refund, now),
                nextCheck:
                  mine.refund.checkAt !== null && mine.refund.checkAt > now
                    ? mine.refund.checkAt.toISOString()
                    : null,
                handled:
                  mine.handledAt === null || mine.handledByName === null
                    ? null
                    : { byName: mine.handledByName, at: mine.handledAt.toISOString(), note: mine.note ?? "" },
              },
      },
    ];
  });
}

/** Returns the cancellations of the rows, and every other one of their refunds. */
async function cancellationsOf(db: Database, keys: readonly RowKey[], refundIds: readonly string[]) {
  const elsewhere = keys.flatMap(({ refundId, cancellation }) => (refundId === null && cancellation) || []);
  return db
    .select()
    .from(cancellations)
    .where(
      or(
        refundIds.length === 0 ? sql`false` : inArray(cancellations.refundId, [...refundIds]),
        elsewhere.length === 0
          ? sql`false`
          : isOneOf(
              sql`(${cancellations.storeId}, ${cancellations.paymentId}, ${cancellations.id})`,
              elsewhere,
              ({ storeId, paymentId, id }) => [storeId, paymentId, id],
            ),
      ),
    );
}

function isOneOf<Row>(columns: SQL, rows: readonly Row[], valuesOf: (row: Row) => readonly string[]): SQL {
  const wanted = rows.map(
    (row) =>
      sql`(${sql.join(
        valuesOf(row).map((value) => sql`${value}`),
        sql`, `,
      )})`,
  );
  return sql`${columns} in (${sql.join(wanted, sql`, `)})`;
}

function ageOf({ state, createdAt, endedAt }: RefundRow, now: Date): RefundOfRow["age"] {
  const minutes = (from: Date, to: Date) => Math.max(0, Math.floor((to.getTime() - from.getTime()) / minute));
  if (endedAt === null) return { kind: "open", minutes: minutes(createdAt, now) };
  return state === "failed"
    ? { kind: "failed", minutes: minutes(endedAt, now) }
    : { kind: "took", minutes: minutes(createdAt, endedAt) };
}
