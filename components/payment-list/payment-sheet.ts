import { methodName, paymentStatusName } from "@/components/labels/payment-labels";
import { pgName } from "@/components/labels/pg-names";
import { amountCell, type SheetColumn, type SheetRow } from "@/lib/domain/sheet";
import type { PaymentRow } from "@/lib/domain/views/payment-list";

const columns = [
  "id",
  "orderName",
  "status",
  "method",
  "pg",
  "channel",
  "customer",
  "currency",
  "total",
  "charged",
  "cancelled",
  "moneyBack",
  "requestedAt",
  "paidAt",
  "store",
] as const;
type Column = (typeof columns)[number];

const amounts: readonly Column[] = ["total", "charged", "cancelled", "moneyBack"];
const times: readonly Column[] = ["requestedAt", "paidAt"];

/** `head` names the columns; the other labels are messages of `payment`. */
export type PaymentSheetLabels = {
  locale: string;
  head: (column: Column) => string;
  payment: Parameters<typeof paymentStatusName>[0] & Parameters<typeof methodName>[0];
  otherMethod: string;
};

export function paymentColumns({ head }: PaymentSheetLabels): SheetColumn[] {
  return columns.map((column) => ({
    head: head(column),
    kind: times.includes(column) ? "time" : amounts.includes(column) ? "amount" : "text",
  }));
}

/** Returns the cells of a payment, with amounts in the currency's own unit, not in minor units. */
export function paymentSheetRow(row: PaymentRow, labels: PaymentSheetLabels): SheetRow {
  return columns.map((column) => cells[column](row, labels));
}

const cells: Record<Column, (row: PaymentRow, labels: PaymentSheetLabels) => string | null> = {
  id: ({ id }) => id,
  orderName: ({ orderName }) => orderName,
  status: ({ status, rawStatus }, { payment }) => paymentStatusName(payment, status, rawStatus),
  method: ({ methodType }, { payment, otherMethod }) =>
    methodType === null ? null : methodName(payment, { type: methodType, rawType: otherMethod }),
  pg: ({ pgProvider }, { locale }) => (pgProvider === null ? null : pgName(pgProvider, locale)),
  channel: ({ channelType }) => channelType,
  customer: ({ customerName }) => customerName,
  currency: ({ currency }) => currency,
  total: ({ total, currency }) => amountCell(total, currency),
  charged: ({ charged, currency }) => amountCell(charged, currency),
  cancelled: ({ cancelled, currency }) => amountCell(cancelled.order, currency),
  moneyBack: ({ cancelled, currency }) => amountCell(cancelled.money, currency),
  requestedAt: ({ requestedAt }) => requestedAt,
  paidAt: ({ paidAt }) => paidAt,
  store: ({ storeId }) => storeId,
};
