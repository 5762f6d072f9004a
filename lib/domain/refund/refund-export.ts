// One row for each cancellation at PortOne, and for each refund of ours without one. Amounts are minor units.
import {
  type CancelFigures,
  type ChargedAmount,
  type MoneyBack,
  moneyBack,
  type OrderAmount,
  orderAmount,
  type PointsBack,
  pointsBack,
} from "../amounts";
import type { CancellationStatus } from "../payment/payment";
import { calendarDay } from "../payment/payment-filter";
import type { MethodType } from "../payment/payment-method";
import type { RefundState } from "./refund";
import { isRefundFilterSet, type RefundFilter, readRefundFilter, writeRefundFilter } from "./refund-filter";
import type { RefundRequest } from "./refund-request";

export const refundColumns = [
  "kind",
  "state",
  "channel",
  "number",
  "cancellationId",
  "paymentId",
  "orderName",
  "pg",
  "pgTxId",
  "approvalNumber",
  "pgCancellationId",
  "method",
  "currency",
  "requested",
  "order",
  "charged",
  "moneyBack",
  "taxFree",
  "supply",
  "vat",
  "points",
  "fee",
  "reason",
  "reasonCode",
  "requester",
  "who",
  "requestedAt",
  "cancelledAt",
  "paidOutAt",
  "madeWhere",
  "store",
] as const;
export type RefundColumn = (typeof refundColumns)[number];

export const fixedRefundColumns = ["kind", "state", "channel", "pg", "method", "currency"] as const;

export type RefundExport = {
  /** Days of the end, or of the request where there is no end; or what the list shows under its filter. */
  of: { days: { from: string; to: string } } | { filter: RefundFilter };
  columns: readonly RefundColumn[];
};

/** `by` in the query means the filter of the list: a period of the list always has it. */
export function readRefundExport(query: URLSearchParams): RefundExport | null {
  const named = query.get("columns");
  const columns = withFixedColumns(named === null ? refundColumns : named.split(","));
  const { filter, ignored } = readRefundFilter(query);
  if (query.has("by") || (!query.has("from") && !query.has("to")))
    return isRefundFilterSet(filter) && ignored.length === 0 ? { of: { filter }, columns } : null;
  const [from, to] = [
    calendarDay.safeParse(query.get("from")).data,
    calendarDay.safeParse(query.get("to")).data,
  ];
  if (from === undefined || to === undefined || from > to) return null;
  return { of: { days: { from, to } }, columns };
}

export function writeRefundExport({ of, columns }: RefundExport): string {
  const query = new URLSearchParams("filter" in of ? writeRefundFilter(of.filter) : of.days);
  if (columns.length < refundColumns.length) query.set("columns", columns.join(","));
  return query.toString();
}

export function withFixedColumns(chosen: readonly string[]): RefundColumn[] {
  const fixed: readonly string[] = fixedRefundColumns;
  return refundColumns.filter((column) => fixed.includes(column) || chosen.includes(column));
}

/** Null is unknown; zero after a failure. `fee`: of the PG, without VAT, as published or set by the merchant. */
export type ExportedAmounts = {
  order: OrderAmount | null;
  moneyBack: MoneyBack | null;
  points: PointsBack | null;
  taxFree: number | null;
  vat: number | null;
  supply: number | null;
  fee: number | null;
};
export type AmountColumn = keyof ExportedAmounts;

export type RefundExportRow = {
  storeId: string;
  paymentId: string;
  orderName: string;
  channelType: string | null;
  pgProvider: string | null;
  methodType: MethodType | null;
  rawMethodType: string | null;
  currency: string;
  pgTxId: string | null;
  approvalNumber: string | null;
  state:
    | { of: "cancellation"; status: CancellationStatus; raw: string }
    | { of: "refund"; state: RefundState };
  refundNumber: string | null;
  cancellationId: string | null;
  pgCancellationId: string | null;
  /** In order amount or money: PortOne's own figure, or what we requested; null for all that remained. */
  requested: number | null;
  charged: ChargedAmount | null;
  amounts: ExportedAmounts;
  reason: string;
  reasonCode: string | null;
  requester: RefundRequest["requester"] | null;
  actorName: string | null;
  requestedAt: string;
  cancelledAt: string | null;
  paidOutAt: string | null;
  trigger: string | null;
};

type Stated = {
  totalAmount: number;
  taxFreeAmount: number;
  vatAmount: number;
  figures: CancelFigures;
  fee: number | null;
};

export function exportedAmounts(
  status: CancellationStatus,
  { totalAmount, taxFreeAmount, vatAmount, figures, fee }: Stated,
): ExportedAmounts {
  if (status === "FAILED") return nothingMoved;
  if (status !== "SUCCEEDED") return nothingKnown;
  const { order, money, points } = figures;
  return {
    order,
    moneyBack: money,
    points,
    taxFree: taxFreeAmount,
    vat: vatAmount,
    // Under a discount PortOne does not document the amount that the tax parts belong to.
    supply: money !== null && Number(money) === totalAmount ? totalAmount - taxFreeAmount - vatAmount : null,
    fee,
  };
}

export function amountsWithoutCancellation(state: RefundState): ExportedAmounts {
  return state === "failed" ? nothingMoved : nothingKnown;
}

const nothingKnown: ExportedAmounts = {
  order: null,
  moneyBack: null,
  points: null,
  taxFree: null,
  vat: null,
  supply: null,
  fee: null,
};
const nothingMoved: ExportedAmounts = {
  order: orderAmount(0),
  moneyBack: moneyBack(0),
  points: pointsBack(0),
  taxFree: 0,
  vat: 0,
  supply: 0,
  // A failed transfer may cost a fee.
  fee: null,
};

export type RefundTotal = Pick<
  RefundExportRow,
  "channelType" | "pgProvider" | "methodType" | "rawMethodType" | "currency"
> & {
  count: number;
  amounts: Record<AmountColumn, { sum: number; known: number }>;
};

export type RefundTotals = {
  add: (row: RefundExportRow) => void;
  list: () => RefundTotal[];
};

export function refundTotals(): RefundTotals {
  const totals = new Map<string, RefundTotal>();
  return {
    add(row) {
      if (row.state.of !== "cancellation" || row.state.status !== "SUCCEEDED") return;
      const { channelType, pgProvider, methodType, rawMethodType, currency, amounts } = row;
      const group = { channelType, pgProvider, methodType, rawMethodType, currency };
      const key = JSON.stringify(Object.values(group));
      const total = totals.get(key) ?? { ...group, count: 0, amounts: noAmounts() };
      totals.set(key, total);
      total.count += 1;
      for (const column of amountColumns) {
        const amount = amounts[column];
        if (amount === null) continue;
        total.amounts[column].sum += amount;
        total.amounts[column].known += 1;
      }
    },
    list: () => [...totals].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, total]) => total),
  };
}

export const amountColumns = ["order", "moneyBack", "points", "taxFree", "vat", "supply", "fee"] as const;

function noAmounts(): RefundTotal["amounts"] {
  const none = () => ({ sum: 0, known: 0 });
  return {
    order: none(),
    moneyBack: none(),
    points: none(),
    taxFree: none(),
    vat: none(),
    supply: none(),
    fee: none(),
  };
}
