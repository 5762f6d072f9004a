import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { shortageOf } from "@/lib/domain/views/shortage";
import { openTestDesk, type TestDesk } from "@/tests/support/test-desk";
import { refundWithFaults } from "@/tests/support/test-refund";
import { rereadPayment } from "./reread-payment";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(() => desk.sandbox.control.clearFaults());

const detailOf = async (paymentId: string) => {
  const detail = await paymentDetail(desk.database.db, { paymentId });
  if (detail === null) throw new Error("the payment is gone");
  return detail;
};

test.each([
  ["KCP_V2", "8178", "정산금액 부족"],
  ["DAOU", "9029", "취소 한도 초과"],
  ["NICE_V2", "2032", "취소 금액이 미정산 금액보다 큽니다"],
  ["DANAL_TPAY", "-1", "취소불가 상태입니다"],
])(
  "%s %s is a settlement shortage, and a reread returns the changes of PortOne's correction",
  async (pgProvider, pgCode, pgMessage) => {
    const refund = await refundWithFaults(desk, [{ kind: "pg-error", pgCode, pgMessage }], { pgProvider });
    // If only the PG's message indicates the shortage, the ledger reads again before the refund becomes undecided.
    await refund.later(62_000, 10 * 60_000);
    const before = await detailOf(refund.paymentId);
    expect(shortageOf(before)).toMatchObject({ pgCode, pgMessage, at: expect.any(String) });
    const key = { storeId: before.payment.storeId, paymentId: refund.paymentId };
    expect(await rereadPayment(desk, key)).toEqual({ ok: true, value: { status: null, cancellations: [] } });
    desk.sandbox.control.cancelByOther(refund.paymentId, { trigger: "PORTONE_ADMIN" });
    expect(await rereadPayment(desk, key)).toMatchObject({
      ok: true,
      value: {
        status: { status: "CANCELLED" },
        cancellations: [{ figures: { money: 10_000 }, status: "SUCCEEDED", trigger: "PORTONE_ADMIN" }],
      },
    });
    expect(refund.sends()).toHaveLength(1);
  },
);

test("another PG refusal is no settlement shortage", async () => {
  const refund = await refundWithFaults(
    desk,
    [{ kind: "pg-error", pgCode: "8142", pgMessage: "부분취소 불가" }],
    {
      pgProvider: "KCP_V2",
    },
  );
  expect(shortageOf(await detailOf(refund.paymentId))).toBeNull();
});

test("a reread returns an error if PortOne is unreachable or does not know the payment", async () => {
  const payment = desk.sandbox.control.createPayment({});
  desk.sandbox.control.script({ kind: "html", operation: "getPayment", paymentId: payment.id });
  const key = { storeId: payment.storeId, paymentId: payment.id };
  expect(await rereadPayment(desk, key)).toEqual({ ok: false, error: { code: "portone-unreachable" } });
  expect(await rereadPayment(desk, { ...key, paymentId: "no-such-payment" })).toEqual({
    ok: false,
    error: { code: "payment-not-found" },
  });
});
