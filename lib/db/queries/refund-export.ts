import "server-only";
import { type AnyColumn, and, asc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { exactly } from "@/lib/db/cursor";
import { isPayment } from "@/lib/db/payment-key";
import { readSnapshot } from "@/lib/db/payments/snapshot";
import { timelineEntries } from "@/lib/db/schema/journal";
import { payments } from "@/lib/db/schema/payments";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import { activeOverrides } from "@/lib/db/settings/read-overrides";
import { cancellationStatuses, type Payment } from "@/lib/domain/payment/payment";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import { type MethodType, term } from "@/lib/domain/payment/payment-method";
import { feeLine } from "@/lib/domain/policy/money-lines";
import type { SetOverride } from "@/lib/domain/policy/overrides";
import {
  amountsWithoutCancellation,
  exportedAmounts,
  type RefundExport,
  type RefundExportRow,
} from "@/lib/domain/refund/refund-export";
import type { Database } from "../client";
import { refundConditionOf } from "./refund-conditions";
import { inDays } from "./seoul-days";

type Wanted = Record<"ended" | "open" | "withoutCancellation", SQL | undefined>;

function wantedOf(of: RefundExport["of"]): Wanted {
  if ("filter" in of) {
    const condition = refundConditionOf(of.filter);
    return { ended: condition, open: condition, withoutCancellation: condition };
  }
  return {
    ended: inDays(cancelledAt, of.days),
    open: inDays(cancellations.requestedAt, of.days),
    withoutCancellation: inDays(refunds.createdAt, of.days),
  };
}

/** Ended and other cancellations, then refunds without cancellation. Rows that move may come twice or not at all. */
export async function* pagesOfRefunds(
  db: Database,
  of: RefundExport["of"],
  size = 500,
): AsyncGenerator<RefundExportRow[], void, undefined> {
  const overrides = await activeOverrides(db);
  const wanted = wantedOf(of);
  yield* pagesOf(size, (after) => cancellationPage(db, overrides, ended(wanted.ended, after), size));
  yield* pagesOf(size, (after) => cancellationPage(db, overrides, open(wanted.open, after), size));
  yield* pagesOf(size, (after) => refundPage(db, wanted.withoutCancellation, after, size));
}

type Place = PaymentKey & { at: string; id: string };
type Found = { row: RefundExportRow; place: Place };

async function* pagesOf(
  size: number,
  read: (after: Place | null) => Promise<Found[]>,
): AsyncGenerator<RefundExportRow[], void, undefined> {
  let after: Place | null = null;
  for (;;) {
    const found: Found[] = await read(after);
    if (found.length > 0) yield found.map(({ row }) => row);
    const last = found.at(-1);
    if (last === undefined || found.length < size) return;
    after = last.place;
  }
}

type Part = { where: SQL | undefined; order: readonly AnyColumn[] };

const { storeId, paymentId, id, cancelledAt } = cancellations;

function ended(condition: SQL | undefined, after: Place | null): Part {
  const isAfter =
    after &&
    sql`(${cancelledAt}, ${storeId}, ${paymentId}, ${id}) > (${after.at}::timestamptz, ${after.storeId}, ${after.paymentId}, ${after.id})`;
  return {
    where: and(isNotNull(cancelledAt), condition, isAfter ?? undefined),
    order: [cancelledAt, storeId, paymentId, id],
  };
}

/** In the order of the index that stores cancellations without an end side by side. */
function open(condition: SQL | undefined, after: Place | null): Part {
  const isAfter =
    after && sql`(${storeId}, ${paymentId}, ${id}) > (${after.storeId}, ${after.paymentId}, ${after.id})`;
  return {
    where: and(isNull(cancelledAt), condition, isAfter ?? undefined),
    order: [storeId, paymentId, id],
  };
}

const ofPayment = {
  orderName: payments.orderName,
  channelType: payments.channelType,
  pgProvider: payments.pgProvider,
  currency: payments.currency,
  charged: payments.charged,
  snapshot: payments.snapshot,
};

async function cancellationPage(
  db: Database,
  overrides: readonly SetOverride[],
  { where, order }: Part,
  size: number,
): Promise<Found[]> {
  const rows = await db
    .select({
      cancellation: cancellations,
      payment: ofPayment,
      refund: refunds,
      at: exactly(cancelledAt),
      paidOutAt: paidOutAt(),
    })
    .from(cancellations)
    .innerJoin(payments, isPayment({ storeId, paymentId }))
    .leftJoin(refunds, eq(refunds.id, cancellations.refundId))
    .where(where)
    .orderBy(...order.map((column) => asc(column)))
    .limit(size);
  return rows.map(({ cancellation, payment, refund, at, paidOutAt }) => {
    const status = term(cancellationStatuses, cancellation.status).value;
    const { totalAmount, taxFreeAmount, vatAmount, orderAmount, moneyBack, pointsBack } = cancellation;
    const end = cancellation.cancelledAt ?? cancellation.requestedAt;
    return {
      place: { at, storeId: cancellation.storeId, paymentId: cancellation.paymentId, id: cancellation.id },
      row: {
        storeId: cancellation.storeId,
        paymentId: cancellation.paymentId,
        ...paymentCells(payment),
        state: { of: "cancellation", status, raw: cancellation.rawStatus },
        cancellationId: cancellation.id,
        pgCancellationId: cancellation.pgCancellationId,
        requested: totalAmount,
        amounts: exportedAmounts(status, {
          totalAmount,
          taxFreeAmount,
          vatAmount,
          figures: { order: orderAmount, money: moneyBack, points: pointsBack },
          fee: feeOf(payment, end, overrides),
        }),
        ...refundCells(refund),
        reason: refund?.reason ?? cancellation.reason,
        requestedAt: (refund?.createdAt ?? cancellation.requestedAt).toISOString(),
        cancelledAt: cancellation.cancelledAt?.toISOString() ?? null,
        paidOutAt: paidOutAt === null ? null : new Date(paidOutAt).toISOString(),
        trigger: cancellation.trigger,
      },
    };
  });
}

async function refundPage(
  db: Database,
  condition: SQL | undefined,
  after: Place | null,
  size: number,
): Promise<Found[]> {
  const isAfter =
    after && sql`(${refunds.createdAt}, ${refunds.id}) > (${after.at}::timestamptz, ${after.id}::uuid)`;
  const rows = await db
    .select({ refund: refunds, payment: ofPayment, at: exactly(refunds.createdAt) })
    .from(refunds)
    .innerJoin(payments, isPayment(refunds))
    .leftJoin(cancellations, eq(cancellations.refundId, refunds.id))
    .where(and(isNull(cancellations.id), condition, isAfter ?? undefined))
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
    .limit(size);
  return rows.map(({ refund, payment, at }) => ({
    place: { at, storeId: refund.storeId, paymentId: refund.paymentId, id: refund.id },
    row: {
      storeId: refund.storeId,
      paymentId: refund.paymentId,
      ...paymentCells(payment),
      state: { of: "refund", state: refund.state },
      cancellationId: refund.cancellationId,
      pgCancellationId: null,
      requested: refund.requestedAmount,
      amounts: amountsWithoutCancellation(refund.state),
      ...refundCells(refund),
      reason: refund.reason,
      requestedAt: refund.createdAt.toISOString(),
      cancelledAt: null,
      paidOutAt: null,
      trigger: null,
    },
  }));
}

type PaymentCells = Pick<
  RefundExportRow,
  | "orderName"
  | "channelType"
  | "pgProvider"
  | "methodType"
  | "rawMethodType"
  | "currency"
  | "pgTxId"
  | "approvalNumber"
  | "charged"
>;
type FoundPayment = Omit<PaymentCells, "methodType" | "rawMethodType" | "pgTxId" | "approvalNumber"> & {
  snapshot: unknown;
};

function paymentCells({ snapshot, ...columns }: FoundPayment): PaymentCells {
  const { method, pgTxId, approvalNumber } = readSnapshot(snapshot);
  const methodType: MethodType | null = method?.type ?? null;
  return { ...columns, methodType, rawMethodType: method?.rawType ?? null, pgTxId, approvalNumber };
}

function refundCells(
  refund: typeof refunds.$inferSelect | null,
): Pick<RefundExportRow, "refundNumber" | "reasonCode" | "requester" | "actorName"> {
  return {
    refundNumber: refund?.number ?? null,
    reasonCode: refund?.reasonCode ?? null,
    requester: refund?.requester ?? null,
    actorName: refund?.actorName ?? null,
  };
}

/** In minor units; null where neither the documents nor the merchant state a fee. */
function feeOf({ snapshot }: FoundPayment, at: Date, overrides: readonly SetOverride[]): number | null {
  const payment: Payment = { ...readSnapshot(snapshot), cancellations: [] };
  return feeLine({ payment, pg: payment.channel?.pgProvider ?? "", now: at, overrides }).onTop;
}

function paidOutAt(): SQL<string | null> {
  // PortOne states one transfer status per payment: with several cancellations the transfer's cancellation is unknown.
  const other = sql.raw("other");
  return sql<string | null>`case when ${payments.refundStatus} = 'COMPLETED' and not exists (
      select from ${cancellations} as ${other} where ${other}.store_id = ${storeId} and ${other}.payment_id = ${paymentId}
        and ${other}.status = 'SUCCEEDED' and ${other}.id <> ${id})
    then (select max(${timelineEntries.at}) from ${timelineEntries}
      where ${timelineEntries.storeId} = ${storeId} and ${timelineEntries.paymentId} = ${paymentId}
        and ${timelineEntries.entry} ->> 'kind' = 'payout' and ${timelineEntries.entry} ->> 'status' = 'COMPLETED')
    end`;
}
