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
import { everyRefund } from "./refund-filter";

const read = (query: string) => readRefundExport(new URLSearchParams(query));
const days = "from=2026-11-01&to=2026-11-30";

test.each([
  "",
  "from=2026-11-01",
  "from=2026-11-31&to=2026-12-01",
  "from=2026-11-02&to=2026-11-01",
  "from=x&to=y",
  "by=finished",
  "by=finished&from=2026-11-31",
])("the unreadable query %j gives no export", (query) => expect(read(query)).toBeNull());

test("a query without columns exports every column", () => {
  expect(read(days)).toEqual({
    of: { days: { from: "2026-11-01", to: "2026-11-30" } },
    columns: refundColumns,
  });
});

test("the exported columns are in file order, with the fixed columns and without unknown ones", () => {
  const requested = read(`${days}&columns=who,number,__proto__,number`);
  expect(requested?.columns).toEqual([
    "kind",
    "state",
    "channel",
    "number",
    "pg",
    "method",
    "currency",
    "who",
  ]);
  expect(read(`${days}&columns=`)?.columns).toEqual(refundColumns.filter((column) => fixed.includes(column)));
});
const fixed: readonly string[] = fixedRefundColumns;

test.each([refundColumns, read(`${days}&columns=who`)?.columns ?? []])(
  "a written export is read back equal",
  (...columns) => {
    const requested = { of: { days: { from: "2026-11-01", to: "2026-11-30" } }, columns };
    expect(read(writeRefundExport(requested))).toEqual(requested);
    const filter = { ...everyRefund, person: "a", states: ["failed" as const] };
    for (const of of [
      { filter },
      { filter: { ...filter, period: { of: "finished" as const, from: null, to: "2026-11-30" } } },
    ])
      expect(read(writeRefundExport({ of, columns }))).toEqual({ of, columns });
  },
);

const stated = {
  totalAmount: 11_000,
  taxFreeAmount: 1_000,
  vatAmount: 909,
  figures: { order: orderAmount(11_000), money: moneyBack(11_000), points: null },
  fee: 300,
};

test("a successful cancellation has a supply amount only where its tax parts are known to be parts of the money", () => {
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

test.each(["REQUESTED", "UNRECOGNIZED"] as const)(
  "the amounts of a %s cancellation are unknown",
  (status) => {
    expect(new Set(Object.values(exportedAmounts(status, stated)))).toEqual(new Set([null]));
  },
);

test("the amounts of a failed cancellation are zero", () => {
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

test("totals sum successful cancellations by group, and count the known amounts", () => {
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
