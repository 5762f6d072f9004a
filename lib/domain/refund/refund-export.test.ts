import { expect, test } from "vitest";
import { chargedAmount, moneyBack, orderAmount, pointsBack } from "../amounts";
import {
  exportedAmounts,
  fixedRefundColumns,
  type RefundExportRow,
  readRefundExport,
  refundColumns,
  refundTotals,
  writeRefundExport,
} from "./refund-export";

const read = (query: string) => readRefundExport(new URLSearchParams(query));
const days = "from=2026-11-01&to=2026-11-30";

test.each([
  "",
  "from=2026-11-01",
  "from=2026-11-31&to=2026-12-01",
  "from=2026-11-02&to=2026-11-01",
  "from=x&to=y",
])("asks for nothing that can be read: %j", (query) => expect(read(query)).toBeNull());

test("has every column where none is named", () => {
  expect(read(days)).toEqual({ from: "2026-11-01", to: "2026-11-30", columns: refundColumns });
});

test("keeps the order of the file and the columns without which totals cannot be read, and knows no others", () => {
  const asked = read(`${days}&columns=who,number,__proto__,number`);
  expect(asked?.columns).toEqual(["kind", "state", "channel", "number", "pg", "method", "currency", "who"]);
  expect(read(`${days}&columns=`)?.columns).toEqual(refundColumns.filter((one) => fixed.includes(one)));
});
const fixed: readonly string[] = fixedRefundColumns;

test.each([refundColumns, read(`${days}&columns=who`)?.columns ?? []])(
  "reads again what it wrote",
  (...columns) => {
    const asked = { from: "2026-11-01", to: "2026-11-30", columns };
    expect(read(writeRefundExport(asked))).toEqual(asked);
  },
);

const stated = {
  totalAmount: 11_000,
  taxFreeAmount: 1_000,
  vatAmount: 909,
  figures: { order: orderAmount(11_000), money: moneyBack(11_000), points: null },
  fee: 300,
};

test("what succeeded has its supply where the parts are known to be parts of the money", () => {
  expect(exportedAmounts("SUCCEEDED", stated)).toEqual({
    order: 11_000,
    moneyBack: 11_000,
    points: null,
    taxFree: 1_000,
    vat: 909,
    supply: 9_091,
    fee: 300,
  });
  const figures = { order: orderAmount(11_000), money: moneyBack(9_900), points: null };
  expect(exportedAmounts("SUCCEEDED", { ...stated, figures })).toMatchObject({
    moneyBack: 9_900,
    supply: null,
  });
  const unknown = { order: null, money: null, points: null };
  expect(exportedAmounts("SUCCEEDED", { ...stated, figures: unknown })).toMatchObject({
    order: null,
    moneyBack: null,
    supply: null,
  });
});

test.each(["REQUESTED", "UNRECOGNIZED"] as const)("nothing is known of what is %s", (status) => {
  expect(new Set(Object.values(exportedAmounts(status, stated)))).toEqual(new Set([null]));
});

test("nothing moved where a cancellation failed", () => {
  expect(exportedAmounts("FAILED", stated)).toMatchObject({ order: 0, moneyBack: 0, vat: 0, fee: null });
});

const row: RefundExportRow = {
  storeId: "store-1",
  paymentId: "p1",
  orderName: "감귤",
  channelType: "LIVE",
  pgProvider: "TOSSPAYMENTS",
  methodType: "CARD",
  rawMethodType: "PaymentMethodCard",
  currency: "KRW",
  pgTxId: null,
  approvalNumber: null,
  state: { of: "cancellation", status: "SUCCEEDED", raw: "SUCCEEDED" },
  refundNumber: null,
  cancellationId: "c1",
  pgCancellationId: null,
  requested: 11_000,
  charged: chargedAmount(11_000),
  amounts: exportedAmounts("SUCCEEDED", stated),
  reason: "",
  reasonCode: null,
  requester: null,
  actorName: null,
  requestedAt: "2026-11-01T00:00:00.000Z",
  cancelledAt: "2026-11-01T00:00:00.000Z",
  paidOutAt: null,
  trigger: null,
};

test("totals add what succeeded and is alike, and count what is in the sums", () => {
  const totals = refundTotals();
  const points = { ...row.amounts, moneyBack: null, points: pointsBack(500) };
  totals.add(row);
  totals.add({ ...row, amounts: points });
  totals.add({ ...row, channelType: "TEST" });
  totals.add({ ...row, currency: "USD" });
  totals.add({ ...row, state: { of: "cancellation", status: "FAILED", raw: "FAILED" } });
  totals.add({ ...row, state: { of: "refund", state: "succeeded" } });
  const listed = totals.list();
  expect(listed.map(({ channelType, currency, count }) => [channelType, currency, count])).toEqual([
    ["LIVE", "KRW", 2],
    ["LIVE", "USD", 1],
    ["TEST", "KRW", 1],
  ]);
  expect(listed[0]?.amounts).toMatchObject({
    order: { sum: 22_000, known: 2 },
    moneyBack: { sum: 11_000, known: 1 },
    points: { sum: 500, known: 1 },
    fee: { sum: 600, known: 2 },
  });
});
