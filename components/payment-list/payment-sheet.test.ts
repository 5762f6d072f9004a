import { expect, test } from "vitest";
import { chargedAmount, moneyBack, orderAmount } from "@/lib/domain/amounts";
import type { PaymentRow } from "@/lib/domain/views/payment-list";
import { type PaymentSheetLabels, paymentColumns, paymentSheetRow } from "./payment-sheet";

const labels: PaymentSheetLabels = {
  locale: "ko",
  head: (column) => `열 ${column}`,
  payment: (key) => `말 ${key}`,
  otherMethod: "그 밖",
};

const row: PaymentRow = {
  storeId: "store-1",
  id: "order-1",
  status: "PAID",
  rawStatus: "PAID",
  methodType: "CARD",
  pgProvider: "TOSSPAYMENTS",
  channelType: "LIVE",
  currency: "KRW",
  total: orderAmount(1_234_500),
  charged: chargedAmount(1_200_000),
  cancelled: { order: orderAmount(0), money: moneyBack(0) },
  orderName: "감귤",
  customerName: null,
  requestedAt: "2026-02-28T14:59:59.000Z",
  paidAt: "2026-02-28T15:00:00.000Z",
  openRefund: null,
  matches: null,
};

const cellsOf = (changed: Partial<PaymentRow>) => paymentSheetRow({ ...row, ...changed }, labels);

test("every column has a name and a kind", () => {
  expect(paymentColumns(labels).slice(0, 2)).toEqual([
    { head: "열 id", kind: "text" },
    { head: "열 orderName", kind: "text" },
  ]);
  expect(paymentColumns(labels).filter(({ kind }) => kind === "amount")).toHaveLength(4);
  expect(paymentColumns(labels)).toHaveLength(cellsOf({}).length);
});

test("writes amounts in the currency's own unit without separators", () => {
  expect(cellsOf({})).toEqual([
    "order-1",
    "감귤",
    "말 status.PAID",
    "말 method.CARD",
    "토스페이먼츠",
    "LIVE",
    null,
    "KRW",
    "1234500",
    "1200000",
    "0",
    "0",
    "2026-02-28T14:59:59.000Z",
    "2026-02-28T15:00:00.000Z",
    "store-1",
  ]);
  const total = orderAmount(1_250);
  const cancelled = { order: orderAmount(5), money: moneyBack(4) };
  expect(cellsOf({ currency: "USD", total, charged: null, cancelled }).slice(8, 12)).toEqual([
    "12.50",
    null,
    "0.05",
    "0.04",
  ]);
  expect(cellsOf({ currency: "BHD", total })[8]).toBe("1.250");
  expect(cellsOf({ currency: "???", total })[8]).toBe("1250");
});

test("an unknown amount is an empty cell, never a zero", () => {
  expect(cellsOf({ charged: null, cancelled: { order: null, money: null } }).slice(8, 12)).toEqual([
    "1234500",
    null,
    null,
    null,
  ]);
});

test("an unknown status or PG is shown with PortOne's own word", () => {
  const cells = cellsOf({ status: "UNRECOGNIZED", rawStatus: "NEW", methodType: null, pgProvider: "PG" });
  expect(cells.slice(2, 5)).toEqual(["NEW", null, "PG"]);
});
