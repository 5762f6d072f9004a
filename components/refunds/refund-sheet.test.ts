import { expect, test } from "vitest";
import { chargedAmount, moneyBack, orderAmount } from "@/lib/domain/amounts";
import { type RefundExportRow, refundColumns, refundTotals } from "@/lib/domain/refund/refund-export";
import { type RefundSheetLabels, refundSheetColumns, refundSheetRow, refundTotalRows } from "./refund-sheet";

const labels: RefundSheetLabels = {
  locale: "ko",
  head: (column) => `열 ${column}`,
  refund: "환불",
  desk: "환불데스크",
  counted: (key, count) => `${key} ${count}`,
  payment: (key) => `말 ${key}`,
  otherMethod: "그 밖",
  refundState: (state) => `상태 ${state}`,
  requester: (by) => `요청 ${by}`,
};

const row: RefundExportRow = {
  storeId: "store-1",
  paymentId: "order-1",
  orderName: "감귤",
  channelType: "LIVE",
  pgProvider: "TOSSPAYMENTS",
  methodType: "CARD",
  rawMethodType: "PaymentMethodCard",
  currency: "USD",
  pgTxId: "tx-1",
  approvalNumber: "00123",
  state: { of: "cancellation", status: "SUCCEEDED", raw: "SUCCEEDED" },
  refundNumber: "R-1",
  cancellationId: "c1",
  pgCancellationId: "pg-1",
  requested: 1_250,
  charged: chargedAmount(1_250),
  amounts: {
    order: orderAmount(1_250),
    moneyBack: moneyBack(1_000),
    points: null,
    taxFree: 0,
    vat: 114,
    supply: null,
    fee: null,
  },
  reason: "변심",
  reasonCode: "CHANGE_OF_MIND",
  requester: "CUSTOMER",
  actorName: "김운영",
  requestedAt: "2026-11-01T00:00:00.000Z",
  cancelledAt: "2026-11-01T00:00:05.000Z",
  paidOutAt: null,
  trigger: "API",
};

/** Returns the cells by column. */
const cellsOf = (changed: Partial<RefundExportRow> = {}) => {
  const cells = refundSheetRow(refundColumns, { ...row, ...changed }, labels);
  return Object.fromEntries(refundColumns.map((column, at) => [column, cells[at]]));
};

test("every column has a name and a kind", () => {
  const columns = refundSheetColumns(refundColumns, labels);
  expect(columns[0]).toEqual({ head: "열 kind", kind: "text" });
  expect(columns.filter(({ kind }) => kind === "amount")).toHaveLength(9);
  expect(columns.filter(({ kind }) => kind === "time")).toHaveLength(3);
});

test("writes amounts in the currency's own unit, and leaves unknown values empty", () => {
  expect(cellsOf()).toMatchObject({
    kind: "환불",
    state: "말 cancellation.SUCCEEDED",
    pg: "토스페이먼츠",
    approvalNumber: "00123",
    method: "말 method.CARD",
    requested: "12.50",
    charged: "12.50",
    moneyBack: "10.00",
    taxFree: "0.00",
    supply: null,
    points: null,
    fee: null,
    requester: "요청 CUSTOMER",
    cancelledAt: "2026-11-01T00:00:05.000Z",
    paidOutAt: null,
    madeWhere: "환불데스크",
  });
});

test("a cancellation that was made elsewhere shows where, or an empty cell", () => {
  expect(cellsOf({ refundNumber: null, trigger: "CONSOLE" }).madeWhere).toBe("말 trigger.CONSOLE");
  expect(cellsOf({ refundNumber: null, trigger: null }).madeWhere).toBeNull();
  expect(cellsOf({ state: { of: "refund", state: "undecided" } }).state).toBe("상태 undecided");
});

test("a row has only the chosen columns", () => {
  expect(refundSheetRow(["kind", "moneyBack"], row, labels)).toEqual(["환불", "10.00"]);
});

test("a total sums the known amounts, and counts the unknown amounts in a second row", () => {
  const totals = refundTotals();
  totals.add(row);
  totals.add({ ...row, amounts: { ...row.amounts, moneyBack: null } });
  const columns = ["kind", "pg", "method", "currency", "order", "moneyBack", "vat", "fee", "who"] as const;
  expect(totals.list().flatMap((total) => refundTotalRows(columns, total, labels))).toEqual([
    ["total 2", "토스페이먼츠", "말 method.CARD", "USD", "25.00", "10.00", "2.28", null, null],
    ["unknown 2", "토스페이먼츠", "말 method.CARD", "USD", null, "missing 1", null, "missing 2", null],
  ]);
});

test("a total without unknown amounts has one row", () => {
  const totals = refundTotals();
  totals.add({ ...row, amounts: { ...row.amounts, supply: 1_136, fee: 0 } });
  expect(
    totals.list().flatMap((total) => refundTotalRows(["kind", "moneyBack", "points"], total, labels)),
  ).toEqual([["total 1", "10.00", null]]);
});
