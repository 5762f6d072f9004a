import "server-only";
import { and, inArray } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { refunds } from "@/lib/db/schema/refunds";
import { paymentStatuses } from "@/lib/domain/payment/payment";
import { methodTypes, term } from "@/lib/domain/payment/payment-method";
import { shownName } from "@/lib/domain/payment/personal-data";
import { openRefundStates } from "@/lib/domain/refund/refund";
import type { PaymentRow } from "@/lib/domain/views/payment-list";
import type { ListedPayment } from "./scan";

/** The name of the customer is masked without `seesCustomers`. */
export async function paymentRows(
  db: Database,
  rows: ListedPayment[],
  seesCustomers: boolean,
): Promise<PaymentRow[]> {
  const open = await openRefundsOf(db, rows);
  return rows.map((row) => paymentRow(row, open, seesCustomers));
}

async function openRefundsOf(db: Database, rows: ListedPayment[]) {
  if (rows.length === 0) return [];
  return db
    .select({ storeId: refunds.storeId, paymentId: refunds.paymentId, state: refunds.state })
    .from(refunds)
    .where(
      and(
        inArray(
          refunds.paymentId,
          rows.map(({ id }) => id),
        ),
        inArray(refunds.state, [...openRefundStates]),
      ),
    );
}

function paymentRow(
  row: ListedPayment,
  open: Awaited<ReturnType<typeof openRefundsOf>>,
  seesCustomers: boolean,
): PaymentRow {
  return {
    storeId: row.storeId,
    id: row.id,
    status: term(paymentStatuses, row.status).value,
    rawStatus: row.status,
    methodType: row.methodType === null ? null : term(methodTypes, row.methodType).value,
    pgProvider: row.pgProvider,
    channelType: row.channelType,
    currency: row.currency,
    total: row.total,
    charged: row.charged,
    cancelled: { order: row.cancelledOrder, money: row.moneyBack },
    orderName: row.orderName,
    customerName: shownName(row.customerName, seesCustomers),
    requestedAt: row.requestedAt.toISOString(),
    paidAt: row.paidAt?.toISOString() ?? null,
    openRefund:
      open.find(({ storeId, paymentId }) => storeId === row.storeId && paymentId === row.id)?.state ?? null,
    matches: null,
  };
}
