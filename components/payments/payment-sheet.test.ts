import { expect, test } from "vitest";
import { chargedAmount, moneyBack, orderAmount } from "@/lib/domain/amounts";
import type { PaymentRow } from "@/lib/domain/views";
import { type CsvWords, csvHead, csvNotice, csvRows } from "./payment-csv";

const words: CsvWords = {
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
};

const cellsOf = (told: Partial<PaymentRow>) =>
  csvRows([{ ...row, ...told }], words)
    .slice(1, -3)
    .split('","');

test("begins with the mark of UTF-8 and the names of the columns, ends every line with CRLF and quotes every cell", () => {
  const file = csvHead(words) + csvRows([row, row], words);
  expect(file.startsWith('\uFEFF"열 id","열 orderName",')).toBe(true);
  expect(file.split("\r\n")).toHaveLength(4);
  expect(file.split("\r\n").at(-1)).toBe("");
  for (const line of file.slice(1).split("\r\n").slice(0, 3)) expect(line).toMatch(/^"[^"]*"(,"[^"]*"){14}$/);
});

test("writes amounts in the currency's own unit without separators, and times in Seoul", () => {
  expect(cellsOf({})).toEqual([
    "order-1",
    "감귤",
    "말 status.PAID",
    "말 method.CARD",
    "토스페이먼츠",
    "LIVE",
    "",
    "KRW",
    "1234500",
    "1200000",
    "0",
    "0",
    "2026-02-28 23:59:59",
    "2026-03-01 00:00:00",
    "store-1",
  ]);
  const total = orderAmount(1_250);
  const cancelled = { order: orderAmount(5), money: moneyBack(4) };
  expect(cellsOf({ currency: "USD", total, charged: null, cancelled }).slice(8, 12)).toEqual([
    "12.50",
    "",
    "0.05",
    "0.04",
  ]);
  expect(cellsOf({ currency: "BHD", total })[8]).toBe("1.250");
  expect(cellsOf({ currency: "???", total })[8]).toBe("1250");
});

test("what is not known is an empty cell, and never a zero", () => {
  expect(cellsOf({ charged: null, cancelled: { order: null, money: null } }).slice(8, 12)).toEqual([
    "1234500",
    "",
    "",
    "",
  ]);
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"])(
  "%j at the beginning of a cell runs nowhere",
  (text) => {
    const cell = csvRows([{ ...row, orderName: text }], words).split('","')[1];
    // A tab or a line end before what is no formula is kept behind the apostrophe.
    expect(cell).toBe(`'${text}`);
  },
);

test.each([" =1", "\n=1", "\r\n\t+1", "\u3000－1", "\u00a0@x", "\u0000=1"])(
  "what a program may take away before a formula hides none: %j",
  (text) => {
    expect(csvRows([{ ...row, customerName: text }], words)).toContain(
      `"'${text.trim().replace("\u0000", "")}"`,
    );
  },
);

test("keeps quotes, commas, lines, emoji and what is no formula as it is", () => {
  const text = 'a "b", c\r\nd 🍊 1-1=0';
  expect(csvRows([{ ...row, orderName: text }], words)).toContain('"a ""b"", c\r\nd 🍊 1-1=0"');
});

test("shows what is not known by PortOne's own word, and no formula in it", () => {
  const cells = cellsOf({ status: "UNRECOGNIZED", rawStatus: "=NEW", methodType: null, pgProvider: "@PG" });
  expect(cells.slice(2, 5)).toEqual(["'=NEW", "", "'@PG"]);
});

test("a notice is a line by itself", () => {
  expect(csvNotice("중단되었습니다")).toBe('"중단되었습니다"\r\n');
});
