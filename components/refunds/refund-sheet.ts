import { cancellationStatusName, methodName, triggerName } from "@/components/labels/payment-labels";
import { pgName } from "@/components/labels/pg-names";
import type { RefundState } from "@/lib/domain/refund/refund";
import {
  type AmountColumn,
  amountColumns,
  type RefundColumn,
  type RefundExportRow,
  type RefundTotal,
} from "@/lib/domain/refund/refund-export";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { amountCell, type SheetColumn, type SheetRow } from "@/lib/domain/sheet";

export type RefundSheetLabels = {
  locale: string;
  head: (column: RefundColumn) => string;
  /** Text of the first column for a refund. */
  refund: string;
  /** Name of the desk, as the place where our refunds were made. */
  desk: string;
  counted: (key: "total" | "unknown" | "missing", count: number) => string;
  payment: Parameters<typeof cancellationStatusName>[0] &
    Parameters<typeof methodName>[0] &
    Parameters<typeof triggerName>[0];
  otherMethod: string;
  refundState: (key: RefundState) => string;
  requester: (key: RefundRequest["requester"]) => string;
};

const times: readonly RefundColumn[] = ["requestedAt", "cancelledAt", "paidOutAt"];
const amounts: readonly RefundColumn[] = ["requested", "charged", ...amountColumns];

export function refundSheetColumns(
  columns: readonly RefundColumn[],
  labels: RefundSheetLabels,
): SheetColumn[] {
  return columns.map((column) => ({
    head: labels.head(column),
    kind: times.includes(column) ? "time" : amounts.includes(column) ? "amount" : "text",
  }));
}

/** Returns the cells of a row. Amounts are in the currency's own unit. An unknown value is an empty cell, never a zero. */
export function refundSheetRow(
  columns: readonly RefundColumn[],
  row: RefundExportRow,
  labels: RefundSheetLabels,
): SheetRow {
  return columns.map((column) => cells[column](row, labels));
}

type Cell<Row> = (row: Row, labels: RefundSheetLabels) => string | null;

const cells: Record<RefundColumn, Cell<RefundExportRow>> = {
  kind: (_, { refund }) => refund,
  state: ({ state }, { payment, refundState }) =>
    state.of === "refund"
      ? refundState(state.state)
      : cancellationStatusName(payment, state.status, state.raw),
  channel: ({ channelType }) => channelType,
  number: ({ refundNumber }) => refundNumber,
  cancellationId: ({ cancellationId }) => cancellationId,
  paymentId: ({ paymentId }) => paymentId,
  orderName: ({ orderName }) => orderName,
  pg: ({ pgProvider }, { locale }) => (pgProvider === null ? null : pgName(pgProvider, locale)),
  pgTxId: ({ pgTxId }) => pgTxId,
  approvalNumber: ({ approvalNumber }) => approvalNumber,
  pgCancellationId: ({ pgCancellationId }) => pgCancellationId,
  method: methodOf,
  currency: ({ currency }) => currency,
  requested: ({ requested, currency }) => amountCell(requested, currency),
  order: ({ amounts, currency }) => amountCell(amounts.order, currency),
  charged: ({ charged, currency }) => amountCell(charged, currency),
  moneyBack: ({ amounts, currency }) => amountCell(amounts.moneyBack, currency),
  taxFree: ({ amounts, currency }) => amountCell(amounts.taxFree, currency),
  supply: ({ amounts, currency }) => amountCell(amounts.supply, currency),
  vat: ({ amounts, currency }) => amountCell(amounts.vat, currency),
  points: ({ amounts, currency }) => amountCell(amounts.points, currency),
  fee: ({ amounts, currency }) => amountCell(amounts.fee, currency),
  reason: ({ reason }) => reason,
  reasonCode: ({ reasonCode }) => reasonCode,
  requester: ({ requester: by }, { requester }) => (by === null ? null : requester(by)),
  who: ({ actorName }) => actorName,
  requestedAt: ({ requestedAt }) => requestedAt,
  cancelledAt: ({ cancelledAt }) => cancelledAt,
  paidOutAt: ({ paidOutAt }) => paidOutAt,
  madeWhere: ({ refundNumber, trigger }, { desk, payment }) =>
    refundNumber !== null ? desk : trigger === null ? null : triggerName(payment, trigger),
  store: ({ storeId }) => storeId,
};

/**
 * Returns the rows of a total: the sums of the known amounts, and if amounts are unknown, a second row with the number of
 * cancellations that each sum lacks. The counts are text, so that no program adds them to the amounts.
 */
export function refundTotalRows(
  columns: readonly RefundColumn[],
  total: RefundTotal,
  labels: RefundSheetLabels,
): SheetRow[] {
  const hasUnknown = amountColumns.some((column) => unknownIn(total, column) > 0);
  return [
    columns.map((column) =>
      column === "kind"
        ? labels.counted("total", total.count)
        : isTotalled(column)
          ? sumOf(total, column)
          : sharedCell(column, total, labels),
    ),
    ...(hasUnknown ? [columns.map((column) => unknownCell(column, total, labels))] : []),
  ];
}

function sumOf({ amounts, currency }: RefundTotal, column: AmountColumn): string | null {
  return amounts[column].known === 0 ? null : amountCell(amounts[column].sum, currency);
}

/** Returns how many cancellations the sum of a column lacks. PortOne states points only if points went back. */
function unknownIn({ amounts, count }: RefundTotal, column: AmountColumn): number {
  return column === "points" ? 0 : count - amounts[column].known;
}

function unknownCell(column: RefundColumn, total: RefundTotal, labels: RefundSheetLabels): string | null {
  if (column === "kind") return labels.counted("unknown", total.count);
  if (!isTotalled(column)) return sharedCell(column, total, labels);
  const unknown = unknownIn(total, column);
  return unknown === 0 ? null : labels.counted("missing", unknown);
}

/** Returns the value that all cancellations of a total have in common, or null. */
function sharedCell(column: RefundColumn, total: RefundTotal, labels: RefundSheetLabels): string | null {
  switch (column) {
    case "channel":
      return total.channelType;
    case "pg":
      return total.pgProvider === null ? null : pgName(total.pgProvider, labels.locale);
    case "method":
      return methodOf(total, labels);
    case "currency":
      return total.currency;
    default:
      return null;
  }
}

function methodOf(
  { methodType, rawMethodType }: Pick<RefundExportRow, "methodType" | "rawMethodType">,
  { payment, otherMethod }: RefundSheetLabels,
): string | null {
  if (methodType === null) return null;
  return methodName(payment, { type: methodType, rawType: rawMethodType ?? otherMethod });
}

function isTotalled(column: RefundColumn): column is AmountColumn {
  return amountColumns.some((amountColumn) => amountColumn === column);
}
