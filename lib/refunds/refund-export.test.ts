import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pagesOfRefunds } from "@/lib/db/queries/refund-export";
import { listRefunds } from "@/lib/db/queries/refund-list";
import { cancellations } from "@/lib/db/schema/refunds";
import { recordOverride } from "@/lib/db/settings/record-overrides";
import { type RefundExportRow, refundTotals } from "@/lib/domain/refund/refund-export";
import { everyRefund, madeElsewhere, type RefundFilter } from "@/lib/domain/refund/refund-filter";
import { seoulDay } from "@/lib/domain/seoul-time";
import type { RefundSum } from "@/lib/domain/views/refund-list";
import { pullUntilDone } from "@/lib/sync/pull-payments";
import { syncPayment } from "@/lib/sync/sync-payment";
import { administrator, fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { refundWithFaults } from "@/tests/support/test-refund";
import { requestRefund } from "./request-refund";

const always = { from: "2000-01-01", to: "2199-12-31" };

async function exported({ database }: TestDesk, days = always, size?: number): Promise<RefundExportRow[]> {
  const rows: RefundExportRow[] = [];
  for await (const page of pagesOfRefunds(database.db, { days }, size)) rows.push(...page);
  return rows;
}

describe("the export of a shop with promotions, points and currencies", () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk({ payments: "realistic" });
    await pullUntilDone(desk);
  }, 60_000);
  afterAll(() => desk.close());

  test("has every cancellation once, in pages of any size", async () => {
    const rows = await exported(desk);
    const stored = await desk.database.db.select({ id: cancellations.id }).from(cancellations);
    expect(rows.map(({ cancellationId }) => cancellationId).sort()).toEqual(
      stored.map(({ id }) => id).sort(),
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(await exported(desk, always, 3)).toEqual(rows);
  });

  test("has the cancellations of the requested days in Asia/Seoul", async () => {
    const rows = await exported(desk);
    const months = new Set(
      rows.map((row) => seoulDay(new Date(row.cancelledAt ?? row.requestedAt)).slice(0, 7)),
    );
    expect(months.size).toBeGreaterThan(2);
    for (const month of months) {
      const days = { from: `${month}-01`, to: `${month}-28` };
      const isIn = (row: RefundExportRow) => {
        const day = seoulDay(new Date(row.cancelledAt ?? row.requestedAt));
        return day >= days.from && day <= days.to;
      };
      expect(await exported(desk, days)).toEqual(rows.filter(isIn));
    }
  });

  test("has exactly the ledger's money, with unknown amounts counted separately", async () => {
    const rows = await exported(desk);
    const totals = refundTotals();
    for (const row of rows) totals.add(row);
    const ledger = desk.sandbox.control.ledger();
    let known = 0;
    for (const { amounts, count, ...alike } of totals.list()) {
      const own = rows.filter(
        (row) =>
          row.state.of === "cancellation" &&
          row.state.status === "SUCCEEDED" &&
          row.channelType === alike.channelType &&
          row.pgProvider === alike.pgProvider &&
          row.methodType === alike.methodType &&
          row.currency === alike.currency,
      );
      expect(count).toBe(own.length);
      const moved = own.flatMap((row) => {
        const entry = ledger.find(({ cancellationId }) => cancellationId === row.cancellationId);
        return row.amounts.moneyBack === null ? [] : [entry?.amount ?? 0];
      });
      expect(amounts.moneyBack).toEqual({
        sum: moved.reduce((sum, amount) => sum + amount, 0),
        known: moved.length,
      });
      known += moved.length;
    }
    expect(known).toBeGreaterThan(10);
    expect(
      rows.some(({ amounts, requested }) => amounts.moneyBack !== null && amounts.moneyBack !== requested),
    ).toBe(true);
  });
});

describe("the list and the export", () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk({ payments: "realistic" });
    await pullUntilDone(desk);
  }, 60_000);
  afterAll(() => desk.close());

  const month = { from: "2000-01-01", to: seoulDay(new Date()) };
  const filters: Partial<RefundFilter>[] = [
    { states: ["succeeded"] },
    { period: { of: "finished", ...month }, channel: "LIVE" },
    { period: { of: "requested", ...month }, states: ["succeeded", "failed"], currency: "KRW" },
    { methods: ["CARD"], channel: "TEST" },
    { took: "minute", person: madeElsewhere },
    { only: "unknown" },
    { only: "points" },
    { pgs: ["-", "TOSSPAYMENTS"], period: { of: "requested", from: null, to: month.to } },
  ];

  test.each(filters)("have the same rows and sums under the filter %j", async (filter) => {
    const whole = { ...everyRefund, ...filter };
    const listed: { paymentId: string; money: number }[] = [];
    let after: string | null = null;
    let sums: RefundSum[] = [];
    do {
      const page = await listRefunds(desk.database.db, {
        tab: "all",
        query: "",
        filter: whole,
        after,
        before: null,
      });
      for (const { paymentId, state, figures } of page.rows)
        listed.push({ paymentId, money: state === "succeeded" ? (figures.money ?? 0) : 0 });
      after = page.next;
      sums = page.sums ?? [];
    } while (after !== null);
    const rows: RefundExportRow[] = [];
    for await (const page of pagesOfRefunds(desk.database.db, { filter: whole })) rows.push(...page);
    const total = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0);
    expect(listed.map(({ paymentId }) => paymentId).sort()).toEqual(
      rows.map(({ paymentId }) => paymentId).sort(),
    );
    expect(total(sums.map(({ count }) => count))).toBe(listed.length);
    expect(total(sums.map(({ done }) => done.money))).toBe(total(listed.map(({ money }) => money)));
    expect(total(rows.map(({ amounts }) => amounts.moneyBack ?? 0))).toBe(
      total(listed.map(({ money }) => money)),
    );
    if (filter.channel !== undefined)
      expect(sums.every(({ test }) => test === (filter.channel === "TEST"))).toBe(true);
  });
});

describe("a row of the export", () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk();
  });
  afterAll(() => desk.close());

  const rowsOf = async (paymentId: string) =>
    (await exported(desk)).filter((row) => row.paymentId === paymentId);

  test("of a refund has its actor, reason and refunded money", async () => {
    const payment = desk.sandbox.control.createPayment({ total: 11_000, taxFree: 0 });
    const result = await requestRefund(
      desk,
      operator,
      fullRefund(payment, { note: "색상", internalNote: "두 번째 문의" }),
    );
    if (!result.ok) throw new Error(result.error.code);
    const [row, ...more] = await rowsOf(payment.id);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      state: { of: "cancellation", status: "SUCCEEDED" },
      refundNumber: result.value.number,
      cancellationId: desk.sandbox.control.ledger(payment.id)[0]?.cancellationId,
      pgTxId: expect.any(String),
      requested: 11_000,
      charged: 11_000,
      amounts: { order: 11_000, moneyBack: 11_000, taxFree: 0, supply: 10_000, vat: 1_000 },
      reason: expect.stringContaining("색상"),
      reasonCode: "CHANGE_OF_MIND",
      requester: "CUSTOMER",
      actorName: operator.name,
      cancelledAt: expect.any(String),
      paidOutAt: null,
    });
    expect(JSON.stringify(row)).not.toContain("두 번째 문의");
  });

  test("of a cancellation made elsewhere has no refund and no actor", async () => {
    const payment = desk.sandbox.control.createPayment({ total: 5_000 });
    desk.sandbox.control.cancelInConsole(payment.id, { amount: 2_000 });
    await syncPayment(desk, { paymentId: payment.id });
    expect(await rowsOf(payment.id)).toMatchObject([
      {
        refundNumber: null,
        actorName: null,
        requester: null,
        reasonCode: null,
        trigger: "CONSOLE",
        amounts: { moneyBack: 2_000 },
      },
    ]);
  });

  test("of a refund without a cancellation has unknown amounts while open and zero amounts after a failure", async () => {
    const open = await refundWithFaults(desk, [{ kind: "pg-error" }]);
    const [waiting] = await rowsOf(open.paymentId);
    expect(waiting).toMatchObject({ state: { of: "refund", state: "submitting" }, cancellationId: null });
    expect(Object.values(waiting?.amounts ?? {})).toEqual(Array.from({ length: 7 }, () => null));
    const body = { type: "INVALID_REQUEST", message: "scripted" };
    const refused = await refundWithFaults(desk, [{ kind: "status", status: 400, body }]);
    const [failed] = await rowsOf(refused.paymentId);
    expect(failed).toMatchObject({ state: { of: "refund", state: "failed" }, cancellationId: null });
    expect(failed?.amounts).toEqual({
      order: 0,
      moneyBack: 0,
      points: 0,
      taxFree: 0,
      vat: 0,
      supply: 0,
      fee: null,
    });
  });

  test("of a refund that waits for the PG has unknown amounts", async () => {
    const refund = await refundWithFaults(desk, [{ kind: "async-cancel" }]);
    const [row] = await rowsOf(refund.paymentId);
    expect(row).toMatchObject({ cancelledAt: null, requested: 10_000 });
    expect(Object.values(row?.amounts ?? {})).toEqual(Array.from({ length: 7 }, () => null));
  });

  test("of a virtual account has the time of the completed transfer and the merchant's own fee", async () => {
    desk.sandbox.control.setSwitches({ virtualAccountPayout: "manual" });
    const payment = desk.sandbox.control.createPayment({ total: 10_000, method: "VIRTUAL_ACCOUNT" });
    desk.sandbox.control.cancelByOther(payment.id, { trigger: "API" });
    await syncPayment(desk, { paymentId: payment.id });
    const pgProvider = (await rowsOf(payment.id))[0]?.pgProvider ?? "";
    await recordOverride(desk.database.db, administrator, {
      override: { kind: "account-fee", pgProvider, amount: 450 },
      note: "계약서",
    });
    expect(await rowsOf(payment.id)).toMatchObject([
      { paidOutAt: null, amounts: { moneyBack: 10_000, fee: 450 } },
    ]);
    desk.sandbox.control.endPayout(payment.id, "complete");
    await syncPayment(desk, { paymentId: payment.id });
    expect(await rowsOf(payment.id)).toMatchObject([{ paidOutAt: expect.any(String) }]);
    desk.sandbox.control.resetSwitches();
  });
});
