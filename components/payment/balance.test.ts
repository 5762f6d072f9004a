import { expect, test } from "vitest";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { CancellationView, ManualRefundView, RefundView } from "@/lib/domain/views/refund";
import { orderAmount } from "../../lib/domain/amounts.ts";
import { balanceOf } from "./balance.ts";

test("a payment that nobody touched can be cancelled in full", () => {
  expect(balanceOf(detail({}))).toEqual({
    total: 50_000,
    cancelled: 0,
    inProgress: 0,
    manual: 0,
    left: 50_000,
  });
});

test("what succeeded is gone, what is requested is on its way, what failed is still there", () => {
  const cancellations = [
    cancellation("SUCCEEDED", 10_000, null),
    cancellation("REQUESTED", 15_000, null),
    cancellation("FAILED", 20_000, null),
  ];
  expect(balanceOf(detail({ cancellations }))).toEqual({
    total: 50_000,
    cancelled: 10_000,
    inProgress: 15_000,
    manual: 0,
    left: 25_000,
  });
});

test("a refund of ours without a cancellation yet is on its way", () => {
  const refunds = [refund("submitting", 30_000)];
  expect(balanceOf(detail({ refunds }))).toMatchObject({ inProgress: 30_000, left: 20_000 });
});

test("a refund of unknown amount takes all that is left", () => {
  const cancellations = [cancellation("SUCCEEDED", 20_000, null)];
  const refunds = [refund("undecided", null)];
  expect(balanceOf(detail({ cancellations, refunds }))).toMatchObject({ inProgress: 30_000, left: 0 });
});

test("a refund whose cancellation is there is counted once", () => {
  const cancellations = [cancellation("REQUESTED", 50_000, "R7F3K2M")];
  const refunds = [refund("submitting", 50_000)];
  expect(balanceOf(detail({ cancellations, refunds }))).toMatchObject({ inProgress: 50_000, left: 0 });
});

test("without any cancellation listed, PortOne's own sum counts", () => {
  expect(balanceOf(detail({ cancelled: 12_000 }))).toMatchObject({ cancelled: 12_000, left: 38_000 });
});

test("manual refunds are a part of their manual, and never more than the rest", () => {
  const own = (amount: number, reversal: unknown = null) => ({ amount, reversal }) as ManualRefundView;
  const manualRefunds = [own(10_000), own(40_000, {})];
  expect(balanceOf(detail({ manualRefunds }))).toMatchObject({ manual: 10_000, left: 40_000 });
  const cancellations = [cancellation("SUCCEEDED", 45_000, null)];
  expect(balanceOf(detail({ cancellations, manualRefunds }))).toMatchObject({ manual: 5_000, left: 0 });
});

test("of a promotion the order amounts count, whatever the cancellations hold", () => {
  const cancellations = [cancellation("SUCCEEDED", 1_800, null)];
  expect(balanceOf(detail({ cancellations, cancelled: 2_000, promotionId: "promo" }))).toMatchObject({
    cancelled: 2_000,
    left: 48_000,
  });
});

type Parts = Partial<Pick<PaymentDetail, "cancellations" | "refunds" | "manualRefunds">> & {
  cancelled?: number;
  promotionId?: string;
};

function detail({
  cancellations = [],
  refunds = [],
  manualRefunds = [],
  cancelled = 0,
  promotionId = undefined,
}: Parts) {
  const payment = {
    amount: { total: 50_000, cancelled },
    promotionId: promotionId ?? null,
  } as PaymentDetail["payment"];
  return { payment, cancellations, refunds, manualRefunds };
}

function cancellation(
  status: "SUCCEEDED" | "REQUESTED" | "FAILED",
  totalAmount: number,
  refundNumber: string | null,
) {
  return { status, totalAmount, refundNumber } as CancellationView;
}

function refund(state: RefundView["state"], amount: number | null) {
  const figures = { order: amount === null ? null : orderAmount(amount), money: null, points: null };
  return {
    state,
    figures,
    requested: { amount: null, taxFree: 0, vat: null },
    number: "R7F3K2M",
  } as RefundView;
}
