// Refunds and cancellations as a month is closed with them: one row for each cancellation that PortOne shows, and one for
// each refund of ours that PortOne shows no cancellation of. Amounts are minor units, times ISO 8601 instants.
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
import type { RefundRequest, RefundState } from "./refund";

/** In this order in the file. */
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

/** Totals cannot be read without these. */
export const fixedRefundColumns = ["kind", "state", "channel", "pg", "method", "currency"] as const;

export type RefundExport = {
  /** Calendar days in Seoul, YYYY-MM-DD, both included. */
  from: string;
  to: string;
  columns: readonly RefundColumn[];
};

/** Returns what an address asks for, or null where the days cannot be read or end before they begin. */
export function readRefundExport(query: URLSearchParams): RefundExport | null {
  const [from, to] = [
    calendarDay.safeParse(query.get("from")).data,
    calendarDay.safeParse(query.get("to")).data,
  ];
  if (from === undefined || to === undefined || from > to) return null;
  const named = query.get("columns");
  const chosen = named === null ? refundColumns : named.split(",");
  return { from, to, columns: withFixedColumns(chosen) };
}

/** Returns the query of an address that `readRefundExport` reads again. */
export function writeRefundExport({ from, to, columns }: RefundExport): string {
  const query = new URLSearchParams({ from, to });
  if (columns.length < refundColumns.length) query.set("columns", columns.join(","));
  return query.toString();
}

/** Returns the known ones among some columns, and those that are always there, in the order of the file. */
export function withFixedColumns(chosen: readonly string[]): RefundColumn[] {
  const fixed: readonly string[] = fixedRefundColumns;
  return refundColumns.filter((column) => fixed.includes(column) || chosen.includes(column));
}

/** What was cancelled and where the money went. Null is not known; after a failure, all is known to be nothing. */
export type ExportedAmounts = {
  order: OrderAmount | null;
  moneyBack: MoneyBack | null;
  points: PointsBack | null;
  /** As PortOne states them. */
  taxFree: number | null;
  vat: number | null;
  supply: number | null;
  /** What the PG takes beside, by its published price or the merchant's settings, without VAT. */
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
  /** PortOne's own figure, or what we asked for; null for all that remained. In order amount or in money. */
  requested: number | null;
  /** Of the whole payment. */
  charged: ChargedAmount | null;
  amounts: ExportedAmounts;
  reason: string;
  reasonCode: string | null;
  requester: RefundRequest["requester"] | null;
  actorName: string | null;
  requestedAt: string;
  cancelledAt: string | null;
  /** When a transfer to the customer's account was first seen as completed. */
  paidOutAt: string | null;
  /** In PortOne's word. */
  trigger: string | null;
};

/** What PortOne states of a cancellation, and what follows from it. */
type Stated = {
  totalAmount: number;
  taxFreeAmount: number;
  vatAmount: number;
  figures: CancelFigures;
  fee: number | null;
};

/** Returns the amounts of a cancellation in its state: nothing is cancelled before it has succeeded. */
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
    // Under a discount it is not documented what the parts are parts of.
    supply: money !== null && Number(money) === totalAmount ? totalAmount - taxFreeAmount - vatAmount : null,
    fee,
  };
}

/** Of a refund that PortOne shows no cancellation of. */
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
  // A transfer that failed may cost something.
  fee: null,
};

/** Of the cancellations that succeeded and are alike in channel, PG, method and currency. */
export type RefundTotal = Pick<
  RefundExportRow,
  "channelType" | "pgProvider" | "methodType" | "rawMethodType" | "currency"
> & {
  count: number;
  /** The sum of those that are known, and how many those are. */
  amounts: Record<AmountColumn, { sum: number; known: number }>;
};

export type RefundTotals = {
  add: (row: RefundExportRow) => void;
  /** The totals so far, in the order of channel, PG, method and currency. */
  list: () => RefundTotal[];
};

/** Returns totals that rows can be added to one by one. */
export function refundTotals(): RefundTotals {
  const totals = new Map<string, RefundTotal>();
  return {
    add(row) {
      if (row.state.of !== "cancellation" || row.state.status !== "SUCCEEDED") return;
      const { channelType, pgProvider, methodType, rawMethodType, currency, amounts } = row;
      const alike = { channelType, pgProvider, methodType, rawMethodType, currency };
      const key = JSON.stringify(Object.values(alike));
      const total = totals.get(key) ?? { ...alike, count: 0, amounts: noAmounts() };
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
