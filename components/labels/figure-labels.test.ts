import { expect, test } from "vitest";
import { type CancelFigures, moneyBack, orderAmount, pointsBack } from "@/lib/domain/amounts";
import ko from "@/messages/ko.json";
import { figureLabels } from "./figure-labels";

const labels = ko.payment.figures;
const t = (key: string, values?: { amount: string }) =>
  labels[key.replace("figures.", "") as keyof typeof labels].replace("{amount}", values?.amount ?? "");
const of = (order: number | null, money: number | null, points: number | null, stated: number | null) => {
  const figures: CancelFigures = {
    order: order === null ? null : orderAmount(order),
    money: money === null ? null : moneyBack(money),
    points: points === null ? null : pointsBack(points),
  };
  return figureLabels(t, { figures, stated, currency: "KRW" }, "ko");
};

test.each([
  [of(5_000, 5_000, null, 5_000), "5,000원", []],
  [of(2_000, 1_800, null, 2_000), "1,800원", ["주문 금액 2,000원 취소"]],
  [of(10_000, 8_000, 2_000, 10_000), "8,000원", ["주문 금액 10,000원 취소", "포인트 2,000원 환급"]],
  [of(2_000, null, null, 2_000), "주문 금액 2,000원", ["환불 금액은 포트원에서 제공하지 않음"]],
  [of(null, null, null, 3_000), "취소 금액 3,000원", ["환불 금액은 포트원에서 제공하지 않음"]],
  [of(null, null, null, null), "남은 전액", ["환불 금액은 포트원에서 제공하지 않음"]],
])("labels the figures of a cancellation as %j", ({ sum, isMoney, notes }, wanted, wantedNotes) => {
  expect([sum, notes]).toEqual([wanted, wantedNotes]);
  // Only money is shown as a sum without a word.
  expect(/^[\d,]+원$/.test(sum)).toBe(isMoney);
});
